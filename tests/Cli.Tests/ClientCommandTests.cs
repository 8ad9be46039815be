using System.Text.RegularExpressions;

namespace TradingAgents.Cli.Tests;

public sealed partial class ClientCommandTests
{
    [Theory]
    [InlineData("submit AAPL")]
    [InlineData("batch AAPL")]
    [InlineData("status t-1")]
    [InlineData("result t-1")]
    [InlineData("result t-1 --format markdown")]
    [InlineData("cancel t-1")]
    [InlineData("list")]
    [InlineData("stats")]
    [InlineData("nodes")]
    [InlineData("cancel --tenant t --dry-run")]
    [InlineData("nodes add node-4")]
    [InlineData("nodes activate node-1")]
    [InlineData("limits --max-queue 3")]
    [InlineData("strategy random")]
    [InlineData("report t-1")]
    public async Task Json_prints_the_answer_byte_for_byte_and_ends_its_line(string commandLine)
    {
        const string Odd = "{ \"batch_id\":\"b\",\"items\":[],\r\n\t\"新\": \"\\u00e9é\\u001b[31m\", \"n\": 1.50 }";
        var run = await new Cli { Server = new FakeServer(200, Odd) }.RunAsync(commandLine + " --json");

        Assert.Equal((0, Odd + "\n", ""), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task Status_shows_what_is_known()
    {
        var queued = await new Cli { Server = new FakeServer(200, Samples.Queued) }.RunAsync("status t-1");
        var failed = await new Cli { Server = new FakeServer(200, Samples.Failed) }.RunAsync("status task-22");

        Assert.Equal((0, ""), (queued.ExitCode, queued.Error));
        Assert.Equal(
            """
            task            t-1
            stock           AAPL
            type            comprehensive
            priority        high
            tenant          default
            status          queued
            node            node-1
            queue position  3
            starts in       about 41.5 s
            progress        0 %
            attempt         0 of 3
            submitted       2026-11-22 09:00:00Z
            waited          12.3 s

            """, queued.Out);
        Assert.Contains("attempt    2 of 3, 1 lost to crashes\n", failed.Out);
        Assert.EndsWith("ran        2.5 s\nerror      no_data: No prices of ^GSPC.\n", failed.Out);
    }

    [Fact]
    public async Task Lists_are_aligned_and_name_the_next_page_on_standard_error()
    {
        var run = await new Cli { Server = new FakeServer(200, Samples.List("\"abc\"")) }.RunAsync("list");

        Assert.Equal(
            """
            TASK     STOCK  TYPE           PRIORITY  STATUS  NODE    PROGRESS  SUBMITTED
            t-1      AAPL   comprehensive  high      queued  node-1  0 %       2026-11-22 09:00:00Z
            task-22  ^GSPC  technical      normal    failed  node-2  25 %      2026-11-22 09:00:00Z

            """, run.Out);
        Assert.Equal("There are more; add --cursor abc, or --all\n", run.Error);
    }

    [Theory]
    [InlineData("list --all --limit 2")]
    [InlineData("list --all --limit 2 --json")]
    public async Task With_all_every_page_is_listed(string commandLine)
    {
        var server = new FakeServer(request => new FakeAnswer(200, Samples.List(request.Target.Contains("cursor=abc", StringComparison.Ordinal) ? "null" : "\"abc\"")));
        var run = await new Cli { Server = server }.RunAsync(commandLine);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(2, server.Requests.Count);
        var json = commandLine.EndsWith("--json", StringComparison.Ordinal);
        Assert.Equal(json ? 2 : 5, run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task List_sends_its_filters()
    {
        var server = new FakeServer(200, Samples.List());
        await new Cli { Server = server }.RunAsync("list --status timed_out --priority low --stock-code AAPL --tenant desk --limit 7 --cursor c");
        await new Cli { Server = server }.RunAsync("list --stock_code GOOG");

        Assert.Equal(
            ["/api/v1/analysis?status=timed_out&priority=low&stock_code=AAPL&tenant=desk&limit=7&cursor=c", "/api/v1/analysis?stock_code=GOOG"],
            server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task Stats_and_nodes_are_shown()
    {
        var stats = await new Cli { Server = new FakeServer(200, Samples.Stats) }.RunAsync("stats");
        var nodes = await new Cli { Server = new FakeServer(200, Samples.Nodes) }.RunAsync("nodes");

        Assert.StartsWith("running           8\nqueued            12\n", stats.Out);
        Assert.Contains("success rate      97 %\n", stats.Out);
        Assert.Contains("healthy nodes     2 of 3\n", stats.Out);
        Assert.Equal(
            """
            NODE    STATE   HEALTHY  WEIGHT  RUNNING  QUEUED  AVERAGE  FAILURES
            node-1  active  yes      1       5/5      12/50   95.3 s   0
            node-2  down    no       10      0/5      0/50    0 s      3

            """, nodes.Out);
    }

    [Fact]
    public async Task Submit_prints_the_id_and_says_how_to_follow_it()
    {
        var server = new FakeServer(202, Samples.Queued);
        var run = await new Cli { Server = server }.RunAsync("submit AAPL --server http://127.0.0.1:4711");

        Assert.Equal((0, "t-1\n"), (run.ExitCode, run.Out));
        Assert.Equal("AAPL queued on node-1, position 3, starts in about 42 s; follow it with: tradingagents watch t-1 --server http://127.0.0.1:4711\n", run.Error);
        Assert.Equal("""{"stock_code":"AAPL","analysis_type":"comprehensive","priority":"normal"}""", server.Requests.Single().Body);
        Assert.Matches(Key(), server.Requests.Single().Header("Idempotency-Key"));
    }

    [Fact]
    public async Task Submit_sends_every_option()
    {
        var server = new FakeServer(202, Samples.Queued);
        var run = await new Cli { Server = server }.RunAsync(
            "submit AAPL --type technical --priority urgent --depth 3 --trade-date 2017-03-01 --tenant desk-7 --idempotency-key -k --timeout 2.5 --max-attempts 2 " +
            "--depends-on a,b --not-before 2026-11-22T09:00:00+01:00 --language zh --analysts market,news");

        Assert.Equal(0, run.ExitCode);
        var request = server.Requests.Single();
        Assert.Equal(("POST", "/api/v1/analysis/submit", "-k"), (request.Method, request.Target, request.Header("Idempotency-Key")));
        Assert.Equal(
            """{"stock_code":"AAPL","analysis_type":"technical","priority":"urgent","timeout_seconds":2.5,"max_attempts":2,"tenant":"desk-7","depends_on":["a","b"],"not_before":"2026-11-22T08:00:00.000Z","parameters":{"depth":3,"trade_date":"2017-03-01","language":"zh","analysts":["market","news"]}}""",
            request.Body);
    }

    [Fact]
    public async Task Submit_leaves_it_to_the_server_to_judge_values()
    {
        var server = new FakeServer(_ => FakeAnswer.Problem(400, "invalid_request", "No."));
        var run = await new Cli { Server = server }.RunAsync("submit A/B --depth 9");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("\"stock_code\":\"A/B\"", server.Requests.Single().Body);
    }

    [Fact]
    public async Task Batch_shows_each_outcome_and_refusals_make_code_4()
    {
        var answer = $$$"""{"batch_id":"b-1","items":[{"stock_code":"AAPL","task":{{{Samples.Queued}}},"error":null},{"stock_code":"?","task":null,"error":{"code":"queue_full","message":"Full.","retry_after_seconds":4}}]}""";
        var server = new FakeServer(202, answer);
        var run = await new Cli { Server = server }.RunAsync("batch AAPL ? --priority low");

        Assert.Equal(4, run.ExitCode);
        Assert.Equal("STOCK  TASK  STATUS\nAAPL   t-1   queued\n?      -     queue_full\n", run.Out);
        Assert.Equal("Batch b-1: 1 of 2 taken\ntradingagents: ?: Full. (queue_full) Try again in 4 s.\n", run.Error);
        Assert.Equal("""{"analysis_type":"comprehensive","priority":"low","stock_codes":["AAPL","?"]}""", server.Requests.Single().Body);
    }

    [Fact]
    public async Task A_batch_beyond_a_hundred_becomes_several_in_order()
    {
        var server = new FakeServer(202, """{"batch_id":"b","items":[]}""");
        var run = await new Cli { Server = server }.RunAsync([.. Enumerable.Range(0, 250).Select(n => $"S{n}").Prepend("batch"), "--max-concurrent", "1", "--json"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(3, server.Requests.Count);
        Assert.Contains("\"S249\"", server.Requests[2].Body);
        Assert.Equal(3, run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("text", "application/json", "Text of t-1 ")]
    [InlineData("json", "application/json", "")]
    [InlineData("markdown", "text/markdown", "")]
    [InlineData("html", "text/html", "")]
    public async Task Result_asks_the_server_for_the_format_and_renders_text_itself(string format, string accept, string prefix)
    {
        var server = new FakeServer(request => new FakeAnswer(200, request.Target.Contains("/status/", StringComparison.Ordinal) ? Samples.Queued : """{"a":1}"""));
        var run = await new Cli { Server = server }.RunAsync("result t-1 --format " + format);

        Assert.Equal(accept, server.Requests.First().Header("Accept"));
        Assert.Equal((0, prefix + """{"a":1}""" + "\n"), (run.ExitCode, run.Out));
    }

    [Fact]
    public async Task Result_is_text_by_default_and_goes_to_the_file_named()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var server = new FakeServer(request => new FakeAnswer(200, request.Target.Contains("/status/", StringComparison.Ordinal) ? Samples.Queued : """{"a":1}"""));
        var run = await new Cli { Server = server, WorkingDirectory = folder }.RunAsync("result t-1 --out report.txt");

        Assert.Equal((0, ""), (run.ExitCode, run.Out));
        Assert.Contains("report.txt", run.Error);
        Assert.Equal("Text of t-1 {\"a\":1}\n", await File.ReadAllTextAsync(Path.Combine(folder, "report.txt")));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("status t --key flag", "flag")]
    [InlineData("status t", "from-environment")]
    public async Task The_key_of_the_command_line_wins_over_the_environment(string commandLine, string sent)
    {
        var server = new FakeServer(200, Samples.Queued);
        var run = await new Cli { Server = server, Environment = new() { ["TRADINGAGENTS_KEY"] = "from-environment" } }.RunAsync(commandLine);

        Assert.All(server.Requests, request => Assert.Equal(sent, request.Header("X-API-Key")));
        Assert.DoesNotContain(sent, run.Out + run.Error);
    }

    [Fact]
    public async Task Nothing_but_plain_text_reaches_a_pipe_and_NO_COLOR_is_honoured()
    {
        var pipe = await new Cli { Server = new FakeServer(200, Samples.List()) }.RunAsync("list");
        var quiet = await new Cli { Server = new FakeServer(200, Samples.List()), Terminal = true, Environment = new() { ["NO_COLOR"] = "1" } }.RunAsync("list");
        var dumb = await new Cli { Server = new FakeServer(200, Samples.List()), Terminal = true, Environment = new() { ["TERM"] = "dumb" } }.RunAsync("list");
        var colour = await new Cli { Server = new FakeServer(200, Samples.List()), Terminal = true }.RunAsync("list");

        Assert.All([pipe, quiet, dumb], run => Assert.DoesNotContain('\u001b', run.Out));
        Assert.Contains('\u001b', colour.Out);
    }

    [Fact]
    public async Task A_narrow_terminal_breaks_no_cell()
    {
        var id = new string('x', 64);
        var list = Samples.List().Replace("task-22", id);
        var run = await new Cli { Server = new FakeServer(200, list), Terminal = true, Environment = new() { ["NO_COLOR"] = "1" } }.RunAsync("list");

        Assert.Contains(id + "  ^GSPC  failed", run.Out); // What can be spared is left out before anything breaks.
        Assert.Equal(3, run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Text_from_the_server_cannot_steer_the_terminal()
    {
        var hostile = Samples.Failed.Replace("No prices of ^GSPC.", "\\u001b]0;pwned\\u0007\\u001b[2J[red]gone[/]");
        var list = Samples.List().Replace("^GSPC", "\\u001b[2J[red]");
        var status = await new Cli { Server = new FakeServer(200, hostile), Terminal = true }.RunAsync("status task-22");
        var table = await new Cli { Server = new FakeServer(200, list), Terminal = true, Environment = new() { ["NO_COLOR"] = "1" } }.RunAsync("list");
        var refusal = await new Cli { Server = new FakeServer(_ => FakeAnswer.Problem(400, "x", "\\u001b[2J")), Terminal = true }.RunAsync("status t");

        Assert.All([status.Out, table.Out, refusal.Error], text => Assert.DoesNotContain('\u001b', text));
        Assert.Contains("[red]", table.Out);
    }

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex Key();
}
