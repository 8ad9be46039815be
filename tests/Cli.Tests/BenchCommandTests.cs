using System.Text.Json;

namespace TradingAgents.Cli.Tests;

public sealed class BenchCommandTests : IDisposable
{
    private static readonly string Idle = Samples.Stats.Replace("\"current_running\":8,\"current_queued\":12", "\"current_running\":0,\"current_queued\":0", StringComparison.Ordinal);

    private readonly string _folder = Directory.CreateTempSubdirectory("tradingagents-bench").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_step_is_measured_and_shown_as_a_table_and_written_as_JSON()
    {
        var submitted = 0;
        var server = Server(_ => Interlocked.Increment(ref submitted) <= 4 ? new FakeAnswer(202, Samples.Done) : FakeAnswer.Problem(429, "queue_full", "Full."));
        var run = await new Cli { Server = server, Time = new FixedTime(), WorkingDirectory = _folder }.RunAsync("bench --tasks 1,3 --extra 2 --out load.json");

        Assert.Equal(
            """
            http://127.0.0.1:8000: 2 nodes with 10 slots and 100 places; synthetic tasks, each step's at once

            TASKS  COMPLETED  FAILED  REFUSED        SUCCESS  TOOK
            1      1          0       0              100 %    0.000 s
            3      3          0       0              100 %    0.000 s
            40*    0          0       40 queue_full  100 %    0.000 s

            TASKS  TIME       MEAN     MEDIAN   MIN      MAX
            1      submit     0.000 s  0.000 s  0.000 s  0.000 s
            1      wait       0.250 s  0.250 s  0.250 s  0.250 s
            1      execution  1.250 s  1.250 s  1.250 s  1.250 s
            1      total      1.500 s  1.500 s  1.500 s  1.500 s
            3      submit     0.000 s  0.000 s  0.000 s  0.000 s
            3      wait       0.250 s  0.250 s  0.250 s  0.250 s
            3      execution  1.250 s  1.250 s  1.250 s  1.250 s
            3      total      1.500 s  1.500 s  1.500 s  1.500 s
            40*    submit     0.000 s  0.000 s  0.000 s  0.000 s
            40*    wait       -        -        -        -
            40*    execution  -        -        -        -
            40*    total      -        -        -        -

            """, run.Out);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Written to ", run.Error);
        Assert.Contains("* More tasks at once than there were slots and places free", run.Error);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "load.json")));
        var steps = json.RootElement.GetProperty("steps");
        Assert.Equal([1, 3, 40], steps.EnumerateArray().Select(step => step.GetProperty("tasks").GetInt32()));
        Assert.Equal(1.25, steps[1].GetProperty("execution").GetProperty("median_seconds").GetDouble());
        Assert.Equal(40, steps[2].GetProperty("refused").GetProperty("queue_full").GetInt32());
    }

    [Fact]
    public async Task By_default_the_steps_are_1_3_5_and_10_of_different_stocks_and_end_beyond_capacity()
    {
        var server = Server(_ => new FakeAnswer(202, Samples.Done));
        var run = await new Cli { Server = server, Time = new FixedTime(), WorkingDirectory = _folder }.RunAsync("bench --json");

        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal([1, 3, 5, 10, 48], json.RootElement.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("tasks").GetInt32()));
        var bodies = server.Requests.Where(request => request.Method == "POST").Select(request => request.Body).ToList();
        Assert.Equal(67, bodies.Distinct().Count());
        Assert.Contains("""{"stock_code":"BENCH-1","analysis_type":"synthetic","priority":"normal","parameters":{"duration_ms":1000}}""", bodies);
        Assert.Empty(Directory.GetFiles(_folder));
        Assert.Contains("* Warning: more tasks at once than there were slots and places free, and yet none was refused", run.Error);
    }

    [Fact]
    public async Task A_server_with_other_work_is_left_alone_unless_forced()
    {
        var busy = new FakeServer(request => request.Target.EndsWith("/stats", StringComparison.Ordinal) ? new FakeAnswer(200, Samples.Stats) : Answer(request, _ => new FakeAnswer(202, Samples.Done)));
        var refused = await new Cli { Server = busy, WorkingDirectory = _folder }.RunAsync("bench --tasks 1 --extra 0 --json");
        var forced = await new Cli { Server = busy, Time = new FixedTime(), WorkingDirectory = _folder }.RunAsync("bench --tasks 1 --extra 0 --json --force");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("The server has other work (8 running, 12 queued)", refused.Error);
        Assert.Equal(0, forced.ExitCode);
    }

    [Fact]
    public async Task Where_synthetic_tasks_are_refused_it_says_what_to_do()
    {
        var run = await new Cli { Server = Server(_ => FakeAnswer.Problem(400, "invalid_request", "analysis_type: not allowed.")), WorkingDirectory = _folder }.RunAsync("bench --tasks 1 --extra 0");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("--allow-synthetic", run.Error);
        Assert.Contains("--type technical", run.Error);
    }

    [Fact]
    public async Task Broken_off_it_cancels_what_it_submitted()
    {
        using var stop = new CancellationTokenSource();
        var server = new FakeServer(request =>
        {
            if (request.Target.Contains("/events/", StringComparison.Ordinal)) stop.Cancel();
            return Answer(request, _ => new FakeAnswer(202, Samples.Done));
        });
        var run = await new Cli { Server = server, WorkingDirectory = _folder }.RunAsync(["bench", "--tasks", "2", "--extra", "0"], stop.Token);

        Assert.Equal(130, run.ExitCode);
        Assert.Equal(2, server.Requests.Count(request => request.Method == "DELETE"));
    }

    private static FakeServer Server(Func<FakeRequest, FakeAnswer> submit) => new(request => Answer(request, submit));

    private static FakeAnswer Answer(FakeRequest request, Func<FakeRequest, FakeAnswer> submit) => request switch
    {
        { Target: "/api/v1/system/stats" } => new FakeAnswer(200, Idle),
        { Target: "/api/v1/system/nodes" } => new FakeAnswer(200, Samples.Nodes),
        { Method: "POST" } => submit(request),
        { Method: "DELETE" } => new FakeAnswer(200, Samples.Done),
        _ when request.Target.Contains("/events/", StringComparison.Ordinal) => new FakeAnswer(200, Samples.Events(Samples.Completed), "text/event-stream"),
        _ => new FakeAnswer(200, Samples.Done),
    };
}
