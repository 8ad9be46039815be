using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Reporting.Tests;

/// <summary>Reports of a comprehensive analysis: four analysts, the debate and what came of it.</summary>
internal static class SampleDebates
{
    public const string ForIt = "Revenue of the twelve months rose by 9.4 %.";
    public const string AgainstIt = "The price is 18.9 times the earnings, above its usual 16.2.";

    private static readonly DateOnly Filed = new(2018, 5, 2);

    /// <summary>A purchase whose last key point speaks against it, as the decision writes it.</summary>
    public static AnalysisReport Comprehensive(PriceChart? chart = null)
    {
        var report = SampleReports.English(chart);
        return report with
        {
            AnalysisType = AnalysisType.Comprehensive,
            Decision = report.Decision with
            {
                Conviction = 0.58,
                PositionShare = 0.235,
                HorizonWeeks = 8,
                Thesis = "The case rests on revenue and the trend; the valuation stands against it.",
                TrackRecord = new TrackRecord { Cases = 16, Right = 11, BaseRate = 0.61, Prior = 0.53, From = new DateOnly(2016, 9, 30), To = new DateOnly(2018, 3, 29) },
                KeyPoints = [ForIt, "MACD is above its signal line.", "Against it: " + AgainstIt],
            },
            Analysts =
            [
                report.Analysts[0] with { Vote = Rating.Overweight },
                Analyst("sentiment", -0.31, Rating.Underweight) with
                {
                    Sentiment = new SentimentReport { OverallBand = SentimentBand.MildlyBearish, OverallScore = 3.5, Confidence = SentimentConfidence.Low, Narrative = "n" },
                },
                Analyst("news", 0.02, Rating.Hold),
                Analyst("fundamentals", 0.64, Rating.Buy),
            ],
            Evidence =
            [
                .. report.Evidence,
                Fact("fundamentals.revenue_growth", "fundamentals", ForIt, 9.4, "%", 0.7),
                Fact("fundamentals.pe", "fundamentals", AgainstIt, 18.9, "ratio", -0.5),
            ],
            DataWindows = [.. report.DataWindows.Select(window => window with { Digest = "0123456789ab" })],
            Debate = Debate("fundamentals.revenue_growth", ForIt, "fundamentals.pe", AgainstIt, "Growth pays for the price."),
            ResearchPlan = Plan("Growth outweighs the valuation.", "Buy with half the size."),
            TraderProposal = Proposal("The plan recommends Overweight.", "Half of 47 % is 23.5 %."),
            RiskDebate = Risk("This view looks at the valuation.", "fundamentals.pe"),
        };
    }

    /// <summary>The report with every part of a debate, each text the given one; all evidence has the given id.</summary>
    public static AnalysisReport Saying(string text, AnalysisReport report) => report with
    {
        Decision = report.Decision with { Thesis = text, PositionShare = 0.2 },
        Analysts = [.. report.Analysts.Select(analyst => analyst with { Vote = Rating.Overweight }), Analyst(text, -0.4, Rating.Sell)],
        Debate = Debate(text, text, text, text, text),
        ResearchPlan = Plan(text, text),
        TraderProposal = Proposal(text, text),
        RiskDebate = Risk(text, text),
    };

    private static AnalystReport Analyst(string name, double score, Rating vote) => new()
    {
        Analyst = name,
        Score = score,
        Confidence = 0.4,
        Summary = $"What the {name} analyst found.",
        Vote = vote,
        Sections = [new ReportSection("Mood", ["Two texts were read."])],
    };

    private static Evidence Fact(string id, string analyst, string statement, double value, string unit, double direction) => new()
    {
        Id = id,
        Analyst = analyst,
        Statement = statement,
        Value = value,
        Unit = unit,
        Date = Filed,
        Direction = direction,
        Source = "fundamentals/AAPL.csv",
    };

    private static InvestmentDebate Debate(string bullId, string bull, string bearId, string bear, string answer) => new()
    {
        BullWeight = 0.62,
        BearWeight = 0.11,
        Disagreement = 0.3,
        Turns =
        [
            new DebateTurn { Side = DebateSide.Bull, Round = 1, Speech = bull, Points = [new DebatePoint { EvidenceId = bullId, Statement = bull, Weight = 0.62 }], Answers = [] },
            new DebateTurn
            {
                Side = DebateSide.Bear,
                Round = 1,
                Speech = bear,
                Points = [new DebatePoint { EvidenceId = bearId, Statement = bear, Weight = 0.38 }],
                Answers = [new DebateAnswer { ToEvidenceId = bullId, Kind = DebateAnswerKind.Conceded, Statement = answer, Remaining = 1 }],
            },
            new DebateTurn
            {
                Side = DebateSide.Bull,
                Round = 2,
                Speech = bull,
                Points = [],
                Answers = [new DebateAnswer { ToEvidenceId = bearId, Kind = DebateAnswerKind.Rebutted, WithEvidenceId = bullId, Statement = answer, Remaining = 0.25 }],
            },
        ],
    };

    private static ResearchPlan Plan(string rationale, string action) =>
        new() { Recommendation = Rating.Overweight, Score = 0.42, Rationale = rationale, StrategicActions = [action] };

    private static TraderProposal Proposal(string reasoning, string sizing) => new()
    {
        Action = TradeAction.Buy,
        Reasoning = reasoning,
        EntryPrice = 184.2,
        StopLoss = 177.15,
        TargetPrice = 201.4,
        PositionShare = 0.2,
        PositionSizing = sizing,
    };

    private static RiskDebate Risk(string speech, string evidenceId) => new()
    {
        Turns =
        [
            .. from round in new[] { 1, 2 }
               from stance in Enum.GetValues<RiskStance>()
               select new RiskTurn { Stance = stance, Round = round, Speech = speech, PositionShare = 0.1 * round, StopLoss = 170, EvidenceIds = [evidenceId, "unknown"] },
        ],
    };
}
