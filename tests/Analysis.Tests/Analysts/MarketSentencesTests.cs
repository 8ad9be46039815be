using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Indicators;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Tests.Analysts;

/// <summary>Sentences of the market analyst that readers found false or empty once.</summary>
public sealed class MarketSentencesTests
{
    [Theory]
    [InlineData(1.0, 0.3, 0.2, "; the rise is gaining pace.", "，涨势加快。")]
    [InlineData(1.0, 0.3, -0.2, "; over 3 days that gap has narrowed.", "，3 日来差距缩小。")]
    [InlineData(1.0, -0.3, 0.2, "; over 3 days that gap has narrowed.", "，3 日来差距缩小。")]
    [InlineData(1.0, -0.3, -0.2, "; the rise is losing pace.", "，涨势放缓。")]
    [InlineData(-1.0, 0.3, 0.2, "; the fall is losing pace.", "，跌势放缓。")]
    [InlineData(-1.0, -0.3, 0.34, "; over 3 days that gap has narrowed.", "，3 日来差距缩小。")]
    [InlineData(-1.0, -0.3, -0.2, "; the fall is gaining pace.", "，跌势加快。")]
    [InlineData(-1.0, -0.3, null, "0.30 below its signal line.", "比信号线低 0.30。")]
    [InlineData(-1.0, -0.3, 0.001, "0.30 below its signal line.", "比信号线低 0.30。")] // shown as 0.00
    [InlineData(1.0, 0.002, null, ", level with its signal line.", "，与信号线持平。")]
    [InlineData(1.0, -0.002, 0.3, ", level with its signal line.", "，与信号线持平。")]
    public void The_pace_of_macd_is_that_of_its_histogram(double line, double histogram, double? change, string english, string chinese)
    {
        Assert.EndsWith(english, Texts("en").Macd(line, histogram, change), StringComparison.Ordinal);
        Assert.EndsWith(chinese, Texts("zh").Macd(line, histogram, change), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.0, "any")]
    [InlineData(754.0 / 755, "99.9%")]
    [InlineData(0.9999, "99.9%")]
    [InlineData(0.996, "99.6%")]
    [InlineData(0.5, "50%")]
    [InlineData(0.0002, "0.1%")]
    [InlineData(0.0, "0%")]
    public void A_share_is_all_or_none_only_where_it_is_so(double share, string shown) =>
        Assert.Contains($"higher than on {shown} of the 755", Texts("en").VolatilityRank(0.2, share, 755), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.9, 0.9, "Over 21 and 63 trading days volume leans clearly to the rising days.", "最近 21、63 个交易日中，量能明显偏向上涨日。")]
    [InlineData(0.3, -0.3, "Over 63 trading days volume leans to the rising days, over the last 21 it leans to the falling days.", "最近 63 个交易日中，量能偏向上涨日，而最近 21 个交易日中，量能偏向下跌日。")]
    [InlineData(0.3, 0.9, "Over 21 and 63 trading days volume leans to the rising days, more clearly over the last 21.", "最近 21、63 个交易日中，量能均偏向上涨日，以最近 21 个交易日更为明显。")] // no contrast
    [InlineData(-0.9, -0.3, "Over 21 and 63 trading days volume leans to the falling days, more clearly over the 63.", "最近 21、63 个交易日中，量能均偏向下跌日，以最近 63 个交易日更为明显。")]
    [InlineData(0.9, 0.0, "Over 63 trading days volume leans clearly to the rising days, over the last 21 it is balanced between rising and falling days.", "最近 63 个交易日中，量能明显偏向上涨日，而最近 21 个交易日中，上涨日与下跌日的量能大致平衡。")]
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
    [InlineData(0.0755, 0.0166, "up 7.6% and SPX up 1.7%: 5.9 percentage points ahead")] // 5.89
    [InlineData(0.0764, 0.0165, "up 7.6% and SPX up 1.7%: 5.9 percentage points ahead")] // 5.99, which alone would be 6.0
    [InlineData(0.0045, 0.017, "up 0.5% and SPX up 1.7%: 1.2 percentage points behind")] // no more digits than the other has
    [InlineData(-0.105, 0.0022, "down 10.5% and SPX up 0.2%: 10.7 percentage points behind")]
    [InlineData(0.0045, 0.0017, "up 0.45% and SPX up 0.17%: 0.28 percentage points ahead")] // both small
    [InlineData(0.026, 0.0004, "up 2.60% and SPX up 0.04%: 2.56 percentage points ahead")] // 0.0% would be nothing
    [InlineData(0.0171, 0.0169, "up 1.7% and SPX up 1.7%: neither is ahead")]
    public void A_difference_is_that_of_the_figures_beside_it(double own, double benchmark, string said) =>
        Assert.Contains(said, Texts("en").RelativeStrength("X", "SPX", 63, new RelativeStrength(new(2019, 1, 9), new(2019, 4, 18), own, benchmark), false, false), StringComparison.Ordinal);

    [Fact]
    public void A_comparison_that_ends_before_the_last_bar_names_its_end()
    {
        var strength = new RelativeStrength(new(2019, 1, 9), new(2019, 4, 18), 0.1, 0.05);
        Assert.Contains("from 2019-01-09 to 2019-04-18,", Texts("en").RelativeStrength("X", "SPX", 63, strength, true, false), StringComparison.Ordinal);
        Assert.Contains("since 2019-01-09,", Texts("en").RelativeStrength("X", "SPX", 63, strength, false, false), StringComparison.Ordinal);
        Assert.Contains("自 2019-01-09 至 2019-04-18 的 63 个共同交易日", Texts("zh").RelativeStrength("X", "SPX", 63, strength, true, false), StringComparison.Ordinal);
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

    [Theory]
    [InlineData("en", 128.68, "No confirmed turning point gives a resistance above the close, only the highest high of 128.68 (28.7% above); the nearest support is 5.0% below.")]
    [InlineData("en", 100.001, "No confirmed turning point gives a resistance above the close; the nearest support is 5.0% below.")]
    [InlineData("zh", 128.68, "收盘价之上没有已确认的转折点可作阻力位，只有最高价 128.68（高 28.7%）；最近支撑位在下方 5.0% 处。")]
    public void A_high_too_young_to_be_confirmed_is_not_said_to_be_nothing(string language, double high, string said) => Assert.Equal(said, Texts(language).Room(100, 95, null, 80, high));

    [Fact]
    public async Task A_high_of_yesterday_is_no_absence_of_turning_points()
    {
        // A steep rise to 142 yesterday and a fall to 135 today: the price has turned above the close, if only just.
        var report = await AnalysisRun.ReportAsync(new MemoryMarketData(TestData.Path("X", Enumerable.Range(0, 300).Select(i => i < 270 ? 100 + 0.05 * i + 4 * Math.Sin(i / 8.0) : 113.0 + i - 270).Append(135))), "X");
        Assert.Contains(", only the highest high of 1", report.Evidence.Single(evidence => evidence.Id == "market.room").Statement, StringComparison.Ordinal);
        Assert.Contains("No confirmed resistance lies above the close.", ReportChecks.Texts(report));
    }

    [Theory]
    [InlineData(67.8, "; buyers have the upper hand, close to overbought.", "买方占优，接近超买。")]
    [InlineData(64.9, "; buyers have the upper hand, without excess.", "买方占优，尚未过热。")]
    [InlineData(32.2, "; sellers have the upper hand, close to oversold.", "卖方占优，接近超卖。")]
    [InlineData(35.1, "; sellers have the upper hand, without excess.", "卖方占优，尚未超卖。")]
    [InlineData(70.0, ", overbought by the usual rule; strong trends can stay there for weeks.", "按惯例属于超买，但在强势趋势中可持续数周。")]
    public void An_rsi_that_the_risk_views_call_near_the_edge_is_not_said_to_be_without_excess(double rsi, string english, string chinese)
    {
        Assert.EndsWith(english, Texts("en").Rsi(rsi), StringComparison.Ordinal);
        Assert.EndsWith(chinese, Texts("zh").Rsi(rsi), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prices_too_few_to_judge_are_not_said_to_balance_out_and_cast_no_vote()
    {
        var report = await AnalysisRun.ReportAsync(new MemoryMarketData(TestData.Path("X", Enumerable.Range(0, 12).Select(i => 100.0 + i))), "X");
        Assert.StartsWith("On 2015-01-16 too few prices of X are held to read a direction from them.", report.Analysts[0].Summary, StringComparison.Ordinal);
        Assert.Null(report.Analysts[0].Vote);
    }

    [Fact]
    public async Task A_number_beside_a_sentence_is_the_one_that_the_sentence_says()
    {
        var report = await AnalysisRun.ReportAsync(TestData.Shipped, AnalysisRun.Request("AAPL", AnalysisType.Technical, AnalysisRun.Parameters(new DateOnly(2016, 8, 12), depth: 5)));
        var compared = report.Evidence.Where(evidence => evidence.Unit == "percentage points").ToArray();
        Assert.True(compared.Length > 3);
        Assert.All(compared, evidence => Assert.Contains($"{Math.Abs(evidence.Value).ToString("0.0#", System.Globalization.CultureInfo.InvariantCulture)} percentage points", evidence.Statement, StringComparison.Ordinal));
    }

    [Fact]
    public void A_place_that_tells_nothing_is_not_told()
    {
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
