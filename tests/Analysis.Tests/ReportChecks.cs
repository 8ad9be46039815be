using System.Globalization;
using System.Text.RegularExpressions;
using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Analysis.Tests;

/// <summary>What holds for every report.</summary>
internal static partial class ReportChecks
{
    public static void AssertConsistent(AnalysisReport report)
    {
        var decision = report.Decision;
        Assert.InRange(decision.Confidence, 0, 1);
        Assert.InRange(decision.Risk, 0, 1);
        Assert.Equal(decision.Action, decision.Rating switch
        {
            Rating.Buy or Rating.Overweight => TradeAction.Buy,
            Rating.Sell or Rating.Underweight => TradeAction.Sell,
            _ => TradeAction.Hold,
        });
        if (decision.Action == TradeAction.Hold) Assert.Equal((null, null, null), (decision.Entry, decision.Stop, decision.Target));
        else if (decision.Action == TradeAction.Buy) Assert.True(0 < decision.Stop && decision.Stop < decision.Entry && decision.Entry < decision.Target, $"{decision}");
        else Assert.True(0 < decision.Target && decision.Target < decision.Entry && decision.Entry < decision.Stop, $"{decision}");

        Assert.InRange(decision.KeyPoints.Count, 3, 6);
        Assert.NotEmpty(decision.WouldChangeTheView);
        Assert.Equal(report.Evidence.Count, report.Evidence.Select(evidence => evidence.Id).Distinct().Count());
        Assert.All(report.Evidence, evidence => Assert.InRange(evidence.Direction, -1, 1));
        Assert.All(report.Analysts, analyst => Assert.InRange(analyst.Score, -1, 1));
        Assert.All(report.Analysts, analyst => Assert.InRange(analyst.Confidence, 0, 1));
        Assert.All(Texts(report), text => Assert.False(string.IsNullOrWhiteSpace(text) || text.Contains("NaN", StringComparison.Ordinal) || text.Contains('∞', StringComparison.Ordinal), text));
        Assert.All(Texts(report), text => Assert.DoesNotMatch(@"  |-0\.0+(?![0-9])", text));
        AssertWording(report);
        Assert.All(report.DataWindows, window => Assert.Matches("^[0-9a-f]{12}$", window.Digest));
        AssertDebates(report);
        AssertChart(report.Chart!);
    }

    /// <summary>Families of sentences that readers found false, contradictory or clumsy once.</summary>
    private static void AssertWording(AnalysisReport report)
    {
        string[] ours = [.. Texts(report).Select(text => Quoted().Replace(text, ""))];
        Assert.All(ours, text => Assert.DoesNotMatch(@"[0-9] %(?=[ .,;:)]|$)|on 100% of the|after 0 of these|all of them|[。；] |(?<=[\u3400-\u9FFF])[A-Za-z0-9]|[A-Za-z0-9%](?=[\u3400-\u9FFF])", text));
        Assert.All(ours, text => Assert.False(text.Contains("of the period", StringComparison.Ordinal) || text.Contains("期间最", StringComparison.Ordinal) || text.Contains("期间内", StringComparison.Ordinal), text)); // which?

        Assert.All(report.Evidence.Where(fact => fact.Unit == "percentage points" && fact.Statement.Contains(report.Language == "zh" ? "个百分点" : "percentage points", StringComparison.Ordinal)), fact =>
            Assert.Contains(Math.Abs(fact.Value).ToString("0.0#", CultureInfo.InvariantCulture) + " ", fact.Statement, StringComparison.Ordinal));
        Assert.All(report.Evidence.Where(fact => fact.Id == "market.rsi14" && fact.Value is >= 65 or <= 35), fact => Assert.DoesNotMatch("without excess|尚未", fact.Statement));

        string[] reasons = [.. report.Debate?.Turns.SelectMany(turn => turn.Answers).Where(answer => answer.Kind == DebateAnswerKind.Conceded)
            .Select(answer => Reason().Match(answer.Statement)).Where(match => match.Success).Select(match => match.Value) ?? []];
        Assert.Equal(reasons.Distinct(), reasons);
    }

