using System.Text.Json;

namespace TradingAgents.Cli.Tests;

public sealed class TopCommandTests
{
    [Fact]
    public async Task On_a_pipe_the_cluster_is_shown_once_as_plain_text()
    {
        var run = await new Cli { Server = Cluster(), Time = new FixedTime() }.RunAsync("top");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            """
            http://127.0.0.1:8000  2026-11-22 09:01:00Z  up 2 h 3 min  2 of 3 nodes healthy
            8 running, 12 queued, most at once 15; 83 % of the slots used in the last minute
            0.8 ended in the last minute, 97 % succeed
            wait 4.2 s median, 12 s p95; run 88 s median, 120 s p95
            Slots are the limit. 4 nodes would help.
            warning: 62 tasks wait, more than 50. (queue_length, since 2026-11-22 08:59:00Z)

            NODE    STATE   HEALTHY  SLOTS  QUEUE  AVERAGE RUN
            node-1  active  yes      5/5    12/50  95.3 s
            node-2  down    no       0/5    0/50   0 s

            RUNNING (1 of 8)
            STOCK  TYPE   PRIORITY  NODE    PROGRESS  RUNS FOR    TASK  STAGE
            GOOG   quick  normal    node-1  50 %      1 min 15 s  t-3   market_analyst

            NEXT (1 of 12)
            STOCK  TYPE           PRIORITY  NODE    PLACE  STARTS IN  TASK
            AAPL   comprehensive  high      node-1  3      42 s       t-1

            """, run.Out);
    }

    [Fact]
    public async Task Json_has_the_six_answers_as_they_came()
    {
        var run = await new Cli { Server = Cluster() }.RunAsync("top --json");

        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(["stats", "nodes", "alerts", "report", "running", "queued"], json.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Contains(Samples.Report.Trim(), run.Out);
        Assert.Single(run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task On_a_terminal_it_draws_again_until_q_and_leaves_the_screen_as_it_was()
    {
        var looks = 0;
        var server = Cluster();
        var run = await new Cli
        {
            Server = server,
            Time = new FixedTime(),
            Terminal = true,
            Size = (130, 40),
            PressedKey = () => ++looks > 25 ? 'q' : null, // Twenty looks are one interval.
        }.RunAsync("top");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("\e[?1049h", run.Out);
        Assert.EndsWith("\e[?1049l", run.Out);
        Assert.Contains("■■■■■ 5/5", run.Out);
        Assert.Contains("■■■■■····· 50 %", run.Out);
        Assert.Contains("q leaves", run.Out);
        Assert.Equal(12, server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_goes_away_is_told_on_the_screen_and_asked_again()
    {
        var looks = 0;
        var answers = 0;
        var server = new FakeServer(request => ++answers is > 6 and <= 20 ? throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused") : Answer(request));
        var run = await new Cli
        {
            Server = server,
            Time = new FixedTime(),
            Terminal = true,
            Size = (130, 40),
            PressedKey = () => ++looks > 25 ? 'q' : null,
        }.RunAsync("top --interval 1");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("cannot be reached: Connection refused. Trying again.", run.Out);
    }

    [Fact]
    public async Task Without_colour_the_screen_is_drawn_all_the_same()
    {
        var run = await new Cli { Server = Cluster(), Time = new FixedTime(), Terminal = true, Size = (130, 40), PressedKey = () => 'q', Environment = new() { ["NO_COLOR"] = "1", ["TERM"] = "xterm" } }.RunAsync("top");

        Assert.StartsWith("\e[?1049h", run.Out);
        Assert.DoesNotMatch("\e\\[[0-9;]*3[0-9]m", run.Out);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(200, 60)]
    [InlineData(40, 12)]
    public async Task The_screen_is_never_longer_than_the_terminal(int width, int height)
    {
        var many = $$"""{"tasks":[{{string.Join(',', Enumerable.Repeat(Samples.Running.Trim(), 50))}}],"next_cursor":null}""";
        var server = new FakeServer(request => request.Target.Contains("status=", StringComparison.Ordinal) ? new FakeAnswer(200, many) : Answer(request));
        var run = await new Cli { Server = server, Time = new FixedTime(), Terminal = true, Size = (width, height), PressedKey = () => 'q' }.RunAsync("top");

        // It is drawn twice, once when it is looked at and once in the end.
        var screen = run.Out[run.Out.LastIndexOf("http://127", StringComparison.Ordinal)..run.Out.IndexOf("\e[?1049l", StringComparison.Ordinal)];
        Assert.InRange(screen.Split('\n').Length, 5, height);
    }

    [Fact]
    public async Task On_a_small_terminal_with_much_to_tell_the_foot_is_still_there_and_no_line_breaks()
    {
        var run = await new Cli { Server = Cluster(), Time = new FixedTime(), Terminal = true, Size = (80, 20), PressedKey = () => 'q', Environment = new() { ["NO_COLOR"] = "1", ["TERM"] = "xterm" } }.RunAsync("top");

        var screen = run.Out[run.Out.LastIndexOf("http://127", StringComparison.Ordinal)..];
        Assert.Contains("q leaves", screen, StringComparison.Ordinal);
        Assert.Contains("t-3", screen, StringComparison.Ordinal);
        Assert.All(screen[..screen.IndexOf('\e', StringComparison.Ordinal)].Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
    }

    [Fact]
    public async Task What_waiting_has_raised_is_explained_where_it_goes_before_a_higher_priority()
    {
        var low = Samples.Queued.Replace("\"high\"", "\"low\"").Replace("t-1", "t-old").Replace("41.5", "3").Trim();
        const string Why = """{"task_id":"t-old","status":"queued","summary":"All 5 slots are taken.","reasons":[],"effective_priority":"urgent"}""";
        var server = new FakeServer(request => request.Target switch
        {
            "/api/v1/analysis?status=queued&limit=200" => new FakeAnswer(200, $$"""{"tasks":[{{Samples.Queued.Trim()}},{{low}}],"next_cursor":null}"""),
            "/api/v1/analysis/waiting/t-old" => new FakeAnswer(200, Why),
            _ => Answer(request),
        });
        var run = await new Cli { Server = server, Time = new FixedTime() }.RunAsync("top");

        Assert.Contains("low>urgent", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("waiting/t-1", string.Join(' ', server.Requests.Select(request => request.Target)), StringComparison.Ordinal);
    }

    private static FakeServer Cluster() => new(Answer);

    private static FakeAnswer Answer(FakeRequest request) => new(200, request.Target switch
    {
        "/api/v1/system/stats" => Samples.Stats,
        "/api/v1/system/nodes" => Samples.Nodes,
        "/api/v1/system/alerts" => Samples.Alerts,
        "/api/v1/system/report" => Samples.Report,
        "/api/v1/analysis?status=running&limit=200" => $$"""{"tasks":[{{Samples.Running.Trim()}}],"next_cursor":null}""",
        "/api/v1/analysis?status=queued&limit=200" => $$"""{"tasks":[{{Samples.Queued.Trim()}}],"next_cursor":null}""",
        _ => throw new InvalidOperationException(request.Target),
    });
}
