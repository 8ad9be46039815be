using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Indicators;

namespace TradingAgents.Analysis.Tests.Analysts;

public sealed class MarketAnalystTests
{
    [Fact]
    public async Task A_report_states_its_evidence_with_numbers_dates_and_sources()
    {
        var day = new DateOnly(2017, 3, 1);
        var report = await AnalysisRun.ReportAsync(TestData.Shipped, "AAPL", day);
        var history = (await TestData.Shipped.GetPricesAsync("AAPL", day))!.Bars;
        double[] close = [.. history.Select(bar => bar.Close)];

        Assert.Equal(close[^1], Find(report, "market.close").Value);
        Assert.Equal(RelativeStrengthIndex.Wilder(close)[^1]!.Value, Find(report, "market.rsi14").Value, 1e-6);
        Assert.Equal(Macd.Of(close).Histogram[^1]!.Value, Find(report, "market.macd_histogram").Value, 1e-6);
        Assert.Equal(MovingAverages.Simple(close, 50)[^1]!.Value, Find(report, "market.sma50").Value, 1e-6);
        var month = Find(report, "market.return_21");
        Assert.Equal((close[^1] / close[^22] - 1) * 100, month.Value, 1e-6);
        Assert.Equal((history[^22].Date, day, "prices/AAPL.csv", "%"), (month.From, month.Date, month.Source, month.Unit));
        Assert.All(report.Evidence, evidence => Assert.True(evidence.From is null || evidence.From <= evidence.Date, evidence.Id));
        Assert.Contains("139.79 USD on 2017-03-01", Find(report, "market.close").Statement, StringComparison.Ordinal);
        Assert.Equal(["Trend", "Momentum", "Volatility", "Volume", "Levels", "Relative strength"], report.Analysts[0].Sections.Select(section => section.Title));
        Assert.Equal(["prices/AAPL.csv", "prices/SPX.csv"], report.DataWindows.Select(window => window.Source));
        Assert.Empty(report.Missing);
        ReportChecks.AssertConsistent(report);
    }

    [Fact]
    public async Task The_chart_agrees_with_the_indicators_over_the_whole_history()
    {
        var report = await AnalysisRun.ReportAsync(TestData.Shipped, "AAPL");
        double[] close = [.. (await TestData.Shipped.GetPricesAsync("AAPL"))!.Bars.Select(bar => bar.Close)];
        var rsi = RelativeStrengthIndex.Wilder(close)[^250..];
        for (var i = 0; i < 250; i++) Assert.Equal(rsi[i]!.Value, report.Chart!.Rsi14[i]!.Value, 1e-5);
        Assert.Equal(0, report.Chart!.Drawdown.Max());
    }

    [Fact]
    public async Task A_steady_rise_is_scored_up_and_a_steady_fall_down()
    {
        var up = await AnalysisRun.ReportAsync(Wavy(0.002), "X");
        var down = await AnalysisRun.ReportAsync(Wavy(-0.002), "X");
        Assert.True(up.Analysts[0].Score > 0.3, $"{up.Analysts[0].Score}");
        Assert.True(down.Analysts[0].Score < -0.3, $"{down.Analysts[0].Score}");
        Assert.Equal((TradeAction.Buy, TradeAction.Sell), (up.Decision.Action, down.Decision.Action));
        ReportChecks.AssertConsistent(up);
        ReportChecks.AssertConsistent(down);
    }

    [Fact]
    public async Task Prices_that_stand_still_give_no_direction()
    {
        var report = await AnalysisRun.ReportAsync(new MemoryMarketData(TestData.Path("X", Enumerable.Repeat(50.0, 400))), "X");
        Assert.Equal(Rating.Hold, report.Decision.Rating);
        ReportChecks.AssertConsistent(report);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(26)]
    [InlineData(59)]
    public async Task Under_60_days_no_trade_is_proposed_and_the_report_says_why(int days)
    {
        var report = await AnalysisRun.ReportAsync(new MemoryMarketData(Rising(days)), "X");
        Assert.Equal(Rating.Hold, report.Decision.Rating);
        Assert.Contains(report.Missing, sentence => sentence.StartsWith($"Only {days} trading day", StringComparison.Ordinal));
        ReportChecks.AssertConsistent(report);
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(251, true)]
    [InlineData(252, false)]
    public async Task Under_a_year_the_report_says_that_long_windows_are_left_out(int days, bool isSaid)
    {
        var report = await AnalysisRun.ReportAsync(new MemoryMarketData(Rising(days)), "X");
        Assert.Equal(isSaid, report.Missing.Any(sentence => sentence.Contains("under a year", StringComparison.Ordinal)));
        ReportChecks.AssertConsistent(report);
    }

