using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.Pipeline;
using TradingAgents.Analysis.Reuse;
using TradingAgents.Analysis.Tests.News;
using TradingAgents.Analysis.Tests.Pipeline;
using TradingAgents.Core;

namespace TradingAgents.Analysis.Tests.Reuse;

public sealed class StageReuseTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ReuseFolder _analyses = new();

    public void Dispose() => _analyses.Dispose();

    [Fact]
    public async Task Ten_equal_analyses_at_once_compute_each_stage_once_and_give_ten_reports()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _analyses.Gate = go.Task;
        var running = Enumerable.Range(0, 10).Select(_ => _analyses.RunAsync()).ToArray();
        go.SetResult();
        var ran = await Task.WhenAll(running).WaitAsync(Deadline);
        var stages = ran[0].Journal.Finished.Keys.Where(stage => stage != "report").Concat(Enumerable.Repeat("report", 10));
        Assert.Equal(stages.Order(StringComparer.Ordinal), _analyses.TakeRuns());
        Assert.All(ran, one => Assert.Equal(one.TaskId, one.Report.GetProperty("meta").GetProperty("task_id").GetString()));
        Assert.Single(ran.Select(one => one.Content).Distinct());
        Assert.Equal(0, _analyses.Reuse.Size.UnderWay);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task Computed_joined_held_in_memory_and_held_durably_are_the_same_bytes_as_unshared(string language)
    {
        var parameters = $$"""{"trade_date":"2017-03-01","depth":2,"language":"{{language}}"}""";
        var unshared = await _analyses.RunAsync(parameters: parameters, shared: false);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _analyses.Gate = go.Task;
        var (leader, follower) = (_analyses.RunAsync(parameters: parameters), _analyses.RunAsync(parameters: parameters));
        go.SetResult();
        Assert.Equal(unshared.Content, (await leader).Content);
        Assert.Equal(unshared.Content, (await follower).Content);
        _analyses.TakeRuns();
        Assert.Equal(unshared.Content, (await _analyses.RunAsync(parameters: parameters)).Content);
        Assert.Equal(["report"], _analyses.TakeRuns());
        _analyses.ForgetMemory();
        Assert.Equal(unshared.Content, (await _analyses.RunAsync(parameters: parameters)).Content);
        Assert.Equal(["report"], _analyses.TakeRuns());
    }

    [Fact]
    public async Task What_was_held_from_before_took_no_time_and_what_ran_took_some()
    {
        var first = await _analyses.RunAsync();
        var again = await _analyses.RunAsync();
        _analyses.ForgetMemory();
        var durable = await _analyses.RunAsync();
        Assert.DoesNotContain(null, first.Journal.Took.Values);
        Assert.All([again, durable], run => Assert.Null(run.Journal.Took["market_analyst"]));
        Assert.All([again, durable], run => Assert.NotNull(run.Journal.Took["report"])); // It is each task's own.
    }

    [Fact]
    public async Task Findings_are_used_again_by_another_type_of_the_same_depth()
    {
        await _analyses.RunAsync(AnalysisType.Technical);
        Assert.Contains("market_analyst", _analyses.TakeRuns());
        await _analyses.RunAsync(AnalysisType.Quick);
        var quick = _analyses.TakeRuns();
        Assert.DoesNotContain("market_data", quick);
        Assert.DoesNotContain("market_analyst", quick);
        Assert.Contains("fundamentals_analyst", quick);
        Assert.Contains("portfolio_decision", quick);
        await _analyses.RunAsync();
        var runs = _analyses.TakeRuns();
        Assert.DoesNotContain("market_analyst", runs);
        Assert.DoesNotContain("fundamentals_analyst", runs);
        Assert.Contains("news_analyst", runs);
    }

    [Fact]
    public async Task The_last_bar_asked_for_by_its_date_is_the_last_bar()
    {
        await _analyses.RunAsync(AnalysisType.Technical, "{}");
        _analyses.TakeRuns();
        await _analyses.RunAsync(AnalysisType.Technical, """{"trade_date":"2018-05-11"}""");
        Assert.Equal(["market_data", "report"], _analyses.TakeRuns());
    }

    [Theory]
    [InlineData("""{"trade_date":"2017-03-01","depth":2}""")]
    [InlineData("""{"trade_date":"2017-03-02"}""")]
    [InlineData("""{"trade_date":"2017-03-01","language":"zh"}""")]
    public async Task Another_depth_date_or_language_shares_no_finding(string parameters)
    {
        await _analyses.RunAsync();
        var all = _analyses.TakeRuns();
        var other = await _analyses.RunAsync(parameters: parameters);
        var runs = _analyses.TakeRuns();
        Assert.Equal(all.Where(stage => stage != "market_data"), runs.Where(stage => stage != "market_data"));
        Assert.Equal((await _analyses.RunAsync(parameters: parameters, shared: false)).Content, other.Content);
    }

    [Fact]
    public async Task Another_symbol_shares_nothing()
    {
        await _analyses.RunAsync();
        var all = _analyses.TakeRuns();
        await _analyses.RunAsync(symbol: "GOOG");
        Assert.Equal(all, _analyses.TakeRuns());
    }

    [Theory]
    [InlineData("news/wire.jsonl", new[] { "news_analyst", "sentiment_analyst" }, new[] { "market_analyst", "fundamentals_analyst", "market_data" })]
    [InlineData("news/another.jsonl", new[] { "news_analyst", "sentiment_analyst" }, new[] { "market_analyst", "fundamentals_analyst", "market_data" })]
    [InlineData("splits.csv", new[] { "fundamentals_analyst" }, new[] { "market_analyst", "news_analyst", "sentiment_analyst", "market_data" })]
    [InlineData("fundamentals/AAPL.csv", new[] { "fundamentals_analyst" }, new[] { "market_analyst", "news_analyst", "sentiment_analyst", "market_data" })]
    [InlineData("prices/SPX.csv", new[] { "market_analyst" }, new[] { "fundamentals_analyst", "news_analyst", "sentiment_analyst", "market_data" })]
    [InlineData("prices/GOOG.csv", new string[0], new[] { "market_analyst", "fundamentals_analyst", "news_analyst", "sentiment_analyst", "market_data", "bull_round_1", "research_manager", "trader", "neutral_round_1", "portfolio_decision" })]
    public async Task A_changed_file_is_noticed_by_those_who_read_it_and_by_no_others(string file, string[] again, string[] spared)
    {
        await _analyses.RunAsync();
        _analyses.TakeRuns();
        Change(file);
        var ran = await _analyses.RunAsync();
        var runs = _analyses.TakeRuns();
        Assert.Empty(again.Except(runs));
        Assert.Empty(runs.Intersect(spared));
        Assert.Equal((await _analyses.RunAsync(shared: false)).Content, ran.Content);
    }

    [Fact]
    public async Task A_file_written_anew_with_the_same_content_changes_nothing()
    {
        await _analyses.RunAsync();
        _analyses.TakeRuns();
        _analyses.Write("prices/AAPL.csv", _analyses.Read("prices/AAPL.csv"));
        await _analyses.RunAsync();
        Assert.Equal(["report"], _analyses.TakeRuns());
    }

    [Fact]
    public async Task Data_that_change_while_they_are_read_are_used_once_and_not_kept()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _analyses.Gate = go.Task;
        var before = _analyses.Read("prices/AAPL.csv");
        var running = _analyses.RunAsync(AnalysisType.Technical, "{}");
        using var deadline = new CancellationTokenSource(Deadline);
        while (_analyses.Reuse.Size.UnderWay == 0)
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Change("prices/AAPL.csv");
        go.SetResult();
        Assert.Equal("2018-05-10", (await running).Report.GetProperty("trade_date").GetString());
        _analyses.Write("prices/AAPL.csv", before);
        Assert.Equal("2018-05-11", (await _analyses.RunAsync(AnalysisType.Technical, "{}")).Report.GetProperty("trade_date").GetString());
    }

    [Fact]
    public async Task A_resumed_task_goes_on_from_its_own_journal()
    {
        var first = await _analyses.RunAsync();
        Change("news/wire.jsonl");
        await _analyses.RunAsync();
        _analyses.TakeRuns();
        var journal = new MemoryJournal();
        foreach (var (stage, output) in first.Journal.Finished.Where(stage => stage.Key is "market_data" || stage.Key.EndsWith("_analyst", StringComparison.Ordinal)))
            await journal.FinishedAsync(stage, output, TimeSpan.Zero, CancellationToken.None);
        var resumed = await _analyses.RunAsync(journal: journal);
        Assert.Equal(["report"], _analyses.TakeRuns()); // The decision over the old findings is held too.
        Assert.Equal(first.Content, resumed.Content);
    }

    [Fact]
    public async Task A_durable_tier_that_fails_is_a_miss()
    {
        await _analyses.RunAsync();
        var all = _analyses.TakeRuns();
        _analyses.ForgetMemory();
        _analyses.Store.Failure = new IOException("disk");
        await _analyses.RunAsync();
        Assert.Equal(all, _analyses.TakeRuns());
    }

    [Fact]
    public async Task Prices_that_cannot_be_read_are_explained_as_ever_and_share_nothing()
    {
        _analyses.Write("prices/AAPL.csv", "nonsense\n");
        var failure = await Assert.ThrowsAsync<AnalysisException>(() => _analyses.RunAsync());
        Assert.Contains("prices/AAPL.csv, line 1", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_analyses.Store.Kept);
    }

    [Fact]
    public async Task Data_whose_version_cannot_be_read_go_unshared_and_a_defect_in_telling_it_is_not_hidden()
    {
        Assert.Equal(1, (await RunAsync(new IOException("the disk is away"))).GetInt32());
        var failure = await Assert.ThrowsAsync<AnalysisException>(() => RunAsync(new InvalidOperationException("a defect")));
        Assert.Contains("a defect", failure.Message, StringComparison.Ordinal);

        static Task<JsonElement> RunAsync(Exception thrown)
        {
            var stage = new AnalysisStage("report", 1, (_, _) => Task.FromResult(JsonSerializer.SerializeToElement(1)))
            {
                Inputs = new StageInputs { Version = 1, Data = [new DataInput("prices/X", _ => Task.FromException<string?>(thrown))] },
            };
            var plan = new StageReuse(new StageReuseOptions(), TimeProvider.System).Share(new AnalysisPlan([new AnalysisStep(stage)]));
            return PipelineRunner.RunAsync(plan, new TaskId("t"), AnalysisRun.Request("X"), 1, 1, new MemoryJournal(), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private void Change(string file) => _analyses.Write(file, file switch
    {
        "news/wire.jsonl" or "news/another.jsonl" => NewsFolder.Line("2017-02-21", "AAPL misses expectations and warns of losses", symbols: "AAPL") + "\n",
        "splits.csv" => "symbol,effective,ratio\nAAPL,2014-06-09,7\nAAPL,2005-02-28,2\n",
        "fundamentals/AAPL.csv" => _analyses.Read(file).Replace("78351000000", "78000000000", StringComparison.Ordinal),
        _ => string.Concat(_analyses.Read(file).Split('\n').SkipLast(2).Select(line => line + "\n")),
    });
}
