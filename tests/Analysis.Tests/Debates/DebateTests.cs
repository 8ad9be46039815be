using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Debates;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Tests.Debates;

public sealed class DebateTests
{
    private static readonly MarketWindow Window = new() { Symbol = "AAPL", Currency = "USD", TradeDate = new DateOnly(2017, 1, 3), From = new DateOnly(2015, 1, 2), To = new DateOnly(2017, 1, 3), Rows = 500 };

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
        var outcome = new ResearchManager(Window, [], 1, PlanTexts.Of("en", "USD", 1)).Judge(turns);
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
        var outcome = new ResearchManager(Window, findings, findings.Length, PlanTexts.Of("en", "USD", 1)).Judge(Debate(1, findings));
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

    [Fact]
    public void A_reading_of_days_is_no_answer_to_one_of_a_year()
    {
        var findings = Findings("market", 0.5, ("return_252", "Momentum", 0.2), ("rsi14", "Momentum", -0.1));
        var year = findings.Evidence[0] with { From = new DateOnly(2016, 1, 4) };
        var answer = Assert.Single(Debate(1, findings with { Evidence = [year, findings.Evidence[1]] })[1].Answers);
        Assert.Equal((DebateAnswerKind.Conceded, null), (answer.Kind, answer.WithEvidenceId));
    }

    [Fact]
    public void What_two_analysts_report_of_one_text_counts_once_and_is_named_once()
    {
        AnalystFindings[] both = [OfText("sentiment", "tone_90", 0.3), OfText("news", "text_1", 0.3)];
        AnalystFindings[] one = [OfText("news", "text_1", 0.3)];
        Assert.Equal(CaseFile.Of(one).Strength, CaseFile.Of(both).Strength, 1e-9);
        Assert.Equal("news.text_1", Assert.Single(CaseFile.Of(both).Arguments).Id);
        var market = Findings("market", 0.5, ("sma50", "Trend", -0.5));
        Assert.Equal(ScoreOf([market, .. one]), ScoreOf([market, .. both]));
        var plan = new ResearchManager(Window, [market, .. both], 3, PlanTexts.Of("en", "USD", 1)).Judge(Debate(1, [market, .. both])).Plan;
        Assert.Contains("text_1 says so.", plan.Rationale, StringComparison.Ordinal);
        Assert.Contains(plan.StrategicActions, action => action.Contains("news text 1 (2017-01-02)", StringComparison.Ordinal));
        Assert.DoesNotContain("mood", plan.Rationale, StringComparison.Ordinal);

        static AnalystFindings OfText(string analyst, string id, double confidence) => Findings(analyst, confidence, (id, "Events", 0.5));
    }

    [Fact]
    public void How_the_texts_sound_is_named_once()
    {
        var news = Findings("news", 0.5, ("tone", "Tone", 0.4), ("text_1", "Events", 0.3), ("stance_1", "CentralBank", 0.2));
        news = news with { Evidence = [.. news.Evidence.Select(fact => fact.Id == "news.stance_1" ? fact : fact with { Unit = "tone" })] };
        var names = new DebateJudge(CaseFile.Of([news]), []).NamesOf(DebateSide.Bull, 3, EvidenceNames.Of("en"));
        Assert.Equal(["the tone of the news", "the central bank's shift of 2017-01-02"], names);
    }

    [Fact]
    public void News_and_mood_of_different_numbers_weigh_together_as_the_surer_of_the_two()
    {
        var (news, mood) = (Findings("news", 0.4, ("text_1", "Events", 0.5)), Findings("sentiment", 0.2, ("tone_90", "Mood", 0.5)));
        mood = mood with { Evidence = [mood.Evidence[0] with { Value = 2 }] };
        var file = CaseFile.Of([Findings("market", 0.4, ("sma50", "Trend", -0.5)), news, mood]);
        Assert.Equal(0.5, file.Of(DebateSide.Bull).Sum(argument => argument.Share), 1e-9);
    }

