using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Contract;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;

namespace TradingAgents.Grains.Tests;

/// <summary>A silo that stops while it has work hands it over, and is soon gone.</summary>
public sealed class HandOverTests(ClusterPool pool)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Silos_that_stop_with_every_slot_and_place_taken_end_and_what_ran_runs_elsewhere()
    {
        var setup = new ContractSetup { Nodes = 2, Limits = new Limits(3, 10) };
        await using var cluster = await pool.RentAsync(setup);
        var engine = cluster.Engine;
        var tasks = new List<TaskSnapshot>();
        for (var number = 0; number < 20; number++) tasks.Add(await engine.SubmitAsync(Hold()));
        await UntilAsync(async () => await CountAsync(engine, AnalysisStatus.Running) == 6);

        var stopping = cluster.Silos.Silos[1];
        await cluster.Silos.StopSiloAsync(stopping).WaitAsync(Deadline);

        var survivor = (await engine.GetNodesAsync()).Single(node => node.State == NodeState.Active).NodeId;
        await UntilAsync(async () => (await RunningAsync(engine)).Count(task => task.Node == survivor) == 3);
        Assert.Equal(3, await CountAsync(engine, AnalysisStatus.Running));
        Assert.Equal(17, await CountAsync(engine, AnalysisStatus.Queued));
        Assert.Equal(tasks.Select(task => task.TaskId.Value).Order(), (await engine.ListAsync(new TaskQuery { Limit = 100 })).Tasks.Select(task => task.TaskId.Value).Order());
    }

    private static AnalysisRequest Hold() => new()
    {
        StockCode = "HOLD",
        AnalysisType = AnalysisType.Synthetic,
        Parameters = JsonSerializer.SerializeToElement(new { duration_ms = 600_000 }),
    };

    private static async Task<TaskSnapshot[]> RunningAsync(IAnalysisEngine engine) =>
        [.. (await engine.ListAsync(new TaskQuery { Limit = 100 })).Tasks.Where(task => task.Status == AnalysisStatus.Running)];

    private static async Task<int> CountAsync(IAnalysisEngine engine, AnalysisStatus status) =>
        (await engine.ListAsync(new TaskQuery { Limit = 100 })).Tasks.Count(task => task.Status == status);

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await isSo()) await again.WaitForNextTickAsync(deadline.Token);
    }
}
