using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Risks;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Tests.Risks;

/// <summary>Three views of one proposal: to put in 40 % of the equity at 100, with a stop at 90.</summary>
public sealed class RiskSpeakerTests
{
    private static readonly RiskFactor Eases = new(RiskTopic.Volatility, Raises: false, Severity: 0.9, "The price is calm.", "market.volatility_63");
    private static readonly RiskFactor Raises = new(RiskTopic.Drawdown, Raises: true, Severity: 0.6, "It has fallen far.", "market.max_drawdown");

    private static readonly TraderProposal Proposal = new() { Action = TradeAction.Buy, Reasoning = "", EntryPrice = 100, StopLoss = 90, TargetPrice = 120, PositionShare = 0.4, PositionSizing = "" };

    [Theory]
    [InlineData(RiskStance.Aggressive, 0.46, 87.5, "market.volatility_63")] // 40 % x (1 + 0.5 x 0.9 / 3); the stop a quarter wider
    [InlineData(RiskStance.Conservative, 0.35, 92.5, "market.max_drawdown")] // 40 % x (1 - 0.6 x 0.6 / 3); a quarter nearer
    [InlineData(RiskStance.Neutral, 0.41, 90, "market.volatility_63,market.max_drawdown")] // 40 % x (1 + 0.25 x 0.3 - 0.3 x 0.2)
    public void Each_view_sizes_by_what_it_looks_at(RiskStance stance, double share, double stop, string evidence)
    {
        var turn = Speaker(Eases, Raises).Speak(stance, 1, []);
        Assert.Equal((share, stop), (turn.PositionShare, turn.StopLoss));
        Assert.Equal(evidence.Split(','), turn.EvidenceIds);
        Assert.Contains($"{share * 100:0}% of the equity", turn.Speech, StringComparison.Ordinal);
    }

    [Fact]
    public void In_the_second_round_the_view_whose_side_weighs_less_gives_way_and_the_neutral_one_takes_the_mean()
    {
        var speaker = Speaker(Eases, Raises);
        var turns = new List<RiskTurn>();
        foreach (var round in new[] { 1, 2 })
            foreach (var stance in Enum.GetValues<RiskStance>()) turns.Add(speaker.Speak(stance, round, turns));

        Assert.Equal(turns[0].PositionShare, turns[3].PositionShare); // what eases weighs more: the aggressive view stays
        Assert.InRange(turns[4].PositionShare, turns[1].PositionShare + 0.005, turns[0].PositionShare);
        Assert.Equal((turns[3].PositionShare + turns[4].PositionShare + turns[2].PositionShare) / 3, turns[5].PositionShare, 0.0051);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void No_turn_repeats_a_sentence_of_another_and_one_without_anything_new_is_empty(string language)
    {
        var speaker = new RiskSpeaker(Proposal, [Raises, Eases with { Severity = 0.2 }], 2, null, 2, RiskTexts.Of(language, "USD", 100));
        var turns = new List<RiskTurn>();
        foreach (var round in new[] { 1, 2, 3 })
            foreach (var stance in Enum.GetValues<RiskStance>()) turns.Add(speaker.Speak(stance, round, turns));

        string[] sentences = [.. turns.SelectMany(turn => turn.Speech.Split(language == "en" ? ". " : "。", StringSplitOptions.RemoveEmptyEntries)).Select(sentence => sentence.TrimEnd('.'))];
        Assert.Equal(sentences.Distinct(), sentences);
        Assert.DoesNotContain(sentences, sentence => sentence.StartsWith("Nothing more", StringComparison.Ordinal) || sentence.StartsWith("没有更多", StringComparison.Ordinal));
        Assert.Equal("", turns[7].Speech); // what raises the risk weighs more: the conservative view stays where it was
        Assert.Contains(language == "en" ? "gives way further, from" : "再作让步，由", turns[6].Speech, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stop_is_not_put_nearer_than_a_usual_day_reaches() =>
        Assert.Equal(91, Speaker(atr: 9, Raises).Speak(RiskStance.Conservative, 1, []).StopLoss);

    [Fact]
    public void A_nearer_stop_stays_behind_the_level_that_holds_it() =>
        Assert.Equal(90.5, Speaker(atr: 5, level: 91, Raises).Speak(RiskStance.Conservative, 1, []).StopLoss); // 92.5 would lie in front of 91

    [Fact]
    public void Without_a_trade_nobody_puts_anything_in()
    {
        var held = new TraderProposal { Action = TradeAction.Hold, Reasoning = "", PositionShare = 0, PositionSizing = "" };
        var turn = new RiskSpeaker(held, [Eases, Raises], 2, null, 2, RiskTexts.Of("en", "USD", 100)).Speak(RiskStance.Aggressive, 1, []);
        Assert.Equal((0.0, null), (turn.PositionShare, turn.StopLoss));
    }

    private static RiskSpeaker Speaker(params RiskFactor[] factors) => Speaker(2, factors);

    private static RiskSpeaker Speaker(double atr, params RiskFactor[] factors) => Speaker(atr, null, factors);

    private static RiskSpeaker Speaker(double atr, double? level, params RiskFactor[] factors) => new(
        Proposal, factors, atr, level, 2, RiskTexts.Of("en", "USD", 100));
}
