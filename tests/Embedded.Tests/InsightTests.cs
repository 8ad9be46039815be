using TradingAgents.Abstractions;
using TradingAgents.Core.Alerts;
using TradingAgents.Core.Diagnosis;

namespace TradingAgents.Embedded.Tests;

public sealed class InsightTests : IAsyncDisposable
{
    private readonly EngineBench _bench = new();
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask DisposeAsync()
    {
        _letGo.TrySetResult();
        await _bench.DisposeAsync();
    }

    public static TheoryData<bool> Ends => [false, true];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task The_history_survives_a_restart(bool crash)
    {
        await _bench.StartAsync();
        for (var number = 0; number < 3; number++) await _bench.EndAsync((await _bench.SubmitAsync()).TaskId);
        _bench.Time.Advance(TimeSpan.FromHours(1));
        var before = await _bench.Engine.GetHistoryAsync();
        if (crash) await _bench.CrashAsync();
        else await _bench.RestartAsync();

        var after = await _bench.Engine.GetHistoryAsync();
        Assert.Equal(before.Buckets.Select(bucket => (bucket.At, bucket.Submitted, bucket.Completed, bucket.AverageExecutionSeconds)),
            after.Buckets.Select(bucket => (bucket.At, bucket.Submitted, bucket.Completed, bucket.AverageExecutionSeconds)));
        Assert.Equal((3, 3), (after.Buckets.Sum(bucket => bucket.Submitted), after.Buckets.Sum(bucket => bucket.Completed)));
    }

    [Fact]
    public async Task A_run_given_up_that_goes_on_is_overdue_until_it_ends()
    {
        _bench.Options = _bench.Options with { Alerts = new AlertRules { HealthyNodes = 0, SuccessRate = 0, FailureRate = 1, MeanExecutionSeconds = 7200 } };
        _bench.Run = (_, _) => _letGo.Task;
        await _bench.StartAsync();
        var task = await _bench.SubmitAsync(maxAttempts: 1, timeout: 10);
        await _bench.BegunAsync(1);
        await _bench.Time.TimerAsync(TimeSpan.FromSeconds(10));
        _bench.Time.Advance(TimeSpan.FromSeconds(10));
        await _bench.Time.TimerAsync(TimeSpan.FromSeconds(4));
        _bench.Time.Advance(TimeSpan.FromSeconds(4));
        await _bench.EndAsync(task.TaskId);
        _bench.Time.Advance(TimeSpan.FromSeconds(30));
        var alert = Assert.Single(await _bench.Engine.GetAlertsAsync());
        Assert.Equal((AlertName.OverdueRun, 34.0), (alert.Name, alert.Value));

        _letGo.SetResult();
        await EngineBench.UntilAsync(async () => (await _bench.Engine.GetNodesAsync()).Single().Stuck == 0);
        _bench.Time.Advance(TimeSpan.FromSeconds(36));
        Assert.Empty(await _bench.Engine.GetAlertsAsync());
    }

    [Fact]
    public async Task Full_slots_and_a_long_queue_are_told_as_alerts_and_as_the_bottleneck()
    {
        _bench.Options = _bench.Options with { Limits = new Limits(MaxConcurrentAnalyses: 1, MaxQueueSize: 100), Alerts = new AlertRules { HealthyNodes = 1 } };
        _bench.Run = (_, _) => _letGo.Task;
        await _bench.StartAsync();
        for (var number = 0; number < 52; number++) await _bench.SubmitAsync(timeout: 7200);
        Assert.Empty(await _bench.Engine.GetAlertsAsync());
        _bench.Time.Advance(TimeSpan.FromSeconds(90));

        Assert.Equal([AlertName.QueueLength, AlertName.Utilization], (await _bench.Engine.GetAlertsAsync()).Select(alert => alert.Name));
        var report = await _bench.Engine.GetReportAsync();
        Assert.Equal((1, 51, 1.0, 90.0), (report.Active, report.Queued, report.Utilization, report.UptimeSeconds));
        var slots = Assert.Single(report.Bottlenecks);
        Assert.Equal(BottleneckName.Slots, slots.Name);
        Assert.StartsWith("Slots are the limit: 1 of 1 taken, utilisation 100 % in the last minute", slots.Summary, StringComparison.Ordinal);
    }
}
