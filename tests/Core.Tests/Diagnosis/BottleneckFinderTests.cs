using TradingAgents.Core.Diagnosis;
using TradingAgents.Core.Estimation;
using TradingAgents.Core.Statistics;

namespace TradingAgents.Core.Tests.Diagnosis;

public sealed class BottleneckFinderTests
{
    // A quarter of an hour of three nodes with five slots each, runs of 60 s: 225 runs fit.
    private static OperatingPoint Busy(long submitted, int queued, double p95Wait) => new()
    {
        Window = new ActivityWindow
        {
            Seconds = 900,
            Submitted = submitted,
            Completed = 220,
            Runs = 220,
            BusySeconds = 13_400,
            MeanExecutionSeconds = 60,
            ExecutionVariability = 1,
            MeanWaitSeconds = p95Wait / 3,
            P95WaitSeconds = p95Wait,
        },
        Utilization = 0.9934,
        Nodes = 3,
        ServingNodes = 3,
        SlotsPerNode = 5,
        PlacesPerNode = 50,
        Running = 15,
        Queued = queued,
        TimeoutSeconds = 300,
    };

    [Fact]
    public void An_idle_cluster_has_none()
    {
        Assert.Empty(BottleneckFinder.Find(new OperatingPoint { Window = new ActivityWindow { Seconds = 900 }, Nodes = 3, ServingNodes = 3, SlotsPerNode = 5 }));
    }

    [Fact]
    public void Work_that_comes_faster_than_it_is_done_names_the_nodes_that_are_enough()
    {
        var slots = Assert.Single(BottleneckFinder.Find(Busy(submitted: 255, queued: 30, p95Wait: 310)));
        Assert.Equal((BottleneckName.Slots, Severity.Critical), (slots.Name, slots.Severity));
        Assert.Equal("Slots are the limit: 15 of 15 taken, utilisation 99.3 % in the last minute, p95 wait 310 s, 30 waiting.", slots.Summary);
        var expected = MultiServerQueue.Forecast(20, 255 / 900.0, 60, 1)!;
        Assert.True(expected.P95WaitSeconds <= BottleneckFinder.GoalSeconds);
        Assert.Equal([new NodeForecast(3, 1, null, null), new NodeForecast(4, 0.85, Math.Round(expected.MeanWaitSeconds, 3), Math.Round(expected.P95WaitSeconds, 3))], slots.Forecast);
        Assert.Equal($"Work arrives faster than it is done, and the line grows; 4 nodes would bring it to {expected.P95WaitSeconds:0} s.", slots.Remedy);
    }

    [Fact]
    public void A_burst_is_told_from_a_lack_of_slots_and_says_when_it_is_over()
    {
        var slots = Assert.Single(BottleneckFinder.Find(Busy(submitted: 150, queued: 150, p95Wait: 400) with { LastStartSeconds = slots => slots == 15 ? 600 : 450 }));
        Assert.Equal(Severity.Warning, slots.Severity);
        Assert.Equal("A burst: 3 nodes are enough for the rate of arrivals of the last while (p95 wait 6 s). What waits will have started in about 600 s; with one more node in 450 s.", slots.Remedy.Replace($"{slots.Forecast[0].P95WaitSeconds:0.#} s", "6 s", StringComparison.Ordinal));
    }

    [Fact]
    public void Refused_work_counts_as_demand()
    {
        var refusing = Busy(submitted: 200, queued: 150, p95Wait: 400);
        var found = BottleneckFinder.Find(refusing with { Window = refusing.Window with { Rejected = 200 } });
        Assert.Equal([BottleneckName.Slots, BottleneckName.QueuePlaces], found.Select(bottleneck => bottleneck.Name));
        Assert.Equal("200 of 400 submissions were refused as queue_full: 3 nodes hold 50 waiting tasks each.", found[1].Summary);
        Assert.Equal(6, found[0].Forecast[^1].Nodes); // 400 x 60 s in 900 s keep 26.7 slots busy.
    }

    [Fact]
    public void Busy_slots_that_make_nobody_wait_are_none()
    {
        Assert.Empty(BottleneckFinder.Find(Busy(submitted: 220, queued: 0, p95Wait: 1)));
    }

    [Fact]
    public void Before_runs_have_ended_nothing_is_foretold()
    {
        var fresh = Busy(submitted: 100, queued: 85, p95Wait: 0) with { Window = new ActivityWindow { Seconds = 30, Submitted = 100 } };
        var slots = Assert.Single(BottleneckFinder.Find(fresh));
        Assert.Empty(slots.Forecast);
        Assert.Contains("once some runs have ended", slots.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_timeouts_and_lost_nodes_are_told()
    {
        var point = new OperatingPoint
        {
            Window = new ActivityWindow { Seconds = 900, Runs = 20, FailedRuns = 8, TimedOutRuns = 3, Completed = 12, Failed = 8, MeanExecutionSeconds = 290 },
            Nodes = 3,
            ServingNodes = 0,
            SlotsPerNode = 5,
            TimeoutSeconds = 300,
        };
        Assert.Equal(
            [
                "3 of 3 nodes take no work: 15 of 15 slots are out of use.",
                "8 of 20 attempts failed or ran out of time (40 %): slots are used for nothing.",
                "3 of 20 attempts ran out of time (15 %); the default is 300 s at depth 1, the mean run took 290 s.",
            ],
            BottleneckFinder.Find(point).Select(bottleneck => bottleneck.Summary));
    }
}
