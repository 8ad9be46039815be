using System.Collections.Concurrent;
using TradingAgents.Abstractions;
using TradingAgents.Client.Http.Tests.Contract;
using TradingAgents.Contract;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Client.Http.Tests;

public sealed class TradingAgentsHttpClientTests
{
    private const string Full = "Retry-After: 2\r\n";

    [Fact]
    public async Task A_refusal_tells_its_reason_and_when_to_try_again()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(429, Samples.Problem(429, "queue_full", "Full."), headers: Full));
        using var client = Client(server.Url);

        var refused = await Assert.ThrowsAsync<HttpEngineException>(() => client.SubmitAsync("AAPL"));

        Assert.Equal((ErrorReason.QueueFull, TimeSpan.FromSeconds(2), true), (refused.Reason, refused.RetryAfter, refused.IsTransient));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_code_of_a_newer_server_is_an_unknown_reason()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(409, Samples.Problem(409, "moon_is_full", "No.")));
        using var client = Client(server.Url);

        var refused = await Assert.ThrowsAsync<HttpEngineException>(() => client.SubmitAsync("AAPL"));

        Assert.Equal((ErrorReason.Unknown, "moon_is_full", false), (refused.Reason, refused.Code, refused.IsTransient));
    }

    [Fact]
    public async Task With_time_to_wait_a_full_queue_is_waited_out_as_asked_under_the_same_key()
    {
        var calls = 0;
        await using var server = new ScriptedServer(_ => ++calls < 3
            ? ScriptedServer.Answer(429, Samples.Problem(429, "queue_full", "Full."), headers: Full)
            : ScriptedServer.Answer(202, Samples.Task));
        var time = new JumpingTime();
        using var client = Client(server.Url, options => options.WaitForPlace = TimeSpan.FromSeconds(5), time);

        await client.SubmitAsync("AAPL");

        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)], time.Waits);
        Assert.Equal(3, server.Requests.Count);
        Assert.Single(server.Requests.Select(request => request.Header("Idempotency-Key")).Distinct());
    }

    [Fact]
    public async Task A_wait_longer_than_allowed_is_not_begun()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(429, Samples.Problem(429, "queue_full", "Full."), headers: Full));
        var time = new JumpingTime();
        using var client = Client(server.Url, options => options.WaitForPlace = TimeSpan.FromSeconds(3), time);

        await Assert.ThrowsAsync<HttpEngineException>(() => client.SubmitAsync("AAPL"));

        Assert.Equal([TimeSpan.FromSeconds(2)], time.Waits);
    }

    [Fact]
    public async Task Over_a_live_server_a_batch_has_an_outcome_for_each_and_no_more_at_once_than_asked()
    {
        await using var live = new HttpEngineHost();
        var engine = (HttpAnalysisEngine)await live.StartEngineAsync(new ContractSetup());
        using var client = Client(engine.Connection.Server);

        var template = new AnalysisRequest
        {
            StockCode = "",
            AnalysisType = AnalysisType.Synthetic,
            Parameters = ContractJson.ToElement(new { duration_ms = 20 }),
        };
        var outcomes = await client.BatchAsync(["A", "?", "B", "C", "D"], maxConcurrent: 2, template);

        Assert.Equal(["A", "?", "B", "C", "D"], outcomes.Select(outcome => outcome.StockCode));
        Assert.Equal([true, false, true, true, true], outcomes.Select(outcome => outcome.IsCompleted));
        Assert.Equal((ErrorReason.InvalidRequest, null), (outcomes[1].Error!.Reason, outcomes[1].Task));
        Assert.InRange((await client.Engine.GetStatsAsync()).Concurrency.PeakConcurrentTasks, 1, 2);
    }

    [Fact]
    public async Task Over_a_live_server_an_analysis_is_one_call_and_its_failure_has_the_task()
    {
        await using var live = new HttpEngineHost();
        var engine = (HttpAnalysisEngine)await live.StartEngineAsync(new ContractSetup());
        using var client = Client(engine.Connection.Server);

        var report = await client.AnalyzeAsync(new AnalysisRequest { StockCode = "AAPL", AnalysisType = AnalysisType.Technical });
        var failed = await Assert.ThrowsAsync<TaskNotCompletedException>(() => client.AnalyzeAsync(new AnalysisRequest { StockCode = "NONE" }));

        Assert.Equal("AAPL", report.Report.GetProperty("stock_code").GetString());
        Assert.Equal((AnalysisStatus.Failed, TaskErrorCodes.NoData), (failed.Task.Status, failed.Task.Error!.Code));
    }

    [Fact]
    public async Task Over_a_live_server_prices_and_memory_are_read_and_written()
    {
        await using var live = new HttpEngineHost();
        var engine = (HttpAnalysisEngine)await live.StartEngineAsync(new ContractSetup());
        using var client = Client(engine.Connection.Server);

        Assert.Equal(5, (await client.GetStockDataAsync("AAPL", "5d"))!.Bars.Count);
        Assert.Null(await client.GetStockDataAsync("NONE"));
        Assert.Equal(["a"], await client.AddMemoryAsync("notes", [new MemoryDocument("a", "Margins fell in spring.")]));
        Assert.Equal("a", Assert.Single(await client.SearchMemoryAsync("notes", "margins")).Id);
        var unknown = await Assert.ThrowsAsync<HttpEngineException>(() => client.SearchMemoryAsync("none", "margins"));
        Assert.Equal(ErrorReason.UnknownCollection, unknown.Reason);
    }

    private static TradingAgentsHttpClient Client(Uri server, Action<HttpClientOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new HttpClientOptions { Server = server };
        configure?.Invoke(options);
        return new TradingAgentsHttpClient(options, time: time);
    }

    /// <summary>A clock that jumps to the end of each pause at once; deadlines of calls never come.</summary>
    private sealed class JumpingTime : TimeProvider
    {
        private long _now;

        public ConcurrentQueue<TimeSpan> Waits { get; } = [];

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan || dueTime >= new HttpClientOptions().Timeout) return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
            Waits.Enqueue(dueTime);
            _now += dueTime.Ticks;
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
