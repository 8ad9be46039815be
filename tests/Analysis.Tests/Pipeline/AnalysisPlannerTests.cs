using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.MarketData;
using TradingAgents.Analysis.Pipeline;

namespace TradingAgents.Analysis.Tests.Pipeline;

public sealed class AnalysisPlannerTests
{
    private static readonly string OnDay = AnalysisRun.Parameters(new DateOnly(2017, 3, 1));

    [Fact]
    public void The_stages_are_the_data_the_analysts_the_decision_and_the_report()
    {
        var plan = new AnalysisPlanner(TestData.Shipped, TimeProvider.System).Plan(AnalysisRun.Request("AAPL", AnalysisType.Comprehensive));
        Assert.Equal(
            [
                "market_data", "market_analyst", "bull_round_1", "bear_round_1", "research_manager", "trader", "aggressive_round_1", "conservative_round_1", "neutral_round_1",
                "portfolio_decision", "report",
            ],
            plan.Stages.Select(stage => stage.Name));
    }

    [Theory]
    [InlineData(AnalysisType.Technical)]
    [InlineData(AnalysisType.Fundamental)]
    public void A_single_analyst_decides_without_a_debate(AnalysisType type)
    {
        var plan = new AnalysisPlanner(TestData.Shipped, TimeProvider.System, StandardAnalysts.Over(CsvMarketData.FindShipped(), TestData.Shipped)).Plan(AnalysisRun.Request("AAPL", type));
        Assert.Equal(["market_data", type == AnalysisType.Technical ? "market_analyst" : "fundamentals_analyst", "decision", "report"], plan.Stages.Select(stage => stage.Name));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    public async Task More_depth_gives_more_rounds(int depth, int rounds)
    {
        var report = await AnalysisRun.ReportAsync(TestData.Shipped, AnalysisRun.Request("AAPL", AnalysisType.Comprehensive, AnalysisRun.Parameters(new DateOnly(2017, 3, 1), depth)));
        Assert.Equal((2 * rounds, 3 * rounds), (report.Debate!.Turns.Count, report.RiskDebate!.Turns.Count));
        Assert.Equal(rounds, report.Debate.Turns[^1].Round);
        ReportChecks.AssertConsistent(report);
    }

    [Fact]
    public async Task A_run_that_died_in_the_debate_speaks_no_turn_twice_and_ends_as_an_undisturbed_one()
    {
        var request = AnalysisRun.Request("AAPL", AnalysisType.Comprehensive, OnDay);
        var undisturbed = await AnalysisRun.JsonAsync(TestData.Shipped, request);
        var journal = new MemoryJournal();
        await AnalysisRun.JsonAsync(TestData.Shipped, request, new Until("bull_round_1", journal)).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Equal(["bull_round_1", "market_analyst", "market_data"], journal.Finished.Keys.Order());
        var resumed = await AnalysisRun.JsonAsync(TestData.Shipped, request, journal, attempt: 2);
        Assert.Equal(1, journal.Starts.Count(stage => stage == "bull_round_1"));
        Assert.Equal(2, journal.Starts.Count(stage => stage == "bear_round_1"));
        Assert.Equal(AnalysisRun.WithoutMeta(undisturbed), AnalysisRun.WithoutMeta(resumed));
    }

    [Fact]
    public void Analysts_run_side_by_side_in_one_step()
    {
        var planner = new AnalysisPlanner(TestData.Shipped, TimeProvider.System, [new MarketAnalyst(TestData.Shipped), new Silent("news")]);
        var plan = planner.Plan(AnalysisRun.Request("AAPL", AnalysisType.Comprehensive));
        Assert.Equal(["market_analyst", "news_analyst"], plan.Steps[1].Stages.Select(stage => stage.Name).Order());
    }

    [Theory]
    [InlineData(AnalysisType.Comprehensive, new[] { "sentiment", "news", "fundamentals" })]
    [InlineData(AnalysisType.Quick, new[] { "fundamentals" })]
    [InlineData(AnalysisType.Technical, new string[0])]
    public async Task Analysts_that_do_not_exist_yet_are_named_as_missing(AnalysisType type, string[] missing)
    {
        var report = await AnalysisRun.ReportAsync(TestData.Shipped, AnalysisRun.Request("AAPL", type, OnDay));
        Assert.Equal("market", Assert.Single(report.Analysts).Analyst);
        foreach (var name in RequestRules.Analysts)
        {
            var sentence = $"The {name} analyst is not part of this version: {name} left out.";
            Assert.Equal(missing.Contains(name), report.Missing.Contains(sentence));
        }
    }

    [Theory]
    [InlineData(AnalysisType.Fundamental)]
    [InlineData(AnalysisType.News)]
    [InlineData(AnalysisType.Sentiment)]
    public async Task Without_any_analyst_the_report_holds_and_says_that_nothing_was_judged(AnalysisType type)
    {
        var report = await AnalysisRun.ReportAsync(TestData.Shipped, AnalysisRun.Request("AAPL", type, OnDay));
        Assert.Equal((Rating.Hold, 0.0), (report.Decision.Rating, report.Decision.Confidence));
        Assert.Contains("without a view", report.Decision.Summary, StringComparison.Ordinal);
        Assert.Empty(report.Analysts);
        Assert.Single(report.Missing);
        ReportChecks.AssertConsistent(report);
    }

    [Fact]
    public async Task The_analysts_asked_for_override_the_type()
    {
        var report = await AnalysisRun.ReportAsync(TestData.Shipped, AnalysisRun.Request("AAPL", AnalysisType.News, """{"analysts": ["market"], "trade_date": "2017-03-01"}"""));
        Assert.Equal("market", Assert.Single(report.Analysts).Analyst);
        Assert.Empty(report.Missing);
    }

    [Fact]
    public async Task A_quick_analysis_has_depth_1_and_says_so_where_more_was_asked_for()
    {
        var report = await AnalysisRun.ReportAsync(TestData.Shipped, AnalysisRun.Request("AAPL", AnalysisType.Quick, """{"depth": 4}"""));
        Assert.Equal(1, report.Depth);
        Assert.Contains(report.Missing, sentence => sentence.Contains("depth of 4", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(AnalysisType.Technical)]
    [InlineData(AnalysisType.News)]
    public async Task No_price_by_the_trade_date_is_final_and_says_which_dates_are_held(AnalysisType type)
    {
        var failure = await Assert.ThrowsAsync<AnalysisException>(() =>
            AnalysisRun.JsonAsync(TestData.Shipped, AnalysisRun.Request("AAPL", type, """{"trade_date": "2010-01-01"}""")));
        Assert.Equal((TaskErrorCodes.NoData, false), (failure.Code, failure.Retryable));
        Assert.Equal("No prices of AAPL are held on or before 2010-01-01: they run from 2013-05-13 to 2018-05-11.", failure.Message);
    }

    [Fact]
    public async Task An_unknown_symbol_is_final_and_says_which_are_held()
    {
        var failure = await Assert.ThrowsAsync<AnalysisException>(() => AnalysisRun.JsonAsync(TestData.Shipped, AnalysisRun.Request("NOPE")));
        Assert.Equal((TaskErrorCodes.NoData, false), (failure.Code, failure.Retryable));
        Assert.Equal("No prices of NOPE are held. Held are AAPL, GOOG, SPX.", failure.Message);
    }

    [Fact]
    public async Task Without_a_trade_date_the_last_bar_is_the_day()
    {
        var report = await AnalysisRun.ReportAsync(TestData.Shipped, "AAPL");
        Assert.Equal(new DateOnly(2018, 5, 11), report.TradeDate);
        Assert.Equal(new DateOnly(2018, 5, 11), report.DataWindows[0].To);
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public async Task Prices_that_end_more_than_a_week_before_the_trade_date_are_said_to_be_old(int gapDays, bool isSaid)
    {
        var last = new DateOnly(2018, 5, 11);
        var report = await AnalysisRun.ReportAsync(TestData.Shipped, "AAPL", last.AddDays(gapDays));
        Assert.Equal(isSaid, report.Missing.Any(sentence => sentence.Contains($"{gapDays} days before the trade date", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Prices_that_end_years_before_the_trade_date_allow_no_trade()
    {
        var report = await AnalysisRun.ReportAsync(TestData.Shipped, "AAPL", new DateOnly(2026, 1, 2));
        Assert.Equal(Rating.Hold, report.Decision.Rating);
        Assert.Contains("too old", report.Decision.Summary, StringComparison.Ordinal);
        ReportChecks.AssertConsistent(report);
    }

    [Fact]
    public async Task A_resumed_run_repeats_no_finished_stage_and_sees_the_window_of_the_first()
    {
        var bars = (await TestData.Shipped.GetPricesAsync("AAPL"))!.Bars;
        var before = new MemoryMarketData(new PriceHistory("AAPL", "USD", [.. bars.Take(600)]));
        var after = new MemoryMarketData(new PriceHistory("AAPL", "USD", [.. bars.Take(700)]));
        var request = AnalysisRun.Request("AAPL");
        var undisturbed = await AnalysisRun.JsonAsync(before, request);

        var journal = new MemoryJournal();
        await AnalysisRun.JsonAsync(before, request, new Until("market_analyst", journal)).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Equal(["market_analyst", "market_data"], journal.Finished.Keys.Order());
        var resumed = await AnalysisRun.JsonAsync(after, request, journal, attempt: 2);

        Assert.Equal(["market_data", "market_analyst", "decision", "decision", "report"], journal.Starts);
        Assert.Equal(AnalysisRun.WithoutMeta(undisturbed), AnalysisRun.WithoutMeta(resumed));
    }

    [Fact]
    public async Task A_malformed_file_fails_for_good_and_names_file_and_line()
    {
        var folder = Directory.CreateTempSubdirectory("tradingagents-prices-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "prices"));
            await File.WriteAllTextAsync(Path.Combine(folder, "prices", "BAD.csv"), "date,open,high,low,close,volume\n2020-01-02,1,2,1,x,10\n");
            var failure = await Assert.ThrowsAsync<AnalysisException>(() => AnalysisRun.JsonAsync(new Analysis.MarketData.CsvMarketData(folder), AnalysisRun.Request("BAD")));
            Assert.Equal((TaskErrorCodes.AnalysisFailed, false), (failure.Code, failure.Retryable));
            Assert.Contains("prices/BAD.csv, line 2", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The process dies once the stage's output is saved.</summary>
    private sealed class Until(string stage, MemoryJournal inner) : IStageJournal
    {
        public IReadOnlyDictionary<string, System.Text.Json.JsonElement> Finished => inner.Finished;

        public void Started(string started) => inner.Started(started);

        public Task FinishedAsync(string finished, System.Text.Json.JsonElement output, TimeSpan? took, CancellationToken cancellationToken) =>
            inner.Finished.ContainsKey(stage) ? throw new IOException("The process is gone.") : inner.FinishedAsync(finished, output, took, cancellationToken);

        public void Progress(double progress, string? running) => inner.Progress(progress, running);
    }

    private sealed class Silent(string name) : IAnalyst
    {
        public string Name => name;

        public double StageWeight => 1;

        public Task<AnalystFindings> AnalyseAsync(AnalystInput input, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
