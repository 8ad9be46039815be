using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Indicators;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Tests.Analysts;

/// <summary>Sentences of the market analyst that readers found false or empty once.</summary>
public sealed class MarketSentencesTests
{
    [Theory]
    [InlineData(1.0, 0.3, 0.2, ": the rise is gaining pace.", "：涨势加快。")]
    [InlineData(1.0, 0.3, -0.2, "; over 3 days that gap has narrowed.", "，3 日来差距缩小。")]
    [InlineData(1.0, -0.3, 0.2, "; over 3 days that gap has narrowed.", "，3 日来差距缩小。")]
    [InlineData(1.0, -0.3, -0.2, ": the rise is losing pace.", "：涨势放缓。")]
    [InlineData(-1.0, 0.3, 0.2, ": the fall is losing pace.", "：跌势放缓。")]
    [InlineData(-1.0, -0.3, 0.34, "; over 3 days that gap has narrowed.", "，3 日来差距缩小。")]
    [InlineData(-1.0, -0.3, -0.2, ": the fall is gaining pace.", "：跌势加快。")]
    [InlineData(-1.0, -0.3, null, "its signal line.", "信号线 0.30。")]
    [InlineData(-1.0, -0.3, 0.001, "its signal line.", "信号线 0.30。")] // shown as 0.00
    public void The_pace_of_macd_is_that_of_its_histogram(double line, double histogram, double? change, string english, string chinese)
    {
        Assert.EndsWith(english, Texts("en").Macd(line, histogram, change), StringComparison.Ordinal);
        Assert.EndsWith(chinese, Texts("zh").Macd(line, histogram, change), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.0, "100 %")]
    [InlineData(754.0 / 755, "99.9 %")]
    [InlineData(0.9999, "99.9 %")]
    [InlineData(0.996, "99.6 %")]
    [InlineData(0.5, "50 %")]
    [InlineData(0.0002, "0.1 %")]
    [InlineData(0.0, "0 %")]
    public void A_share_is_all_or_none_only_where_it_is_so(double share, string shown) =>
        Assert.Contains($"higher than on {shown} of the 755", Texts("en").VolatilityRank(0.2, share, 755), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.9, 0.9, "Over 21 and 63 trading days volume leans clearly to the rising days.", "21、63 个交易日中量能明显偏向上涨日。")]
    [InlineData(0.3, -0.3, "Over 63 trading days volume leans to the rising days, over the last 21 it leans to the falling days.", "63 个交易日中量能偏向上涨日，而最近 21 个交易日中量能偏向下跌日。")]
    public void Windows_of_volume_that_disagree_are_told_apart(double quarter, double month, string english, string chinese)
    {
        Assert.Equal(english, Texts("en").LeadOfVolume([(63, quarter), (21, month)]));
        Assert.Equal(chinese, Texts("zh").LeadOfVolume([(63, quarter), (21, month)]));
    }

    [Theory]
    [InlineData(-0.05, -0.02, -0.1, "It is slightly behind the benchmark.", "略微落后于基准。")]
    [InlineData(-0.6, -0.2, -0.1, "It clearly lags the benchmark.", "明显弱于基准。")]
    [InlineData(-0.05, -0.02, 0.1, "Mixed against the benchmark: behind over 21 trading days, ahead over 63.", "与基准相比互有强弱：21 个交易日落后，63 个交易日领先。")]
    [InlineData(0, 0, 0, "It is level with the benchmark.", "与基准相当。")]
    public void Windows_of_relative_strength_that_disagree_are_told_apart(double score, double month, double quarter, string english, string chinese)
    {
        Assert.Equal(english, Texts("en").LeadOfStrength(score, [(21, month), (63, quarter)]));
        Assert.Equal(chinese, Texts("zh").LeadOfStrength(score, [(21, month), (63, quarter)]));
    }

    [Theory]
    [InlineData(0.0755, 0.0166, "up 7.6 % and SPX up 1.7 %: 5.9 percentage points ahead")] // 5.89
    [InlineData(0.0764, 0.0165, "up 7.6 % and SPX up 1.7 %: 5.9 percentage points ahead")] // 5.99, which alone would be 6.0
    [InlineData(0.0045, 0.017, "up 0.45 % and SPX up 1.7 %: 1.25 percentage points behind")]
    [InlineData(0.0171, 0.0169, "up 1.7 % and SPX up 1.7 %: neither is ahead")]
    public void A_difference_is_that_of_the_figures_beside_it(double own, double benchmark, string said) =>
        Assert.Contains(said, Texts("en").RelativeStrength("SPX", 63, new RelativeStrength(new(2019, 1, 9), new(2019, 4, 18), own, benchmark), false, false), StringComparison.Ordinal);

    [Fact]
    public void A_comparison_that_ends_before_the_last_bar_names_its_end()
    {
        var strength = new RelativeStrength(new(2019, 1, 9), new(2019, 4, 18), 0.1, 0.05);
        Assert.Contains("from 2019-01-09 to 2019-04-18,", Texts("en").RelativeStrength("SPX", 63, strength, true, false), StringComparison.Ordinal);
        Assert.Contains("since 2019-01-09,", Texts("en").RelativeStrength("SPX", 63, strength, false, false), StringComparison.Ordinal);
        Assert.Contains("自 2019-01-09 至 2019-04-18 的 63 个共同交易日", Texts("zh").RelativeStrength("SPX", 63, strength, true, false), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.46, 0.989, 0.011, "unusual interest.", "异常升高。")]
    [InlineData(1.6, 0.9, 0.1, "63-day average volume.", "1.60 倍。")] // on a symbol whose volume often jumps
    [InlineData(0.7, 0.03, 0.97, "little interest.", "交投清淡。")]
    [InlineData(0.65, 0.1, 0.9, "63-day average volume.", "0.65 倍。")]
    public void Volume_is_unusual_where_few_days_of_a_year_had_as_much(double ratio, double calmer, double busier, string english, string chinese)
    {
        Assert.EndsWith(english, Texts("en").VolumeRank(ratio, calmer, busier, 252), StringComparison.Ordinal);
        Assert.EndsWith(chinese, Texts("zh").VolumeRank(ratio, calmer, busier, 252), StringComparison.Ordinal);
    }

    [Fact]
    public void Levels_are_said_to_be_missing_in_the_period_only_and_a_place_that_tells_nothing_is_not_told()
    {
        Assert.All(new[] { Texts("en").LeadWithoutSupport(), Texts("en").LeadWithoutResistance() }, lead => Assert.StartsWith("In the period ", lead, StringComparison.Ordinal));
        Assert.All(new[] { Texts("zh").LeadWithoutSupport(), Texts("zh").LeadWithoutResistance() }, lead => Assert.StartsWith("期间内，", lead, StringComparison.Ordinal));
        Assert.All(new[] { "en", "zh" }, language => Assert.Null(Texts(language).LeadOfVolatility(0, 0.1)));
        Assert.Equal("价格明显低于高点，又低于布林带下轨，短线可能反弹。", Texts("zh").LeadOfVolatility(0.5, -0.5));
    }

    [Fact]
    public async Task What_a_short_history_does_not_count_speaks_for_no_side()
    {
        // Falls and turns up: no support below, a resistance above.
        var prices = TestData.Path("X", Enumerable.Range(0, 40).Select(i => i < 20 ? 80.0 + i : 120.0 - i).Append(79));
        var report = await AnalysisRun.ReportAsync(new MemoryMarketData(prices), "X");
        Assert.Equal(0, report.Evidence.Single(evidence => evidence.Id == "market.room").Direction);
        Assert.Equal(0, report.Evidence.Single(evidence => evidence.Id == "market.drawdown").Direction);
    }

    [Theory]
    [InlineData("en", ", now 102.58,", "102.58 on 2017-09-01,")]
    [InlineData("zh", "（目前为 102.58）", "（2017-09-01 为 102.58）")]
    public void An_average_is_of_now_only_on_the_day_of_the_trade(string language, string now, string of)
    {
        var texts = ReportLanguage.Of(language, "USD", 103).Decision;
        Assert.Contains(now, texts.ChangedByAverages(TradeAction.Buy, [(20, 102.58)], null), StringComparison.Ordinal);
        Assert.Contains(of, texts.ChangedByAverages(TradeAction.Buy, [(20, 102.58)], new DateOnly(2017, 9, 1)), StringComparison.Ordinal);
    }

    private static MarketTexts Texts(string language) => ReportLanguage.Of(language, "USD", 100).Market;
}
