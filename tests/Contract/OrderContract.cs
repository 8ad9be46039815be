using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Contract;

/// <summary>In which order what waits is started.</summary>
public abstract class OrderContract(IEngineHost host) : AnalysisEngineContract(host)
{
    private const int RunMs = 20; // So that no two starts fall into the same millisecond.

    [Fact]
    [Trait("Promise", "P7")]
    public async Task Higher_priorities_start_first_and_equals_in_the_order_of_their_submission()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot);
        var blocker = await OccupyAsync(engine);
        TaskPriority[] mixed =
        [
            TaskPriority.Low, TaskPriority.Normal, TaskPriority.Urgent, TaskPriority.High, TaskPriority.Normal,
            TaskPriority.Low, TaskPriority.Urgent, TaskPriority.High, TaskPriority.Normal, TaskPriority.Urgent,
        ];
        var tasks = new List<TaskSnapshot>();
        for (var number = 0; number < mixed.Length; number++)
            tasks.Add(await engine.SubmitAsync(Work($"S{number}", RunMs) with { Priority = mixed[number] }));

        var positions = new List<(int Position, string Code)>();
        foreach (var task in tasks)
        {
            var waiting = await engine.GetAsync(task.TaskId);
            Assert.Equal(AnalysisStatus.Queued, waiting.Status);
            positions.Add((waiting.QueuePosition!.Value, waiting.StockCode));
        }

        string[] expected = ["S2", "S6", "S9", "S3", "S7", "S1", "S4", "S8", "S0", "S5"];
        Assert.Equal(expected, positions.Order().Select(position => position.Code));
        await engine.CancelAsync(blocker);
        Assert.Equal(expected, await StartOrderAsync(engine, tasks));
    }

    [Fact]
    public async Task A_later_place_in_the_queue_has_a_later_estimated_start()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot);
        await EndAsync(engine, (await engine.SubmitAsync(Work(durationMs: 200))).TaskId);
        await OccupyAsync(engine);
        var tasks = new List<TaskSnapshot>();
        for (var number = 0; number < 4; number++) tasks.Add(await engine.SubmitAsync(Hold($"S{number}")));
        var estimates = (await engine.ListAsync(new TaskQuery { Status = AnalysisStatus.Queued })).Tasks.Reverse().Select(task => task.EstimatedStartSeconds!.Value).ToArray();
        Assert.Equal(4, estimates.Length);
        Assert.Equal(estimates.Order(), estimates);
        Assert.True(estimates[0] < estimates[^1]);
    }

    [Fact]
    public async Task Waiting_raises_a_task_above_later_ones_of_a_higher_priority()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot with { Aging = TimeSpan.FromSeconds(1) });
        var blocker = await OccupyAsync(engine);
        var low = await engine.SubmitAsync(Work("LOW", RunMs) with { Priority = TaskPriority.Low });
        await WaitedAsync(engine, low.TaskId, seconds: 1);
        var normal = await engine.SubmitAsync(Work("NORMAL", RunMs));
        await engine.CancelAsync(blocker);
        Assert.Equal(["LOW", "NORMAL"], await StartOrderAsync(engine, [normal, low]));
    }

    [Fact]
    public async Task An_overdue_task_starts_before_the_most_urgent()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot with { Aging = TimeSpan.FromMilliseconds(200) });
        var blocker = await OccupyAsync(engine);
        var low = await engine.SubmitAsync(Work("LOW", RunMs) with { Priority = TaskPriority.Low, Tenant = "heavy" });
        await WaitedAsync(engine, low.TaskId, seconds: 0.81);
        var urgent = await engine.SubmitAsync(Work("URGENT", RunMs) with { Priority = TaskPriority.Urgent, Tenant = "light" });
        await engine.CancelAsync(blocker);
        Assert.Equal(["LOW", "URGENT"], await StartOrderAsync(engine, [low, urgent]));
    }

    [Fact]
    [Trait("Promise", "P7")]
    public async Task Endless_urgent_work_does_not_starve_a_low_task()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot with { Aging = TimeSpan.FromMilliseconds(250) });
        for (var number = 0; number < 4; number++) await SubmitUrgentAsync();
        var low = await engine.SubmitAsync(Work("LOW") with { Priority = TaskPriority.Low });
        var started = false;
        await Eventually(async () =>
        {
            while (!started && (await engine.GetStatsAsync()).Concurrency.CurrentQueued < 5) await SubmitUrgentAsync();
            return started = (await engine.GetAsync(low.TaskId)).StartedAt is not null;
        }, "the low task starts though urgent work waits all the time");

        Task<TaskSnapshot> SubmitUrgentAsync() => engine.SubmitAsync(Work("URGENT", 50) with { Priority = TaskPriority.Urgent });
    }

    [Fact]
    public async Task A_tenant_with_little_use_does_not_wait_behind_the_crowd_of_another()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot);
        var blocker = await OccupyAsync(engine);
        var tasks = new List<TaskSnapshot>();
        for (var number = 0; number < 6; number++) tasks.Add(await engine.SubmitAsync(Work($"CROWD{number}", 60) with { Tenant = "crowd" }));
        for (var number = 0; number < 3; number++) tasks.Add(await engine.SubmitAsync(Work($"FEW{number}", 60) with { Tenant = "few" }));
        await engine.CancelAsync(blocker);
        var order = await StartOrderAsync(engine, tasks);
        Assert.Equal(["CROWD0", "FEW0"], order[..2]); // Level at first; then the one that has used nothing yet.
    }

    [Fact]
    public async Task A_tenant_that_has_used_much_waits_for_one_that_has_not()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot);
        var much = await engine.SubmitAsync(Hold() with { Tenant = "much" });
        var tasks = new List<TaskSnapshot>();
        for (var number = 0; number < 3; number++) tasks.Add(await engine.SubmitAsync(Work($"MUCH{number}", RunMs) with { Tenant = "much" }));
        for (var number = 0; number < 3; number++) tasks.Add(await engine.SubmitAsync(Work($"LITTLE{number}", RunMs) with { Tenant = "little" }));
        await Eventually(async () => (await engine.GetAsync(much.TaskId)).ExecutionSeconds > 1, "one tenant has used a second");
        await engine.CancelAsync(much.TaskId);
        var order = await StartOrderAsync(engine, tasks);
        Assert.Equal("LITTLE0", order[0]); // How long each then runs, and so whose turn it is next, is the machine's affair.
    }

    [Fact]
    public async Task Priority_goes_before_the_tenants_shares()
    {
        var engine = await StartEngineAsync(ContractSetup.OneSlot);
        var used = await engine.SubmitAsync(Work("USED", 200) with { Tenant = "heavy" });
        var blocker = await engine.SubmitAsync(Hold() with { Tenant = "light" });
        await EndAsync(engine, used.TaskId);
        var low = await engine.SubmitAsync(Work("LOW", RunMs) with { Tenant = "light", Priority = TaskPriority.Low });
        var high = await engine.SubmitAsync(Work("HIGH", RunMs) with { Tenant = "heavy", Priority = TaskPriority.High });
        await engine.CancelAsync(blocker.TaskId);
        Assert.Equal(["HIGH", "LOW"], await StartOrderAsync(engine, [low, high]));
    }

    private static Task WaitedAsync(IAnalysisEngine engine, TaskId id, double seconds) =>
        Eventually(async () => (await engine.GetAsync(id)).WaitSeconds > seconds, $"{id} has waited {seconds} s");
}
