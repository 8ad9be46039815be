using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Debates;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Tests.Debates;

public sealed class DebateTests
{
    [Fact]
    public void A_weightier_contrary_reading_of_the_same_theme_rebuts()
    {
        var turns = Debate(1, Findings("market", 0.5, ("sma50", "Trend", 0.1), ("trend_63", "Trend", -0.2)));
        var answer = Assert.Single(turns[1].Answers);
        Assert.Equal(("market.sma50", "market.trend_63", DebateAnswerKind.Rebutted, 0.25), (answer.ToEvidenceId, answer.WithEvidenceId, answer.Kind, answer.Remaining));
    }

    [Fact]
    public void A_lighter_contrary_reading_weakens_in_proportion()
    {
        var answer = Assert.Single(Debate(1, Findings("market", 0.5, ("sma50", "Trend", 0.2), ("trend_63", "Trend", -0.1)))[1].Answers);
        Assert.Equal((DebateAnswerKind.Weakened, 0.625), (answer.Kind, answer.Remaining));
    }

    [Fact]
    public void A_point_that_nothing_of_its_kind_contradicts_is_conceded()
    {
        var turns = Debate(1, Findings("market", 0.5, ("sma50", "Trend", 0.2)), Findings("fundamentals", 0.5, ("price_to_earnings", "Valuation", -0.2)));
        var answer = Assert.Single(turns[1].Answers);
        Assert.Equal((DebateAnswerKind.Conceded, null, 1.0), (answer.Kind, answer.WithEvidenceId, answer.Remaining));
    }

    [Fact]
    public void A_side_without_evidence_says_so_and_concedes()
    {
        var turns = Debate(2, Findings("market", 0.5, ("sma50", "Trend", 0.2)));
        Assert.StartsWith("No evidence speaks for lower prices.", turns[1].Speech, StringComparison.Ordinal);
        Assert.StartsWith("The bull has no further point.", turns[2].Speech, StringComparison.Ordinal);
        Assert.Empty(turns[1].Points);
        Assert.Equal((1.0, 0.0, 0.0), Weights(turns, Findings("market", 0.5, ("sma50", "Trend", 0.2))));
    }

    [Fact]
    public void Without_any_analyst_neither_side_has_a_point()
    {
        var turns = Debate(3);
        Assert.All(turns, turn => Assert.Empty(turn.Points));
        var outcome = new ResearchManager([], PlanTexts.Of("en", "USD", 1)).Judge(turns);
        Assert.Equal((Rating.Hold, "Hold: no evidence speaks for either side."), (outcome.Plan.Recommendation, outcome.Plan.Rationale));
    }

    [Fact]
    public void The_side_that_speaks_last_wins_nothing_by_it()
    {
        AnalystFindings[] bull = [Findings("market", 0.5, ("sma50", "Trend", 0.2), ("trend_63", "Trend", -0.1))];
        AnalystFindings[] bear = [Findings("market", 0.5, ("sma50", "Trend", -0.2), ("trend_63", "Trend", 0.1))];
        Assert.Equal(ScoreOf(bull), -ScoreOf(bear));
        Assert.Equal(0.1, ScoreOf(bull), 1e-9);
    }

    [Fact]
    public void An_analyst_of_more_confidence_weighs_more()
    {
        var turns = Debate(1, Findings("market", 0.8, ("sma50", "Trend", 0.2)), Findings("fundamentals", 0.2, ("revenue_growth", "Growth", -0.2)));
        Assert.Equal((0.8, 0.2), (turns[0].Points[0].Weight, turns[1].Points[0].Weight));
    }

    [Fact]
    public void Analysts_that_contradict_each_other_are_shown_to()
    {
        AnalystFindings[] findings = [Findings("market", 0.5, ("sma50", "Trend", 0.5)), Findings("fundamentals", 0.5, ("revenue_growth", "Growth", -0.5))];
        var outcome = new ResearchManager(findings, PlanTexts.Of("en", "USD", 1)).Judge(Debate(1, findings));
        Assert.Contains("market Buy (0.50) and fundamentals Sell (-0.50); they point in opposite directions.", outcome.Plan.Rationale, StringComparison.Ordinal);
        Assert.Equal((1.0, Rating.Hold), (outcome.Debate.Disagreement, outcome.Plan.Recommendation));
    }

    [Fact]
    public void Later_rounds_bring_further_points_and_repeat_none()
    {
        var findings = Findings("fundamentals", 0.5, [.. Enumerable.Range(1, 6).SelectMany(i => new[] { ($"a_{i}", "Growth", 0.05), ($"b_{i}", "Valuation", 0.04) })]);
        var turns = Debate(3, findings);
        Assert.All(turns.Where(turn => turn.Side == DebateSide.Bull), turn => Assert.Equal(4, turn.Points.Count));
        string[] said = [.. turns.SelectMany(turn => turn.Points).Select(point => point.EvidenceId)];
        Assert.Equal(said.Distinct(), said);
    }

    private static double ScoreOf(AnalystFindings[] findings) => new ResearchManager(findings, PlanTexts.Of("en", "USD", 1)).Judge(Debate(1, findings)).Plan.Score;

    private static (double, double, double) Weights(IReadOnlyList<DebateTurn> turns, params AnalystFindings[] findings)
    {
        var debate = new DebateJudge(CaseFile.Of(findings), turns).Debate;
        return (debate.BullWeight, debate.BearWeight, debate.Disagreement);
    }

    private static List<DebateTurn> Debate(int rounds, params AnalystFindings[] findings)
    {
        var speaker = new DebateSpeaker(CaseFile.Of(findings), DebateTexts.Of("en"));
        var turns = new List<DebateTurn>();
        for (var round = 1; round <= rounds; round++)
        {
            turns.Add(speaker.Speak(DebateSide.Bull, round, turns));
            turns.Add(speaker.Speak(DebateSide.Bear, round, turns));
        }

        return turns;
    }

    private static AnalystFindings Findings(string analyst, double confidence, params (string Id, string Theme, double Pull)[] signals)
    {
        var score = signals.Sum(signal => signal.Pull);
        return new AnalystFindings
        {
            Report = new AnalystReport { Analyst = analyst, Score = score, Confidence = confidence, Vote = Analysis.Decisions.RatingScale.Of(score), Summary = "s", Sections = [] },
            Evidence = [.. signals.Select(signal => new Evidence
            {
                Id = $"{analyst}.{signal.Id}", Analyst = analyst, Statement = $"{signal.Id} says so.", Value = 1, Unit = "ratio", Date = new DateOnly(2017, 1, 2), Direction = Math.Sign(signal.Pull), Source = "s",
            })],
            KeyEvidence = [],
            Signals = [.. signals.Select(signal => new EvidenceSignal($"{analyst}.{signal.Id}", signal.Theme, signal.Pull))],
            DataWindows = [],
            Missing = [],
        };
    }
}
