using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.EndToEnd;

/// <summary>A task under which the process dies again and again.</summary>
public sealed class PoisonTests : ProcessTest
{
    [Fact]
    [Trait("Promise", "P13")]
    public async Task A_task_that_alone_runs_at_three_deaths_ends_as_poison_and_those_that_waited_complete()
    {
        var server = await ServeAsync("--nodes", "1", "--max-concurrent", "1");
        var poison = await server.Client.SubmitAsync(Hold("POISON") with { MaxAttempts = 1 });
        var waiting = await server.Client.SubmitAsync(Synthetic("WAITING", 10));
        for (var death = 1; death <= 3; death++)
        {
            var running = await UntilAsync(server.Client, poison.TaskId, AnalysisStatus.Running);
            Assert.Equal((death, death - 1), (running.Attempt, running.Rescues));
            await server.KillAsync();
            server = await ServeAsync("--nodes", "1", "--max-concurrent", "1");
        }

        Assert.Equal(AnalysisStatus.Failed, TerminalOf(await EventsAsync(server.Client, poison.TaskId)));
        var ended = await server.Client.GetAsync(poison.TaskId);
        Assert.Equal((AnalysisStatus.Failed, TaskErrorCodes.Poison, 3), (ended.Status, ended.Error?.Code, ended.Rescues));
        Assert.Equal(AnalysisStatus.Completed, TerminalOf(await EventsAsync(server.Client, waiting.TaskId)));
    }

    [Fact]
    public async Task A_bystander_of_two_deaths_runs_alone_next_and_completes()
    {
        var server = await ServeAsync("--nodes", "1", "--max-concurrent", "2");
        var poison = await server.Client.SubmitAsync(Hold("POISON"));
        var bystander = await server.Client.SubmitAsync(Synthetic("BYSTANDER", 4000));
        for (var death = 1; death <= 2; death++)
        {
            await UntilAsync(server.Client, poison.TaskId, AnalysisStatus.Running);
            await UntilAsync(server.Client, bystander.TaskId, AnalysisStatus.Running);
            await server.KillAsync();
            server = await ServeAsync("--nodes", "1", "--max-concurrent", "2");
        }

        await UntilAsync(server.Client, poison.TaskId, AnalysisStatus.Running);
        Assert.Equal(AnalysisStatus.Queued, (await server.Client.GetAsync(bystander.TaskId)).Status); // Though there are two slots.
        await server.Client.CancelAsync(poison.TaskId);
        Assert.Equal(AnalysisStatus.Completed, TerminalOf(await EventsAsync(server.Client, bystander.TaskId)));
        var ended = await server.Client.GetAsync(bystander.TaskId);
        Assert.Equal((2, 3), (ended.Rescues, ended.Attempt));
    }
}