    private static void AssertDebates(AnalysisReport report)
    {
        var decision = report.Decision;
        Assert.InRange(decision.Conviction, 0, 1);
        Assert.InRange(decision.HorizonWeeks, 1, 26);
        Assert.Equal(decision.Action == TradeAction.Hold, decision.PositionShare == 0);
        if (decision is { Entry: { } entry, Stop: { } stop })
        {
            var distance = Math.Abs(entry - stop) / entry;
            Assert.InRange(decision.PositionShare * distance, 0, 0.02 + 0.01 * distance); // the loss budget, and a share in whole percent
        }

        Assert.Equal(report.Analysts.Count == 0, decision.Thesis.Length == 0);
        if (report.Debate is not { } debate) return;
        var known = report.Evidence.Select(evidence => evidence.Id).ToHashSet();
        string[] named =
        [
            .. debate.Turns.SelectMany(turn => turn.Points).Select(point => point.EvidenceId), .. report.RiskDebate!.Turns.SelectMany(turn => turn.EvidenceIds),
            .. debate.Turns.SelectMany(turn => turn.Answers).SelectMany(answer => new[] { answer.ToEvidenceId, answer.WithEvidenceId ?? answer.ToEvidenceId }),
        ];
        Assert.All(named, id => Assert.Contains(id, known));
        foreach (var side in Enum.GetValues<DebateSide>())
        {
            var turns = debate.Turns.Where(turn => turn.Side == side).ToArray();
            string[] points = [.. turns.SelectMany(turn => turn.Points).Select(point => point.EvidenceId)];
            Assert.Equal(points.Distinct(), points);
            string[] answered = [.. turns.SelectMany(turn => turn.Answers).Select(answer => answer.ToEvidenceId)];
            Assert.Equal(answered.Distinct(), answered);
        }

        double[] shares = [decision.PositionShare, debate.Disagreement, debate.BullWeight, debate.BearWeight, report.TraderProposal!.PositionShare, .. report.RiskDebate.Turns.Select(turn => turn.PositionShare)];
        Assert.All(shares, share => Assert.InRange(share, 0, 1));
        Assert.InRange(report.ResearchPlan!.Score, -1, 1);
        Assert.NotEmpty(report.ResearchPlan.StrategicActions);
        Assert.All(report.RiskDebate.Turns, turn => Assert.Equal(report.TraderProposal.StopLoss is null, turn.StopLoss is null));
        Assert.All(report.RiskDebate.Turns, turn => Assert.True(turn.StopLoss is null || Math.Sign(turn.StopLoss.Value - report.TraderProposal.EntryPrice!.Value) == Math.Sign(report.TraderProposal.StopLoss!.Value - report.TraderProposal.EntryPrice.Value)));
    }

    /// <summary>No date in the text is later.</summary>
    public static void AssertNothingLaterThan(DateOnly day, string json)
    {
        var dates = IsoDate().Matches(json).Select(match => DateOnly.ParseExact(match.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToArray();
        Assert.NotEmpty(dates);
        Assert.True(dates.Max() <= day, $"{dates.Max():yyyy-MM-dd} is later than {day:yyyy-MM-dd}");
    }

    public static IEnumerable<string> Texts(AnalysisReport report) =>
    [
        report.Decision.Summary, report.Decision.Horizon, .. report.Decision.KeyPoints, .. report.Decision.WouldChangeTheView, .. report.Missing,
        .. report.Analysts.SelectMany(analyst => analyst.Sections.SelectMany(section => section.Sentences.Append(section.Title)).Append(analyst.Summary)),
        .. report.Evidence.Select(evidence => evidence.Statement),
        .. report.Analysts.Count > 0 ? new[] { report.Decision.Thesis } : [],
        .. report.Debate?.Turns.SelectMany(turn => (string[])[turn.Speech, .. turn.Points.Select(point => point.Statement), .. turn.Answers.Select(answer => answer.Statement)]) ?? [],
        .. report.ResearchPlan is { } plan ? plan.StrategicActions.Append(plan.Rationale) : [],
        .. report.TraderProposal is { } proposal ? new[] { proposal.Reasoning, proposal.PositionSizing } : [],
        .. report.RiskDebate?.Turns.Select(turn => turn.Speech) ?? [],
    ];

    private static void AssertChart(PriceChart chart)
    {
        Assert.InRange(chart.Dates.Count, 1, 250);
        int[] lengths =
        [
            chart.Open.Count, chart.High.Count, chart.Low.Count, chart.Close.Count, chart.Volume.Count, chart.Sma20.Count, chart.Sma50.Count, chart.BollingerUpper.Count,
            chart.BollingerLower.Count, chart.Rsi14.Count, chart.Macd.Count, chart.MacdSignal.Count, chart.MacdHistogram.Count, chart.Drawdown.Count,
        ];
        Assert.All(lengths, length => Assert.Equal(chart.Dates.Count, length));
        Assert.All(chart.Support, level => Assert.True(level < chart.Close[^1]));
        Assert.All(chart.Resistance, level => Assert.True(level > chart.Close[^1]));
    }

    [GeneratedRegex("“[^”]*”")]
    private static partial Regex Quoted();

    [GeneratedRegex("(?<= stands: |成立：).*")]
    private static partial Regex Reason();

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}")]
    private static partial Regex IsoDate();
}
