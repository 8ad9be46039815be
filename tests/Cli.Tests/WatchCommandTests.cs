namespace TradingAgents.Cli.Tests;

public sealed class WatchCommandTests
{
    [Fact]
    public async Task Watch_writes_a_line_for_each_event()
    {
        var run = await Watching(Samples.Completed).RunAsync("watch t-1");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            """
            09:00:00Z status    queued on node-1
            09:00:01Z status    running on node-1, attempt 1
            09:00:01Z stage     market_analyst started
            09:00:02Z progress   50 %  market_analyst
            09:00:02Z stage     market_analyst finished in 1.23 s
            09:00:03Z status    completed

            """, run.Out);
    }

    [Theory]
    [InlineData("""{"status":"completed"}""", 0, "")]
    [InlineData("""{"status":"failed","error":{"code":"no_data","message":"None."}}""", 1, "tradingagents: task t-1 failed: no_data: None.\n")]
    [InlineData("""{"status":"timed_out"}""", 1, "tradingagents: task t-1 timed out\n")]
    [InlineData("""{"status":"cancelled"}""", 1, "tradingagents: task t-1 was cancelled\n")]
    public async Task The_end_of_the_task_decides_the_exit_code(string end, int exitCode, string message)
    {
        var run = await Watching(end).RunAsync("watch t-1");

        Assert.Equal((exitCode, message), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Submit_with_watch_submits_then_follows()
    {
        var server = new FakeServer(request => request.Method == "POST"
            ? new FakeAnswer(202, Samples.Queued)
            : new FakeAnswer(200, Samples.Events("""{"status":"failed","error":{"code":"x","message":"y"}}"""), "text/event-stream"));
        var run = await new Cli { Server = server }.RunAsync("submit AAPL --watch");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("t-1\n09:00:00Z status ", run.Out);
        Assert.Equal(["POST /api/v1/analysis/submit", "GET /api/v1/analysis/events/t-1"], server.Requests.Select(request => $"{request.Method} {request.Target}"));
    }

    [Fact]
    public async Task Json_writes_one_event_to_a_line()
    {
        var run = await Watching(Samples.Completed).RunAsync("watch t-1 --json");

        var lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(6, lines.Length);
        Assert.Equal("""{"id":4,"event":"progress","data":{"progress":0.5,"stage":"market_analyst","task_id":"t-1","at":"2026-11-22T09:00:02.000Z"}}""", lines[3]);
    }

    [Fact]
    public async Task Stopping_leaves_the_task_alone_and_says_how_to_come_back()
    {
        using var stop = new CancellationTokenSource();
        var server = new FakeServer(_ =>
        {
            stop.Cancel();
            return new FakeAnswer(200, "id: 1\nevent: status\ndata: {\"status\":\"running\"}\n\n", "text/event-stream");
        });
        var run = await new Cli { Server = server }.RunAsync(["watch", "t-1", "--key", "secret", "--server", "http://127.0.0.1:4711"], stop.Token);

        Assert.Equal(130, run.ExitCode);
        Assert.Equal("Detached; the task goes on. Follow it again with: tradingagents watch t-1 --server http://127.0.0.1:4711\n", run.Error);
        Assert.DoesNotContain(server.Requests, request => request.Method == "DELETE");
    }

    [Fact]
    public async Task On_a_terminal_a_finished_stage_is_a_line_and_what_runs_is_written_over()
    {
        var terminal = await new Cli
        {
            Server = new FakeServer(200, Samples.Events(Samples.Completed), "text/event-stream"),
            Terminal = true,
            Environment = new() { ["NO_COLOR"] = "1", ["TERM"] = "xterm" },
            Size = (60, 24),
        }.RunAsync("watch t-1 --server http://127.0.0.1:4711");

        var shown = terminal.Out.Split('\n').Select(line => line.Split('\r')[^1]).ToArray(); // What is left of each line in the end.
        Assert.Equal(
            [
                "09:00:00Z ● queued on node-1", "09:00:01Z ● running on node-1, attempt 1", "09:00:02Z ✓ market_analyst  1.23 s", "09:00:03Z ● completed", "",
            ], shown);
        Assert.Contains("\r━━━━━━━━━━━━────────────  50 %  market_analyst", terminal.Out);
        Assert.Equal("Its report: tradingagents result t-1 --server http://127.0.0.1:4711\n", terminal.Error);
    }

    [Fact]
    public async Task On_a_pipe_and_on_a_terminal_that_cannot_no_line_is_written_over()
    {
        var pipe = await Watching(Samples.Completed).RunAsync("watch t-1");
        var dumb = await new Cli { Server = new FakeServer(200, Samples.Events(Samples.Completed), "text/event-stream"), Terminal = true, Environment = new() { ["TERM"] = "dumb" } }.RunAsync("watch t-1");

        Assert.DoesNotContain('\r', pipe.Out);
        Assert.Equal(pipe.Out, dumb.Out);
    }

    private static Cli Watching(string end) => new() { Server = new FakeServer(200, Samples.Events(end), "text/event-stream") };
}
