using System.Collections.Concurrent;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Placement;

namespace TradingAgents.Embedded.Tests.Nodes;

public sealed class ClusterChurnTests : IAsyncDisposable
{
    private const int HighestRunning = 5;

    private readonly EngineBench _bench = new();
    private TaskCompletionSource _nextStep = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Trait("Promise", "P6")]
    public async Task However_nodes_and_limits_change_no_limit_is_exceeded_and_every_task_ends_once(int seed)
    {
        var random = new Random(seed);
        var ready = new ConcurrentQueue<TaskCompletionSource>();
        _bench.Options = _bench.Options with { Nodes = 3, Limits = new Limits(MaxConcurrentAnalyses: 3, MaxQueueSize: 20) };
        _bench.Run = async (context, stop) =>
        {
            if (context.Request.StockCode == "FAST") return;
            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            ready.Enqueue(turn);
            await turn.Task.WaitAsync(stop);
            if (context.Request.StockCode == "FAIL" && context.UsedAttempts == 1) throw new InvalidOperationException();
        };
        await _bench.StartAsync();
        var tasks = new ConcurrentBag<TaskId>();
        var submitting = Task.WhenAll(Enumerable.Range(0, 4).Select(submitter => Task.Run(() => SubmitManyAsync(new Random((10 * seed) + submitter), tasks))));
        for (var step = 0; step < 250 || !submitting.IsCompleted; step++)
        {
            await ChurnAsync(random);
            while (random.Next(3) > 0 && ready.TryDequeue(out var turn)) turn.SetResult();
            _bench.Time.Advance(TimeSpan.FromMilliseconds(random.Next(1500)));
            await _bench.Engine.FlushAsync(); // Or the changes of nodes pile up before the disk.
            await CheckLimitsAsync();
            Interlocked.Exchange(ref _nextStep, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }

        await submitting;
        await HealAsync();
        var logs = new List<IReadOnlyList<TaskEvent>>();
        var watching = Task.Run(async () =>
        {
            foreach (var task in tasks) logs.Add(await _bench.EventsAsync(task));
        });
        await EngineBench.UntilAsync(() =>
        {
            while (ready.TryDequeue(out var turn)) turn.TrySetResult();
            _bench.Time.Advance(TimeSpan.FromSeconds(1));
            return watching.IsCompleted;
        });
        await watching;
        Assert.All(logs, log => Assert.Single(log, happened => happened.Kind == TaskEventKind.Status
            && happened.Data.GetProperty("status").GetString() is "completed" or "failed" or "cancelled" or "timed_out"));
        var stats = (await _bench.Engine.GetStatsAsync()).Concurrency;
        Assert.Equal(tasks.Count, stats.TotalSubmitted);
        Assert.Equal(stats.TotalSubmitted, stats.TotalCompleted + stats.TotalFailed + stats.TotalCancelled + stats.TotalTimedOut);
        Assert.Equal((0, 0), (stats.CurrentRunning, stats.CurrentQueued));
        Assert.InRange(tasks.Count, 20, 400);
    }

    private async Task SubmitManyAsync(Random random, ConcurrentBag<TaskId> tasks)
    {
        for (var i = 0; i < 100; i++)
        {
            try
            {
                var task = await _bench.SubmitAsync(new AnalysisRequest
                {
                    StockCode = random.Next(10) switch { 0 => "FAIL", < 4 => "FAST", _ => "SLOW" },
                    Priority = Enum.GetValues<Core.Admission.TaskPriority>()[random.Next(4)],
                    Tenant = $"T{random.Next(3)}",
                    TimeoutSeconds = 7200,
                    DependsOn = random.Next(8) == 0 && tasks.TryPeek(out var earlier) ? [earlier] : null,
                });
                tasks.Add(task.TaskId);
                if (random.Next(10) == 0) await _bench.Engine.CancelAsync(task.TaskId);
            }
            catch (EngineException refused) when (refused.Code is ErrorCodes.QueueFull or ErrorCodes.AlreadyFinished or ErrorCodes.StorageUnavailable)
            {
                await Volatile.Read(ref _nextStep).Task; // It offers the next when something may have changed. The last code: time here runs faster than the disk.
            }
        }
    }

    private async Task ChurnAsync(Random random)
    {
        var node = new NodeId($"node-{1 + random.Next(4)}");
        try
        {
            switch (random.Next(14))
            {
                case 0: await _bench.Engine.AddNodeAsync(new NewNode(node.Value)); break;
                case 1: await _bench.Engine.RemoveNodeAsync(node); break;
                case 2: await _bench.Engine.InjectFaultAsync(node, FaultKind.Crash); break;
                case 3: await _bench.Engine.InjectFaultAsync(node, FaultKind.Hang); break;
                case 4: await _bench.Engine.UpdateNodeAsync(node, new NodeUpdate(State: NodeState.Draining)); break;
                case 5 or 6 or 7: await _bench.Engine.UpdateNodeAsync(node, new NodeUpdate(State: NodeState.Active)); break;
                case 8: await _bench.Engine.SetLimitsAsync(new LimitsUpdate(1 + random.Next(HighestRunning), random.Next(30))); break;
                case 9: await _bench.Engine.SetStrategyAsync(Enum.GetValues<PlacementStrategy>()[random.Next(6)]); break;
            }
        }
        catch (EngineException refused) when (refused.Code is ErrorCodes.UnknownInstance or ErrorCodes.DuplicateInstance)
        {
            // The node is gone, or there already.
        }
    }

    private async Task HealAsync()
    {
        await _bench.Engine.SetLimitsAsync(new LimitsUpdate(3, 200));
        foreach (var node in await _bench.Engine.GetNodesAsync()) await ActivateAsync(node.NodeId);
        for (var number = 1; number <= 3; number++)
        {
            try
            {
                await _bench.Engine.AddNodeAsync(new NewNode($"node-{number}"));
            }
            catch (EngineException there) when (there.Code == ErrorCodes.DuplicateInstance)
            {
                await ActivateAsync(new NodeId($"node-{number}"));
            }
        }
    }

    private async Task ActivateAsync(NodeId node)
    {
        try
        {
            await _bench.Engine.UpdateNodeAsync(node, new NodeUpdate(State: NodeState.Active));
        }
        catch (EngineException gone) when (gone.Code == ErrorCodes.UnknownInstance)
        {
            // It was leaving, and left.
        }
    }

    private async Task CheckLimitsAsync()
    {
        foreach (var node in await _bench.Engine.GetNodesAsync())
        {
            Assert.InRange(node.Running, 0, HighestRunning);
            Assert.InRange(node.Queued, 0, 200);
        }
    }
}
