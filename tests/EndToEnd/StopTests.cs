using System.Net;
using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.EndToEnd;

/// <summary>SIGTERM, and one directory for one process.</summary>
public sealed class StopTests : ProcessTest
{
    private const int DrainSeconds = 4;

    [Fact]
    [Trait("Promise", "P14")]
    public async Task SIGTERM_under_load_refuses_new_work_gives_what_runs_its_time_and_leaves_the_rest_to_the_next_process()
    {
        var server = await ServeAsync("--nodes", "2", "--max-concurrent", "2", "--drain-seconds", $"{DrainSeconds}");
        TaskSnapshot[] shorts = [await server.Client.SubmitAsync(Synthetic("SHORT1", 1500)), await server.Client.SubmitAsync(Synthetic("SHORT2", 1500))];
        TaskSnapshot[] longs = [await server.Client.SubmitAsync(Hold("LONG1")), await server.Client.SubmitAsync(Hold("LONG2"))];
        TaskSnapshot[] waiting = [await server.Client.SubmitAsync(Synthetic("WAIT1", 10)), await server.Client.SubmitAsync(Synthetic("WAIT2", 10))];
        foreach (var task in shorts.Concat(longs)) await UntilAsync(server.Client, task.TaskId, AnalysisStatus.Running);

        server.Terminate();
        await Eventually(async () => await server.Client.GetReadinessAsync() == new Readiness(false, ErrorCodes.Draining), "the server says that it drains");
        using var http = new HttpClient { BaseAddress = server.Url };
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync("/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health")).StatusCode);
        Assert.Equal(ErrorCodes.Draining, (await Assert.ThrowsAnyAsync<EngineException>(() => server.Client.SubmitAsync(Synthetic("NEW", 0)))).Code);
        Assert.Equal(AnalysisStatus.Running, (await server.Client.GetAsync(longs[0].TaskId)).Status); // Reads go on.
        Assert.Equal(0, await server.ExitAsync(TimeSpan.FromSeconds(DrainSeconds + 5)));

        var next = await ServeAsync("--nodes", "2", "--max-concurrent", "2");
        var found = await AllAsync(next.Client);
        Assert.Equal(6, found.Count);
        Assert.All(shorts, task => Assert.Equal((AnalysisStatus.Completed, 1, 0), (found[task.TaskId].Status, found[task.TaskId].Attempt, found[task.TaskId].Rescues)));
        foreach (var task in longs)
        {
            var resumed = await UntilAsync(next.Client, task.TaskId, AnalysisStatus.Running);
            Assert.Equal((2, 1), (resumed.Attempt, resumed.Rescues));
            await next.Client.CancelAsync(task.TaskId);
            Assert.Equal(AnalysisStatus.Cancelled, TerminalOf(await EventsAsync(next.Client, task.TaskId)));
        }

        foreach (var task in waiting)
        {
            Assert.Equal(AnalysisStatus.Completed, TerminalOf(await EventsAsync(next.Client, task.TaskId)));
            Assert.Equal(1, (await next.Client.GetAsync(task.TaskId)).Attempt);
        }

        foreach (var task in shorts)
        {
            var now = await next.Client.GetAsync(task.TaskId);
            Assert.Equal((1, found[task.TaskId].FinishedAt), (now.Attempt, now.FinishedAt));
            Assert.Equal(AnalysisStatus.Completed, TerminalOf(await EventsAsync(next.Client, task.TaskId)));
        }
    }

    [Fact]
    public async Task An_idle_server_stops_at_once()
    {
        var server = await ServeAsync("--drain-seconds", "60");
        server.Terminate();
        Assert.Equal(0, await server.ExitAsync(TimeSpan.FromSeconds(15)));
    }

    [Fact]
    public async Task A_second_process_on_the_same_data_directory_is_told_so_and_exits_2()
    {
        var server = await ServeAsync();
        var second = await CommandRun.RunAsync(Folder, "serve", "--urls", "http://127.0.0.1:0", "--data-dir", DataDirectory);
        Assert.Equal(2, second.ExitCode);
        Assert.Contains(DataDirectory, Assert.Single(second.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(second.Output);
        Assert.True((await server.Client.GetReadinessAsync()).Ready);

        await server.KillAsync();
        Assert.True((await (await ServeAsync()).Client.GetReadinessAsync()).Ready); // kill -9 leaves no lock behind.
    }
}
