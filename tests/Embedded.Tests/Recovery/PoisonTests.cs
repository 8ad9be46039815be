using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Embedded.Tests.Recovery;

public sealed class PoisonTests : IAsyncDisposable
{
    private readonly EngineBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task The_task_that_kills_its_process_is_isolated_and_convicted_and_no_bystander_is()
    {
        // Each crash comes once all that may run does, so that everyone is there when the process dies.
        _bench.Run = (_, stop) => Task.Delay(Timeout.Infinite, stop);
        await _bench.StartAsync();
        var poison = await _bench.SubmitAsync("POISON", maxAttempts: 1);
        var bystanders = new List<TaskSnapshot>();
        for (var i = 0; i < 4; i++) bystanders.Add(await _bench.SubmitAsync($"BY{i}", maxAttempts: 1));
        var begun = 5;
        await _bench.BegunAsync(begun);
        await _bench.CrashAsync();
        await _bench.BegunAsync(begun += 5);
        _bench.Run = (context, stop) => context.Request.StockCode == "POISON" ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask;
        for (var alone = 0; alone < 3; alone++)
        {
            await _bench.CrashAsync();
            await EngineBench.UntilAsync(async () => await RunsAloneAsync(poison));
            // Suspects run one at a time; those that do no harm pass through before or after.
            await _bench.BegunAsync(begun += 1);
        }

        await _bench.CrashAsync();
        var convicted = await _bench.EndAsync(poison.TaskId);
        Assert.Equal((AnalysisStatus.Failed, TaskErrorCodes.Poison), (convicted.Status, convicted.Error?.Code));
        foreach (var bystander in bystanders) Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(bystander.TaskId)).Status);
    }

    [Fact]
    public async Task Deaths_in_company_convict_nobody()
    {
        _bench.Run = (_, stop) => Task.Delay(Timeout.Infinite, stop);
        _bench.Options = _bench.Options with { Limits = new Limits(MaxConcurrentAnalyses: 10) };
        await _bench.StartAsync();
        var one = await _bench.SubmitAsync("ONE", maxAttempts: 1);
        var two = await _bench.SubmitAsync("TWO", maxAttempts: 1);
        await _bench.BegunAsync(2);
        await _bench.CrashAsync();
        await _bench.BegunAsync(4);
        await _bench.CrashAsync();
        // Now both are suspects: one runs, the other waits for it.
        await _bench.BegunAsync(5);
        Assert.Equal(1, (await _bench.Engine.GetStatsAsync()).Concurrency.CurrentRunning);
        _bench.Run = (_, _) => Task.CompletedTask;
        await _bench.CrashAsync();
        foreach (var task in new[] { one, two }) Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(task.TaskId)).Status);
    }

    private async Task<bool> RunsAloneAsync(TaskSnapshot task) =>
        await _bench.StatusAsync(task.TaskId) == AnalysisStatus.Running && (await _bench.Engine.GetStatsAsync()).Concurrency.CurrentRunning == 1;
}
