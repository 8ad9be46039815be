using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Contract;

/// <summary>So many run, so many wait, and the next is told when to come again.</summary>
public abstract class AdmissionContract(IEngineHost host) : AnalysisEngineContract(host)
{
    [Fact]
    public async Task A_burst_of_sixty_gives_each_of_three_nodes_twenty_give_or_take_two()
    {
        var engine = await StartEngineAsync();
        await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => engine.SubmitAsync(Hold())));

        var nodes = await engine.GetNodesAsync();
        Assert.Equal(60, nodes.Sum(node => node.Running + node.Queued));
        Assert.All(nodes, node => Assert.InRange(node.Running + node.Queued, 18, 22));
    }

    [Fact]
    [Trait("Promise", "P8")]
    public async Task Three_nodes_run_15_queue_150_and_refuse_the_166th_with_a_time_to_come_again()
    {
        var engine = await StartEngineAsync();
        await Task.WhenAll(Enumerable.Range(1, 165).Select(number => engine.SubmitAsync(Hold($"S{number}"))));
        var refused = await RefusedAsync(ErrorCodes.QueueFull, () => engine.SubmitAsync(Hold("S166")));
        Assert.InRange(refused.RetryAfterSeconds ?? 0, 1, 3600);

        var stats = (await engine.GetStatsAsync()).Concurrency;
        Assert.Equal((15, 150, 165L, 1L), (stats.CurrentRunning, stats.CurrentQueued, stats.TotalSubmitted, stats.TotalRejected));
        Assert.All(await engine.GetNodesAsync(), node => Assert.Equal((5, 50, 5, 50), (node.Running, node.Queued, node.MaxConcurrentAnalyses, node.MaxQueueSize)));
        var queued = (await engine.ListAsync(new TaskQuery { Status = AnalysisStatus.Queued, Limit = 200 })).Tasks;
        Assert.Equal(150, queued.Count);
        foreach (var onNode in queued.GroupBy(task => task.Node))
            Assert.Equal(Enumerable.Range(1, 50), onNode.Select(task => task.QueuePosition!.Value).Order());
        Assert.Empty((await engine.ListAsync(new TaskQuery { StockCode = "S166" })).Tasks);
    }

    [Fact]
    public async Task Room_that_becomes_free_is_given_again()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot with { Limits = new Limits(1, 1) });
        await OccupyAsync(engine);
        var waiting = await engine.SubmitAsync(Hold());
        await RefusedAsync(ErrorCodes.QueueFull, () => engine.SubmitAsync(Hold()));
        await engine.CancelAsync(waiting.TaskId);
        Assert.Equal(AnalysisStatus.Queued, (await engine.SubmitAsync(Hold())).Status);
    }

    [Fact]
    [Trait("Promise", "P6")]
    public async Task Many_short_tasks_all_run_and_never_more_at_once_than_there_are_slots()
    {
        var engine = await StartEngineAsync(new ContractSetup { Nodes = 2, Limits = new Limits(2, 100) });
        var tasks = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => engine.SubmitAsync(Work($"S{number}", durationMs: 30))));
        var all = Task.WhenAll(tasks.Select(task => EndAsync(engine, task.TaskId)));
        while (!all.IsCompleted) Assert.All(await engine.GetNodesAsync(), node => Assert.InRange(node.Running, 0, 2));
        Assert.All(await all, task => Assert.Equal((AnalysisStatus.Completed, 1, 0), (task.Status, task.Attempt, task.Rescues)));
        var stats = await engine.GetStatsAsync();
        Assert.Equal((4, 60L, 60L), (stats.Concurrency.PeakConcurrentTasks, stats.Concurrency.TotalCompleted, stats.LoadBalancer.TotalRequests));
    }

    [Fact]
    public async Task No_slot_idles_beside_another_nodes_queue()
    {
        var engine = await StartEngineAsync(new ContractSetup { Nodes = 2, Limits = new Limits(1, 10) });
        var tasks = new List<TaskSnapshot>();
        for (var number = 0; number < 6; number++) tasks.Add(await engine.SubmitAsync(Hold($"S{number}")));
        var running = (await engine.ListAsync(new TaskQuery { Status = AnalysisStatus.Running })).Tasks;
        var emptied = running[0].Node!.Value;
        foreach (var task in tasks)
        {
            var now = await engine.GetAsync(task.TaskId);
            if (now.Node == emptied) await engine.CancelAsync(task.TaskId);
            await Eventually(async () => (await engine.GetNodesAsync()).All(node => node.Running == 1) || (await engine.GetStatsAsync()).Concurrency.CurrentQueued == 0,
                "every slot is taken while anything waits");
        }
    }

    [Fact]
    public async Task Statistics_tell_what_became_of_every_task()
    {
        var engine = await StartEngineAsync();
        var completed = await engine.SubmitAsync(Work(durationMs: 20));
        var failed = await engine.SubmitAsync(Failure());
        var late = await engine.SubmitAsync(Hold() with { TimeoutSeconds = 0.05, MaxAttempts = 1 });
        var retried = await engine.SubmitAsync(Work(failAttempts: 1));
        var cancelled = await engine.SubmitAsync(Hold());
        await engine.CancelAsync(cancelled.TaskId);
        foreach (var task in new[] { completed, failed, late, retried, cancelled }) await EndAsync(engine, task.TaskId);

        var stats = await engine.GetStatsAsync();
        var counts = stats.Concurrency;
        Assert.Equal((5L, 2L, 1L, 1L, 1L), (counts.TotalSubmitted, counts.TotalCompleted, counts.TotalFailed, counts.TotalTimedOut, counts.TotalCancelled));
        Assert.Equal((1L, 0L, 0, 0), (counts.TotalRetried, counts.TotalRejected, counts.CurrentRunning, counts.CurrentQueued));
        Assert.Equal(0.5, counts.SuccessRate, precision: 3);
        Assert.True(counts.TasksPerMinute > 0);
        Assert.True(counts.AverageExecutionTime > 0);
        Assert.InRange(counts.PeakConcurrentTasks, 1, 5);
        Assert.Equal((3, 3, 0), (stats.LoadBalancer.TotalInstances, stats.LoadBalancer.HealthyInstances, stats.LoadBalancer.TotalConnections));
    }
}
