using System.Collections.Concurrent;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Abstractions.Backtests;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Backtesting;
using TradingAgents.Analysis.MarketData;
using TradingAgents.Analysis.Pipeline;
using TradingAgents.Analysis.TrackRecords;

namespace TradingAgents.Analysis.Tests.Backtesting;

public sealed class BacktesterTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_decisions_are_those_the_analysis_gives_on_their_days()
    {
        var report = await RunAsync(TestData.Shipped, new BacktestRequest { Symbol = "aapl", From = new DateOnly(2016, 1, 1), To = new DateOnly(2016, 12, 31), Step = 42 });

        var bars = (await TestData.Shipped.GetPricesAsync("AAPL"))!.Bars.Where(bar => bar.Date.Year == 2016).ToArray();
        var ratings = new List<Rating>();
        for (var bar = 0; bar < bars.Length - 1; bar += 42) ratings.Add((await AnalysisRun.ReportAsync(TestData.Shipped, "AAPL", bars[bar].Date)).Decision.Rating);

        var result = Assert.Single(report.Symbols).Result;
        Assert.Equal((new DateOnly(2016, 1, 4), new DateOnly(2016, 12, 30), bars.Length, ratings.Count), (result.From, result.To, result.Days, result.Decisions));
        Assert.Equal(Enum.GetValues<Rating>().Select(rating => ratings.Count(given => given == rating)), result.Ratings.Select(rating => rating.Decisions));

        // Bought at the first open after the first decision, 0.1 % paid, held.
        Assert.Equal(bars[^1].Close / bars[1].Open - 1 - 0.001, result.BuyAndHold.TotalReturn, 6);
        Assert.Equal(1, result.BuyAndHold.Trades);
    }

    [Fact]
    public async Task An_analysis_gets_nothing_after_its_day_even_if_it_asks()
    {
        var latest = new ConcurrentBag<(DateOnly Day, DateOnly Last)>();
        var backtester = new Backtester(Sources(TestData.Shipped), sources => new Greedy(sources, latest));

        await backtester.RunAsync(new BacktestRequest { Symbol = "AAPL", Step = 100 }, cancellationToken: Stop);

        Assert.True(latest.Count > 5);
        Assert.All(latest, seen => Assert.Equal(seen.Day, seen.Last));
    }

    [Fact]
    public async Task Two_runs_are_equal_to_the_byte_whatever_the_number_of_jobs()
    {
        var request = new BacktestRequest { From = new DateOnly(2007, 1, 1), Step = 63 };

        var one = await RunAsync(TestData.Shipped, request with { Jobs = 1 });
        var four = await RunAsync(new CsvMarketData(CsvMarketData.FindShipped()), request with { Jobs = 4 });

        Assert.Equal(Json(one), Json(four));
        Assert.Equal(["AAPL", "GOOG"], one.Symbols.Select(symbol => symbol.Symbol)); // not the benchmark
    }

    [Fact]
    public async Task Progress_counts_every_decision()
    {
        var seen = new Recorder();
        await new Backtester(Sources(TestData.Shipped), Plan).RunAsync(new BacktestRequest { Symbol = "GOOG", Step = 250 }, seen, Stop);

        Assert.Equal(new BacktestProgress(0, 4), seen.Reports.First());
        Assert.Equal([0, 1, 2, 3, 4], seen.Reports.Select(report => report.Done).Order());
    }

    [Fact]
    public async Task Costs_do_not_raise_what_remains()
    {
        var request = new BacktestRequest { Symbol = "AAPL", Step = 21, CostsBasisPoints = 0 };
        var free = (await RunAsync(TestData.Shipped, request)).Overall;
        var paid = (await RunAsync(TestData.Shipped, request with { CostsBasisPoints = 100 })).Overall;

        Assert.True(paid.Strategy.TotalReturn < free.Strategy.TotalReturn);
        Assert.Equal(free.Calibration.All, paid.Calibration.All); // directions know no costs
        Assert.Equal(free.Ratings, paid.Ratings);
    }

    [Fact]
    public async Task An_unknown_symbol_is_told_with_what_is_held()
    {
        var failure = await Assert.ThrowsAsync<AnalysisException>(() => RunAsync(TestData.Shipped, new BacktestRequest { Symbol = "NONE" }));

        Assert.Equal(("no_data", "No prices of NONE are held. Held are AAPL, GOOG, SPX."), (failure.Code, failure.Message));
    }

    [Fact]
    public async Task Too_few_bars_are_an_error_alone_and_are_left_out_among_others()
    {
        var data = new MemoryMarketData(TestData.Path("LONG", Enumerable.Range(0, 300).Select(i => 100.0 + i % 7)), TestData.Path("SHORT", Enumerable.Repeat(5.0, 100)));

        var alone = await Assert.ThrowsAsync<AnalysisException>(() => RunAsync(data, new BacktestRequest { Symbol = "SHORT" }));
        var all = await RunAsync(data, new BacktestRequest());

        Assert.Contains("SHORT has too few bars to test", alone.Message);
        Assert.Equal("LONG", Assert.Single(all.Symbols).Symbol);
        Assert.Equal(alone.Message, Assert.Single(all.Missing));
    }

    [Fact]
    public async Task Dates_without_prices_are_told_with_those_there_are()
    {
        var failure = await Assert.ThrowsAsync<AnalysisException>(() => RunAsync(TestData.Shipped, new BacktestRequest { Symbol = "AAPL", From = new DateOnly(2030, 1, 1) }));

        Assert.Equal("AAPL has too few bars to test: its prices run from 2013-05-13 to 2018-05-11; two are needed from 2030-01-01 on.", failure.Message);
    }

    [Fact]
    public async Task A_price_that_stands_still_is_neither_gain_nor_error()
    {
        var report = await RunAsync(new MemoryMarketData(TestData.Path("STILL", Enumerable.Repeat(5.0, 400))), new BacktestRequest { Symbol = "STILL" });

        Assert.Equal(0, report.Overall.BuyAndHold.TotalReturn + 0.001, 6);
        Json(report); // holds no NaN, which JSON could not carry
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_with_every_reason()
    {
        var refusal = await Assert.ThrowsAsync<EngineException>(() => RunAsync(TestData.Shipped, new BacktestRequest
        {
            Symbol = "A/B",
            From = new DateOnly(2017, 1, 2),
            To = new DateOnly(2017, 1, 1),
            Step = 0,
            CostsBasisPoints = -1,
            AnalysisType = AnalysisType.Synthetic,
            Depth = 6,
            Jobs = 0,
        }));

        Assert.Equal("invalid_request", refusal.Code);
        Assert.Equal(["costs", "depth", "from", "jobs", "step", "symbol", "type"], refusal.Errors!.Keys.Order());
    }

    [Fact]
    public async Task All_27_shared_symbols_but_the_benchmark_are_tested()
    {
        var report = await RunAsync(TestData.SharedOrSkip(), new BacktestRequest { Step = 250 });

        Assert.Equal(26, report.Symbols.Count);
        Assert.DoesNotContain(report.Symbols, symbol => symbol.Symbol == "SPX");
        Assert.Empty(report.Missing);
        Assert.Equal(report.Overall.Decisions, report.Symbols.Sum(symbol => symbol.Result.Decisions));
        Assert.Equal(report.Overall.Calibration.All.Right, report.Symbols.Sum(symbol => symbol.Result.Calibration.All.Right));
    }

    private static Task<BacktestReport> RunAsync(IMarketData data, BacktestRequest request) => new Backtester(Sources(data), Plan).RunAsync(request, cancellationToken: Stop);

    private static readonly PriceReadings Readings = new();

    private static AnalysisPlanner Plan(AnalysisSources sources) => new(sources.MarketData, TimeProvider.System, StandardAnalysts.Of(sources), Readings);

    private static AnalysisSources Sources(IMarketData data) => new(data, new EndlessFilings(), new EndlessNews());

    private static string Json(BacktestReport report) => JsonSerializer.Serialize(report, ContractJson.Options);

    /// <summary>Asks for every bar there is, whatever the request says.</summary>
    private sealed class Greedy(AnalysisSources sources, ConcurrentBag<(DateOnly Day, DateOnly Last)> latest) : IAnalysisPlanner
    {
        public AnalysisPlan Plan(AnalysisRequest request) => new(
        [
            new AnalysisStep(new AnalysisStage("only", 1, async (context, cancellationToken) =>
            {
                var day = RequestRules.ReadParameters(request).TradeDate!.Value;
                latest.Add((day, (await sources.MarketData.GetPricesAsync(request.StockCode, day.AddYears(1), cancellationToken))!.Bars[^1].Date));
                latest.Add((day, (await sources.MarketData.GetPricesAsync(request.StockCode, cancellationToken: cancellationToken))!.Bars[^1].Date));
                latest.Add((day, (await sources.Fundamentals.GetFilingsAsync(request.StockCode, day.AddYears(1), cancellationToken))!.Facts[^1].Filed));
                latest.Add((day, (await sources.News.GetNewsAsync(day, day.AddYears(1), cancellationToken)).Texts[^1].Published));
                return ContractJson.ToElement(new
                {
                    decision = new Decision { Rating = Rating.Hold, Action = TradeAction.Hold, Confidence = 0.5, Risk = 0.5, Horizon = "4 weeks", Summary = "", KeyPoints = [], WouldChangeTheView = [] },
                });
            })),
        ]);
    }

    /// <summary>A filing on every day that is asked for.</summary>
    private sealed class EndlessFilings : IFundamentalsData
    {
        public Task<CompanyFilings?> GetFilingsAsync(string symbol, DateOnly asOf, CancellationToken cancellationToken = default) =>
            Task.FromResult<CompanyFilings?>(new CompanyFilings(symbol, [FiledOn(asOf)]) { Splits = null });

        private static FiledFact FiledOn(DateOnly day) =>
            new() { Filed = day, Form = "8-K", Concept = "Assets", Unit = "USD", PeriodEnd = day, Value = 1, Accession = "1" };
    }

    /// <summary>A text on every day that is asked for.</summary>
    private sealed class EndlessNews : INews
    {
        public Task<NewsHeld> GetNewsAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken = default) => Task.FromResult(new NewsHeld(
            [new NewsText { Published = to, Symbols = [], Topic = "", Source = "", Headline = "", Text = "", File = "news/made_up.jsonl", Line = 1 }], []));
    }

    private sealed class Recorder : IProgress<BacktestProgress>
    {
        public ConcurrentQueue<BacktestProgress> Reports { get; } = new();

        public void Report(BacktestProgress value) => Reports.Enqueue(value);
    }
}
