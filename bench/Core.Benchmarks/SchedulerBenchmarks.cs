using System.Globalization;
using BenchmarkDotNet.Attributes;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Core.Benchmarks;

/// <summary>What a task's life costs the scheduler: offer, commit, start, end.</summary>
[InProcess] // The build of a generated project would not find this repository's package versions.
[MemoryDiagnoser]
public class SchedulerBenchmarks
{
    private static readonly Dictionary<TaskId, AnalysisStatus> NoEnds = [];
    private static readonly RunOutcome.Completed Completed = new();

    private readonly Queue<TaskRecord> _running = [];
    private ClusterScheduler _scheduler = null!;
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long _number;

    [Params(1, 10, 100, 1_000)]
    public int Nodes { get; set; }

    [Params(PlacementStrategy.LeastConnections, PlacementStrategy.RoundRobin)]
    public PlacementStrategy Strategy { get; set; }

    /// <summary>All slots taken, and on each node half the places.</summary>
    [GlobalSetup]
    public void Fill()
    {
        _scheduler = new ClusterScheduler(new ClusterOptions { Strategy = Strategy });
        _running.Clear();
        for (var i = 1; i <= Nodes; i++) _scheduler.AddNode(new NodeId($"node-{i}"), weight: 1, _now);
        for (var i = 0; i < Nodes * 30; i++) Submit();
    }

    /// <summary>One task ends, the best waiting one starts in its slot, and one more is submitted.</summary>
    [Benchmark]
    public void EndOneAndSubmitOne()
    {
        _now = _now.AddMilliseconds(1);
        var ended = _running.Dequeue();
        Take(_scheduler.RunEnded(ended.Id, ended.Epoch, Completed, _now)!);
        Submit();
    }

    private void Submit()
    {
        var number = ++_number;
        var id = new TaskId(number.ToString(CultureInfo.InvariantCulture));
        var draft = new TaskRecord { Id = id, Sequence = number, Priority = (TaskPriority)(1 + (number % 4)), Tenant = "t", MaxAttempts = 1, SubmittedAt = _now };
        if (_scheduler.Offer(draft, NoEnds, _now) is Offer.Reserved) Take(_scheduler.Commit(id, _now));
    }

    private void Take(Step step)
    {
        foreach (var effect in step.Effects)
        {
            if (effect is Effect.Launch launch) _running.Enqueue(launch.Task);
        }
    }
}