    [Fact]
    public void An_analyst_who_hardly_knows_is_not_named_as_a_reason()
    {
        AnalystFindings[] findings = [Findings("market", 0.5, ("sma50", "Trend", 0.5)), Findings("fundamentals", 0.04, ("revenue_growth", "Growth", -0.9))];
        var plan = new ResearchManager(Window, findings, 2, PlanTexts.Of("en", "USD", 1)).Judge(Debate(1, findings)).Plan;
        Assert.Contains("The bear has nothing left that is clear, weighty and sure enough to be named.", plan.Rationale, StringComparison.Ordinal);
        Assert.DoesNotContain(plan.StrategicActions, action => action.Contains("revenue", StringComparison.Ordinal));
    }

    [Fact]
    public void A_plan_that_conviction_holds_back_does_not_tell_to_trade()
    {
        AnalystFindings[] findings = [Findings("market", 0.15, ("sma50", "Trend", 0.5))];
        var plan = new ResearchManager(Window, findings, 1, PlanTexts.Of("en", "USD", 1)).Judge([]).Plan;
        Assert.Equal((Rating.Buy, "Open no position: a conviction under 20% is too low for a trade."), (plan.Recommendation, plan.StrategicActions[0]));
        Assert.DoesNotContain(plan.StrategicActions, action => action.StartsWith("Buy", StringComparison.Ordinal));
    }

    [Fact]
    public void A_concession_says_why_there_is_no_answer()
    {
        var market = Findings("market", 0.5, ("sma50", "Trend", 0.2), ("trend_63", "Trend", 0.19), ("macd_histogram", "Momentum", 0.18), ("drawdown", "Volatility", 0.1));
        var turn = Debate(1, market)[1];
        Assert.Equal(["The 50-day average stands: the other side has no evidence that is clear and weighty enough to be argued.", "The 63-day trend line stands for the same reason as the 50-day average.", "MACD stands for the same reason as the 50-day average."], turn.Answers.Select(answer => answer.Statement));
        Assert.Equal("The 50-day average stands: RSI, the weightiest against it among the readings of the price's movement, is too light to answer it.", Conceded(("sma50", 0.3), ("rsi14", -0.02)));
        Assert.Equal("The 63-day trend line stands: RSI, which would have been the answer, has answered another point already.", Conceded(("sma50", 0.3), ("trend_63", 0.2), ("rsi14", -0.1)));

        static string Conceded(params (string Id, double Pull)[] signals) =>
            Debate(1, Findings("market", 0.5, [.. signals.Select(signal => (signal.Id, "Trend", signal.Pull))]))[1].Answers.Single(answer => answer.Kind == DebateAnswerKind.Conceded).Statement;
    }

    [Fact]
    public void A_reason_for_a_concession_is_given_once_in_a_debate_and_later_pointed_to()
    {
        var turns = Debate(2, Findings("market", 0.5, ("sma50", "Trend", 0.2), ("trend_63", "Trend", 0.19), ("macd_histogram", "Momentum", 0.18), ("rsi14", "Momentum", 0.17), ("drawdown", "Volatility", -0.01)));
        string[] conceded = [.. turns.SelectMany(turn => turn.Answers).Where(answer => answer.Kind == DebateAnswerKind.Conceded).Select(answer => answer.Statement)];
        Assert.Equal("The 50-day average stands: among the readings of the price's movement there is no evidence against it that is clear and weighty enough to be argued.", conceded[0]);
        Assert.Contains("RSI stands for the same reason as the 50-day average.", conceded); // a round later
        Assert.Single(conceded, said => said.Contains("price's movement there is no evidence against it", StringComparison.Ordinal));
    }

