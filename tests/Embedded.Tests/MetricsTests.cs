using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Telemetry;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Embedded.Tests;

/// <summary>The meter is the process's; an analysis type that no other test uses tells these measurements from theirs.</summary>
public sealed class MetricsTests : IAsyncDisposable
{
    private readonly EngineBench _bench = new();
    private readonly ConcurrentQueue<(string Name, double Seconds)> _recorded = new();
    private readonly MeterListener _listener = new();

    public MetricsTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == MetricNames.Meter) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag is { Key: "analysis_type", Value: "sentiment" }) _recorded.Enqueue((instrument.Name, value));
            }
        });
        _listener.Start();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task A_wait_is_recorded_once_for_a_task_and_an_execution_for_each_attempt_that_ended()
    {
        // It fails, is lost with its node, is handed back by a restart, is lost in a crash, and completes.
        _bench.Run = (context, stop) => context.Attempt switch
        {
            1 => throw new InvalidOperationException(),
            < 5 => Task.Delay(Timeout.Infinite, stop),
            _ => Task.CompletedTask,
        };
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync(new AnalysisRequest { StockCode = "A", AnalysisType = AnalysisType.Sentiment });
        await _bench.StatusAsync(task.TaskId, AnalysisStatus.Retrying);
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        await _bench.BegunAsync(2);
        await _bench.Engine.InjectFaultAsync(new NodeId("node-1"), FaultKind.Crash);
        _bench.Time.Advance(TimeSpan.FromSeconds(3));
        await _bench.Engine.UpdateNodeAsync(new NodeId("node-1"), new NodeUpdate(State: Core.Placement.NodeState.Active));
        await _bench.BegunAsync(3);
        await _bench.RestartAsync();
        await _bench.BegunAsync(4);
        await _bench.CrashAsync();
        var ended = await _bench.EndAsync(task.TaskId);
        Assert.Equal((AnalysisStatus.Completed, 5, 3), (ended.Status, ended.Attempt, ended.Rescues));
        Assert.Equal([MetricNames.TaskWaitSeconds, MetricNames.TaskExecutionSeconds, MetricNames.TaskExecutionSeconds], _recorded.Select(measured => measured.Name));
    }

    [Fact]
    public async Task A_task_that_never_starts_records_nothing()
    {
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync(new AnalysisRequest
        {
            StockCode = "A",
            AnalysisType = AnalysisType.Sentiment,
            NotBefore = _bench.Time.GetUtcNow().AddHours(1),
        });
        await _bench.Engine.CancelAsync(task.TaskId);
        Assert.Empty(_recorded);
    }

    [Fact]
    public async Task A_wait_and_an_execution_are_as_long_as_the_task_says()
    {
        var end = new TaskCompletionSource();
        _bench.Options = _bench.Options with { Limits = new Limits(MaxConcurrentAnalyses: 1) };
        _bench.Run = (context, _) => context.Request.StockCode == "FIRST" ? Task.CompletedTask : end.Task;
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync(new AnalysisRequest
        {
            StockCode = "A",
            AnalysisType = AnalysisType.Sentiment,
            NotBefore = _bench.Time.GetUtcNow().AddSeconds(5),
        });
        _bench.Time.Advance(TimeSpan.FromSeconds(5));
        await _bench.BegunAsync(1);
        _bench.Time.Advance(TimeSpan.FromSeconds(7));
        end.SetResult();
        var ended = await _bench.EndAsync(task.TaskId);
        Assert.Equal((0.0, 7.0), (ended.WaitSeconds, ended.ExecutionSeconds));
        Assert.Equal([(MetricNames.TaskWaitSeconds, 0.0), (MetricNames.TaskExecutionSeconds, 7.0)], _recorded);
    }
}
