using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Alerts;
using TradingAgents.Core.Diagnosis;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Statistics;

namespace TradingAgents.Contract;

/// <summary>What an engine tells of how it does.</summary>
public abstract class InsightContract(IEngineHost host) : AnalysisEngineContract(host)
{
    [Fact]
    public async Task A_fresh_engine_with_nodes_enough_has_nothing_to_complain_of()
    {
        var engine = await StartEngineAsync();
        Assert.Empty(await engine.GetAlertsAsync());
        var report = await engine.GetReportAsync();
        Assert.Empty(report.Bottlenecks);
        Assert.Equal((0, 0, 0, 1.0), (report.Active, report.Queued, report.PeakConcurrency, report.SuccessRate));
        Assert.True(report.UptimeSeconds >= 0);
    }

    [Fact]
    public async Task An_alert_fires_once_its_condition_has_held_for_a_while()
    {
        var engine = await StartEngineAsync(new ContractSetup { Nodes = 2, AllowFaults = true });
        Assert.Empty(await engine.GetAlertsAsync());
        await engine.InjectFaultAsync(new NodeId("node-1"), FaultKind.Crash);
        IReadOnlyList<Alert> alerts = [];
        await Eventually(async () => (alerts = await engine.GetAlertsAsync()).Count > 0, "the node that is left makes an alert");
        var alert = Assert.Single(alerts);
        Assert.Equal((AlertName.HealthyNodes, Severity.Critical, 1.0, 2.0), (alert.Name, alert.Severity, alert.Value, alert.Threshold));
        Assert.Contains("1 of 2 nodes", alert.Summary, StringComparison.Ordinal);
        var again = Assert.Single(await engine.GetAlertsAsync());
        Assert.Equal(alert.Since, again.Since);
    }

    [Fact]
    public async Task A_node_drained_on_purpose_makes_no_alert()
    {
        var engine = await StartEngineAsync(new ContractSetup { Nodes = 2, AllowFaults = true });
        Assert.Empty(await engine.GetAlertsAsync());
        await engine.UpdateNodeAsync(new NodeId("node-1"), new NodeUpdate(State: Core.Placement.NodeState.Draining));
        await engine.UpdateNodeAsync(new NodeId("node-2"), new NodeUpdate(State: Core.Placement.NodeState.Draining));
        IReadOnlyList<Alert> alerts = [];
        await Eventually(async () => (alerts = await engine.GetAlertsAsync()).Count > 0, "nobody works any more");
        Assert.Equal((AlertName.HealthyNodes, 0.0, 1.0), (alerts[0].Name, alerts[0].Value, alerts[0].Threshold));
    }

    [Fact]
    public async Task The_report_counts_what_runs_and_names_the_nodes_that_are_out()
    {
        var engine = await StartEngineAsync();
        await EndAsync(engine, (await engine.SubmitAsync(Work())).TaskId);
        await EndAsync(engine, (await engine.SubmitAsync(Failure())).TaskId);
        await UntilAsync(engine, (await engine.SubmitAsync(Hold())).TaskId, AnalysisStatus.Running);
        await engine.UpdateNodeAsync(new NodeId("node-3"), new NodeUpdate(State: Core.Placement.NodeState.Draining));

        var report = await engine.GetReportAsync();
        Assert.Equal((1, 0, 0.5), (report.Active, report.Queued, report.SuccessRate));
        Assert.True(report.PeakConcurrency >= 1);
        Assert.True(report.TasksPerSecond > 0);
        Assert.InRange(report.P95ExecutionSeconds, report.P50ExecutionSeconds, report.P99ExecutionSeconds);
        var bottleneck = Assert.Single(report.Bottlenecks);
        Assert.Equal((BottleneckName.Nodes, 1.0), (bottleneck.Name, bottleneck.Value));
        Assert.False(string.IsNullOrWhiteSpace(bottleneck.Summary) || string.IsNullOrWhiteSpace(bottleneck.Remedy));
    }

    [Fact]
    public async Task Refusals_are_a_bottleneck_with_their_number()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot with { Limits = new Limits(1, 0) });
        await OccupyAsync(engine);
        await RefusedAsync(ErrorCodes.QueueFull, () => engine.SubmitAsync(Hold()));
        Assert.Contains((await engine.GetReportAsync()).Bottlenecks, bottleneck => bottleneck is { Name: BottleneckName.QueuePlaces, Value: 1 });
    }

    [Theory]
    [InlineData(1, 60, 60)]
    [InlineData(3, 60, 180)]
    [InlineData(12, 300, 144)]
    [InlineData(24, 600, 144)]
    public async Task The_history_has_every_bucket_of_the_hours_asked_for_oldest_first(int hours, int bucketSeconds, int count)
    {
        var engine = await StartEngineAsync();
        await EndAsync(engine, (await engine.SubmitAsync(Work())).TaskId);
        await EndAsync(engine, (await engine.SubmitAsync(Failure())).TaskId);
        await UntilAsync(engine, (await engine.SubmitAsync(Hold())).TaskId, AnalysisStatus.Running);

        var history = await engine.GetHistoryAsync(hours);
        Assert.Equal((bucketSeconds, count), (history.BucketSeconds, history.Buckets.Count));
        Assert.All(history.Buckets.Zip(history.Buckets.Skip(1)), pair => Assert.Equal(bucketSeconds, (pair.Second.At - pair.First.At).TotalSeconds));
        Assert.Equal((3, 1, 1), (Sum(history, bucket => bucket.Submitted), Sum(history, bucket => bucket.Completed), Sum(history, bucket => bucket.Failed)));
        Assert.Equal(0, Sum(history, bucket => bucket.Rejected + bucket.TimedOut + bucket.Cancelled));
        Assert.True(history.Buckets[^1].Running >= 1);
        Assert.Contains(history.Buckets, bucket => bucket.AverageExecutionSeconds is >= 0 && bucket.AverageWaitSeconds is >= 0);
        Assert.Contains(history.Buckets, bucket => bucket.AverageExecutionSeconds is null);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    public async Task Hours_it_does_not_keep_are_refused(int hours)
    {
        var engine = await StartEngineAsync();
        var refused = await RefusedAsync(ErrorCodes.InvalidRequest, () => engine.GetHistoryAsync(hours));
        Assert.Equal(["hours"], refused.Errors!.Keys);
    }

    private static long Sum(SystemHistory history, Func<HistoryBucket, long> of) => history.Buckets.Sum(of);
}