    [Fact]
    public void A_reason_of_another_stretch_of_time_is_not_said_to_be_one_of_weight()
    {
        var year = Findings("market", 0.5, ("rsi14", "Momentum", 0.2), ("return_252", "Momentum", -0.15));
        var findings = year with { Evidence = [.. year.Evidence.Select(evidence => evidence.Id == "market.return_252" ? evidence with { From = evidence.Date.AddDays(-365) } : evidence)] };
        Assert.Equal("RSI stands: the 252-day return, the weightiest against it among the readings of the price's movement, is of too different a stretch of time to answer it.", Debate(1, findings)[1].Answers.Single().Statement);
    }

    [Fact]
    public void An_opening_claims_no_more_of_its_points_than_that_they_were_brought()
    {
        var turns = Debate(1, Findings("market", 0.5, ("sma50", "Trend", 0.3), ("trend_63", "Trend", 0.2), ("sma200", "Trend", 0.19), ("rsi14", "Momentum", 0.05), ("drawdown", "Volatility", -0.1)));
        Assert.EndsWith("; brought first are the 50-day average, the 63-day trend line and RSI.", turns[0].Speech, StringComparison.Ordinal); // the 200-day average weighs more than RSI
        Assert.Contains("; the only point brought is the distance from the high.", turns[1].Speech, StringComparison.Ordinal);
    }

    [Fact]
    public void A_side_of_hardly_any_weight_is_not_said_to_be_unclear_alone() =>
        Assert.StartsWith("What speaks for lower prices is 1% of the weight of all evidence, none of it clear and weighty enough to be argued.", Debate(1, Findings("market", 0.5, ("sma50", "Trend", 0.5), ("rsi14", "Momentum", -0.0045)))[1].Speech, StringComparison.Ordinal);

    [Theory]
    [InlineData("market", "rsi14", "Watch RSI: it weighs most against this plan.")]
    [InlineData("fundamentals", "cash_conversion", "Watch for the next filing: cash conversion weighs most against this plan.")]
    [InlineData("news", "stance_1", "Watch for the central bank's next statement: the central bank's shift of 2017-01-02 weighs most against this plan.")]
    [InlineData("news", "text_1", "Watch for further news: news text 1 (2017-01-02) weighs most against this plan.")]
    public void What_cannot_be_watched_by_the_price_is_waited_for(string analyst, string id, string expected)
    {
        AnalystFindings[] findings = [Findings("market", 0.5, ("sma50", "Trend", 0.8), ("close", "Trend", 0)), Findings(analyst, 0.4, (id, "Tone", -0.1))];
        if (analyst == "market") findings = [Findings("market", 0.5, ("sma50", "Trend", 0.8), (id, "Tone", -0.1))];
        Assert.Equal(expected, new ResearchManager(Window, findings, findings.Length, PlanTexts.Of("en", "USD", 1)).Judge([]).Plan.StrategicActions[^1]);
    }

    [Theory]
    [InlineData(80.2, 0.5, "RSI is overbought (80.2): take no worse price than the entry named.")]
    [InlineData(27.8, -0.5, "RSI is oversold (27.8): take no worse price than the entry named.")]
    public void A_stretched_move_asks_for_no_worse_price_and_does_not_forbid_the_trade_it_proposes(double rsi, double pull, string expected)
    {
        var found = Findings("market", 0.5, ("sma50", "Trend", pull), ("rsi14", "Momentum", pull / 10));
        found = found with { Evidence = [.. found.Evidence.Select(fact => fact.Id == "market.rsi14" ? fact with { Value = rsi } : fact)] };
        var actions = new ResearchManager(Window, [found], 1, PlanTexts.Of("en", "USD", 1)).Judge([]).Plan.StrategicActions;
        Assert.Contains(expected, actions);
        Assert.Contains("before the risk debate", actions[0], StringComparison.Ordinal);
    }

    private static double ScoreOf(AnalystFindings[] findings) => new ResearchManager(Window, findings, findings.Length, PlanTexts.Of("en", "USD", 1)).Judge(Debate(1, findings)).Plan.Score;

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
