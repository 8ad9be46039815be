using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Tests.News;

namespace TradingAgents.Analysis.Tests.TrackRecords;

/// <summary>The confidence of whole reports.</summary>
public sealed class DecisionConfidenceTests
{
    private static readonly DateOnly Day = new(2017, 3, 1);

    [Theory]
    [InlineData("2016-09-01", 1)]
    [InlineData("2017-03-01", 1)]
    [InlineData("2017-11-15", 2)]
    public async Task It_is_counted_from_what_the_same_analysis_said_at_earlier_month_ends(string date, int depth)
    {
        var day = DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
        var bars = (await TestData.Shipped.GetPricesAsync("AAPL", day, TestContext.Current.CancellationToken))!.Bars;
        var report = await AnalysisRun.ReportAsync(TestData.Shipped, "AAPL", day, depth);
        var (decision, today) = (report.Decision, LeanOf(report.Analysts[0].Score));
        var horizon = decision.HorizonWeeks * 5;

        // The long way round: whole reports of every earlier month-end that has a year before it, judged where their horizon has ended by the trade date.
        var (cases, right) = (0, 0);
        for (var i = 252; i + horizon < bars.Count; i++)
        {
            if (bars[i].Date.Month == bars[i + 1].Date.Month) continue;
            var earlier = await AnalysisRun.ReportAsync(TestData.Shipped, "AAPL", bars[i].Date, depth);
            if (LeanOf(earlier.Analysts[0].Score) != today) continue;
            cases++;
            if (WentRight(decision.Action, bars, i, horizon)) right++;
        }

        Assert.Equal((cases, right), (decision.TrackRecord!.Cases, decision.TrackRecord.Right));
        var worth = Math.Min(1, 21.0 / horizon);
        Assert.Equal((worth * right + 100 * decision.TrackRecord.Prior) / (worth * cases + 100), decision.Confidence, 0.0051);
        Assert.Contains($"{decision.Confidence * 100:0}%", decision.Thesis, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Later_prices_change_nothing_of_it()
    {
        var aapl = (await TestData.Shipped.GetPricesAsync("AAPL", cancellationToken: TestContext.Current.CancellationToken))!;
        var spx = (await TestData.Shipped.GetPricesAsync("SPX", cancellationToken: TestContext.Current.CancellationToken))!;
        static PriceHistory Crashed(PriceHistory history) =>
            history with { Bars = [.. history.Bars.Select(bar => bar.Date <= Day ? bar : bar with { Open = 1, High = 2, Low = 0.5, Close = 1, Volume = 1 })] };

        var real = await AnalysisRun.ReportAsync(new MemoryMarketData(aapl, spx), "AAPL", Day);
        var crashed = await AnalysisRun.ReportAsync(new MemoryMarketData(Crashed(aapl), Crashed(spx)), "AAPL", Day);

        Assert.True(real.Decision.TrackRecord!.Cases > 0);
        Assert.True(real.Decision.TrackRecord.To < Day);
        Assert.Equal(ContractJson.ToElement(real.Decision).GetRawText(), ContractJson.ToElement(crashed.Decision).GetRawText());
    }

    [Theory]
    [InlineData("en", "its signals were not read")]
    [InlineData("zh", "由于未读取其价格信号")]
    public async Task Without_the_market_analyst_it_is_the_base_rate_drawn_towards_one_half(string language, string why)
    {
        using var folder = new NewsFolder(NewsFolder.Line("2017-02-20", "Record profit", symbols: "AAPL"), NewsFolder.Line("2017-02-27", "Excellent growth", symbols: "AAPL"));
        var request = AnalysisRun.Request("AAPL", AnalysisType.News, AnalysisRun.Parameters(Day, language: language));
        var decision = (await AnalysisRun.ReportAsync(TestData.Shipped, folder.News, request)).Decision;

        Assert.Equal((0, 0), (decision.TrackRecord!.Cases, decision.TrackRecord.Right));
        Assert.NotNull(decision.TrackRecord.BaseRate);
        Assert.Equal(decision.TrackRecord.Prior, decision.Confidence, 0.0051);
        Assert.InRange(Math.Abs(decision.TrackRecord.Prior - 0.5), 0, Math.Abs(decision.TrackRecord.BaseRate.Value - 0.5));
        Assert.Contains(why, decision.Thesis, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_was_judged_it_is_0_and_rests_on_nothing()
    {
        using var folder = new NewsFolder();
        var decision = (await AnalysisRun.ReportAsync(TestData.Shipped, folder.News, AnalysisRun.Request("AAPL", AnalysisType.News, AnalysisRun.Parameters(Day)))).Decision;

        Assert.Equal((0.0, 0.0), (decision.Confidence, decision.Conviction));
        Assert.Null(decision.TrackRecord);
    }

    [Fact]
    public async Task A_history_of_a_few_weeks_leaves_even_odds()
    {
        var decision = (await AnalysisRun.ReportAsync(new MemoryMarketData(TestData.Path("X", Enumerable.Range(0, 15).Select(i => 100.0 + i))), "X")).Decision;

        Assert.Equal(0.5, decision.Confidence);
        Assert.Equal(new TrackRecord { Cases = 0, Right = 0 }, decision.TrackRecord);
        Assert.EndsWith("and the confidence is even odds.", decision.Thesis, StringComparison.Ordinal);
    }

    private static int LeanOf(double score) => Math.Round(score, 2) >= 0.15 ? 1 : Math.Round(score, 2) <= -0.15 ? -1 : 0;

    private static bool WentRight(TradeAction action, IReadOnlyList<PriceBar> bars, int day, int horizon)
    {
        var change = Math.Log(bars[day + horizon].Close / bars[day + 1].Open);
        if (action != TradeAction.Hold) return action == TradeAction.Buy ? change > 0 : change < 0;
        double[] returns = [.. Enumerable.Range(day - 62, 63).Select(i => Math.Log(bars[i].Close / bars[i - 1].Close))];
        var mean = returns.Average();
        return Math.Abs(change) <= 0.6745 * Math.Sqrt(returns.Sum(value => (value - mean) * (value - mean)) / 62 * horizon);
    }
}
