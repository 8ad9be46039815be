using TradingAgents.Core.Lifecycle;

namespace TradingAgents.EndToEnd;

/// <summary>Who follows a task while its server stops.</summary>
public sealed class StreamDrainTests : ProcessTest
{
    [Fact]
    public async Task A_stream_tells_the_end_of_a_task_that_ends_during_the_drain_before_the_server_exits()
    {
        var server = await ServeAsync("--drain-seconds", "30");
        using var http = new HttpClient { BaseAddress = server.Url, Timeout = Deadline };
        var tasks = new List<Task<string>>();
        for (var number = 0; number < 5; number++)
        {
            var task = await server.Client.SubmitAsync(Synthetic($"S{number}", 1500));
            await UntilAsync(server.Client, task.TaskId, AnalysisStatus.Running);
            tasks.Add(http.GetStringAsync($"/api/v1/analysis/events/{task.TaskId}"));
        }

        server.Terminate();

        foreach (var stream in await Task.WhenAll(tasks)) Assert.Contains("\"status\":\"completed\"", stream, StringComparison.Ordinal);
        Assert.Equal(0, await server.ExitAsync(Deadline));
    }
}