    [Fact]
    public async Task Without_the_benchmark_relative_strength_is_left_out_and_said()
    {
        var report = await AnalysisRun.ReportAsync(new MemoryMarketData(Rising(300)), "X");
        Assert.Contains("No prices of the benchmark SPX are held: relative strength left out.", report.Missing);
        Assert.DoesNotContain(report.Evidence, evidence => evidence.Id.Contains("relative_strength", StringComparison.Ordinal));
        Assert.Equal(["prices/X.csv"], report.DataWindows.Select(window => window.Source));
    }

    [Fact]
    public async Task A_benchmark_that_ends_too_early_is_left_out_and_said_with_its_dates()
    {
        var own = Rising(300);
        var report = await AnalysisRun.ReportAsync(new MemoryMarketData(own, own with { Symbol = "SPX", Bars = [.. own.Bars.Take(250)] }), "X");
        Assert.Contains(report.Missing, sentence => sentence.Contains($"to {own.Bars[249].Date:yyyy-MM-dd} only", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Evidence, evidence => evidence.Id.Contains("relative_strength", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_benchmark_is_not_compared_with_itself()
    {
        var report = await AnalysisRun.ReportAsync(TestData.Shipped, "SPX");
        Assert.Equal(["SPX is itself the benchmark: relative strength left out."], report.Missing);
    }

    [Fact]
    public async Task More_depth_reads_further_back_and_compares_more_windows()
    {
        var shallow = await AnalysisRun.ReportAsync(TestData.Shipped, "AAPL", depth: 1);
        var deep = await AnalysisRun.ReportAsync(TestData.Shipped, "AAPL", depth: 3);
        Assert.Equal((502, 1006), (shallow.DataWindows[0].Rows, deep.DataWindows[0].Rows));
        int Count(AnalysisReport report, string prefix) => report.Evidence.Count(evidence => evidence.Id.StartsWith(prefix, StringComparison.Ordinal));
        Assert.Equal((1, 3), (Count(shallow, "market.trend_"), Count(deep, "market.trend_")));
        Assert.Equal((1, 3), (Count(shallow, "market.relative_strength_"), Count(deep, "market.relative_strength_")));
    }

    [Fact]
    public async Task A_chinese_report_has_the_same_numbers_and_no_english_sentence()
    {
        var english = await AnalysisRun.ReportAsync(TestData.Shipped, "AAPL", new DateOnly(2017, 3, 1), 2);
        var chinese = await AnalysisRun.ReportAsync(TestData.Shipped, "AAPL", new DateOnly(2017, 3, 1), 2, "zh");
        Assert.Equal(english.Evidence.Select(evidence => (evidence.Id, evidence.Value)), chinese.Evidence.Select(evidence => (evidence.Id, evidence.Value)));
        Assert.Equal((english.Decision.Rating, english.Decision.Target), (chinese.Decision.Rating, chinese.Decision.Target));
        Assert.All(ReportChecks.Texts(chinese), text =>
        {
            Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", text);
            Assert.DoesNotMatch(@"\b(the|is|of|and|days)\b", text);
        });
    }

    [Fact]
    public async Task Every_shared_symbol_gives_a_sound_report_at_any_date()
    {
        var data = TestData.SharedOrSkip();
        var symbols = await data.GetSymbolsAsync();
        Assert.Equal(27, symbols.Count);
        foreach (var symbol in symbols)
        {
            var bars = (await data.GetPricesAsync(symbol))!.Bars;
            foreach (var share in new[] { 0.01, 0.05, 0.2, 0.45, 0.7, 1 })
            {
                var day = bars[(int)((bars.Count - 1) * share)].Date;
                ReportChecks.AssertConsistent(await AnalysisRun.ReportAsync(data, symbol, day, 1 + (int)(share * 4)));
            }
        }
    }

    private static Evidence Find(AnalysisReport report, string id) => report.Evidence.Single(evidence => evidence.Id == id);

    private static PriceHistory Rising(int days) => TestData.Path("X", Enumerable.Range(0, days).Select(i => 100 * Math.Exp(0.001 * i) * (1 + 0.01 * Math.Sin(i))));

    private static MemoryMarketData Wavy(double drift) =>
        new(TestData.Path("X", Enumerable.Range(0, 600).Select(i => 100 * Math.Exp(drift * i) * (1 + 0.03 * Math.Sin(i * 0.35)))));
}
