namespace TradingAgents.Cli.Tests;

/// <summary>What the dashboard does with a click is done by a command, with the same call.</summary>
public sealed class AdministrationCommandTests
{
    private const string OneActive = """
        {"nodes":[{"node_id":"node-1","state":"active","healthy":true,"weight":1,"running":0,"queued":0,"max_concurrent_analyses":5,"max_queue_size":50,"average_execution_seconds":0,"consecutive_failures":0,"last_check_at":null},{"node_id":"node-2","state":"draining","healthy":false,"weight":1,"running":0,"queued":0,"max_concurrent_analyses":5,"max_queue_size":50,"average_execution_seconds":0,"consecutive_failures":0,"last_check_at":null}]}
        """;

    private const string Node = """
        {"node_id":"node-2","state":"draining","healthy":false,"weight":1,"running":0,"queued":0,"max_concurrent_analyses":5,"max_queue_size":50,"average_execution_seconds":0,"consecutive_failures":0,"last_check_at":null}
        """;

    private const string Limits = """{"max_concurrent_analyses":7,"max_queue_size":50,"analysis_timeout":300}""";

    [Theory]
    [InlineData("nodes add node-4 --weight 2 --host 10.0.0.4 --port 8004", "POST", "/api/v1/admin/load_balancer/add_instance", """{"instance_id":"node-4","host":"10.0.0.4","port":8004,"weight":2}""")]
    [InlineData("nodes drain node-2", "PUT", "/api/v1/admin/load_balancer/instances/node-2", """{"state":"draining"}""")]
    [InlineData("nodes activate node-2", "PUT", "/api/v1/admin/load_balancer/instances/node-2", """{"state":"active"}""")]
    [InlineData("nodes weight node-2 3", "PUT", "/api/v1/admin/load_balancer/instances/node-2", """{"weight":3}""")]
    [InlineData("nodes remove node-2", "DELETE", "/api/v1/admin/load_balancer/instances/node-2", "")]
    [InlineData("limits --max-concurrent 7 --timeout 12.5", "PUT", "/api/v1/admin/limits", """{"max_concurrent_analyses":7,"analysis_timeout":12.5}""")]
    [InlineData("nodes --json drain node-2", "PUT", "/api/v1/admin/load_balancer/instances/node-2", """{"state":"draining"}""")]
    [InlineData("strategy power_of_two", "PUT", "/api/v1/admin/load_balancer/strategy", """{"strategy":"power_of_two"}""")]
    [InlineData("strategy", "GET", "/api/v1/system/stats", "")]
    public async Task Each_command_is_one_call_of_the_api(string commandLine, string method, string target, string body)
    {
        var server = new FakeServer(request => new FakeAnswer(200, request.Target switch
        {
            "/api/v1/system/nodes" => Samples.Nodes,
            "/api/v1/system/stats" => Samples.Stats,
            "/api/v1/admin/limits" => Limits,
            "/api/v1/admin/load_balancer/strategy" => """{"strategy":"power_of_two"}""",
            _ => Node,
        }));
        var run = await new Cli { Server = server }.RunAsync(commandLine);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var call = server.Requests[^1];
        Assert.Equal((method, target, body), (call.Method, call.Target, call.Body));
        Assert.EndsWith("\n", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nodes --server http://elsewhere:8001 --key K --json activate node-2")]
    [InlineData("nodes activate node-2 --server http://elsewhere:8001 --key K --json")]
    [InlineData("nodes --server http://elsewhere:8001 activate node-2 --key K --json")]
    public async Task Options_of_the_server_count_wherever_they_stand(string commandLine)
    {
        var server = new FakeServer(_ => new FakeAnswer(200, Node));
        var run = await new Cli { Server = server }.RunAsync(commandLine);

        var call = Assert.Single(server.Requests);
        Assert.Equal(("http://elsewhere:8001", "K"), (call.Server, call.Header("X-API-Key")));
        Assert.Equal(Node.Trim(), run.Out.Trim());
    }

    [Fact]
    public async Task Limits_without_a_change_are_a_usage_error_that_says_what_to_name()
    {
        var server = new FakeServer(_ => new FakeAnswer(200, Limits));
        var run = await new Cli { Server = server }.RunAsync("limits");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--max-concurrent", run.Error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("nodes drain node-1")]
    [InlineData("nodes remove node-1")]
    public async Task The_last_node_that_takes_work_is_taken_out_only_where_that_is_meant(string commandLine)
    {
        var server = new FakeServer(request => new FakeAnswer(200, request.Target.EndsWith("/nodes", StringComparison.Ordinal) ? OneActive : Node));
        var refused = await new Cli { Server = server }.RunAsync(commandLine);
        var forced = await new Cli { Server = server }.RunAsync(commandLine + " --force");

        Assert.Equal((2, ""), (refused.ExitCode, refused.Out));
        Assert.Contains("node-1 is the last node that takes work: without it tasks wait", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, forced.ExitCode);
        Assert.Equal(["GET", commandLine.Contains("drain", StringComparison.Ordinal) ? "PUT" : "DELETE"], server.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task A_name_that_is_no_strategy_is_told_with_those_that_are()
    {
        var run = await new Cli().RunAsync("strategy fastest");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'fastest' is no strategy: it is one of round_robin, ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cancel --tenant desk-2 --status queued --dry-run", """{"status":"queued","tenant":"desk-2","dry_run":true}""")]
    [InlineData("cancel --q aap --priority low --stock-code AAPL --batch b-1 --at-most 4", """{"priority":"low","stock_code":"AAPL","batch_id":"b-1","q":"aap","dry_run":false,"at_most":4}""")]
    [InlineData("cancel --all --at-most 9", """{"all":true,"dry_run":false,"at_most":9}""")]
    public async Task Many_are_cancelled_by_the_one_call_that_the_dashboard_makes(string commandLine, string body)
    {
        var server = new FakeServer(200, """{"dry_run":true,"matched":4,"cancelled":0,"by_status":{"running":1,"queued":3}}""");
        var run = await new Cli { Server = server }.RunAsync(commandLine);

        Assert.Equal(0, run.ExitCode);
        var call = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/api/v1/analysis/cancel", body), (call.Method, call.Target, call.Body));
    }

    [Fact]
    public async Task A_dry_run_counts_and_says_how_to_go_on()
    {
        var run = await new Cli { Server = new FakeServer(200, """{"dry_run":true,"matched":4,"cancelled":0,"by_status":{"running":1,"queued":3}}""") }.RunAsync("cancel --tenant desk-2 --dry-run");

        Assert.Contains("matched    4\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("  queued   3\n", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("cancelled", run.Out, StringComparison.Ordinal);
        Assert.Contains("--at-most 4", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cancel", "Name a task, or filters")]
    [InlineData("cancel t-1 --tenant x --at-most 1", "not both")]
    [InlineData("cancel --tenant x", "Give either --dry-run")]
    [InlineData("cancel --tenant x --dry-run --at-most 3", "Give either --dry-run")]
    [InlineData("cancel --tenant x --all --at-most 3", "--all contradicts the filters")]
    public async Task Nothing_is_cancelled_by_a_command_that_left_something_out(string commandLine, string told)
    {
        var server = new FakeServer(200, "{}");
        var run = await new Cli { Server = server }.RunAsync(commandLine);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(401, "unauthenticated", "--key KEY, or by TRADINGAGENTS_KEY")]
    [InlineData(403, "forbidden", "the key of an admin")]
    public async Task A_refusal_for_want_of_a_key_says_where_a_key_goes(int status, string code, string told)
    {
        var run = await new Cli { Server = new FakeServer(_ => FakeAnswer.Problem(status, code, "No.")) }.RunAsync("stats");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TLS_where_none_is_spoken_is_told_as_that()
    {
        var server = new FakeServer(_ => throw new HttpRequestException(HttpRequestError.SecureConnectionError, "Cannot determine the frame size."));
        var run = await new Cli { Server = server }.RunAsync("stats --server https://127.0.0.1:8000");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("try http:// instead of https://", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("submit", "tradingagents: CODE is missing: name a stock, such as tradingagents submit AAPL; see tradingagents submit --help.\n")]
    [InlineData("nodes drain", "tradingagents: ID is missing: the node; see tradingagents nodes drain --help.\n")]
    public async Task What_is_missing_is_named(string commandLine, string told)
    {
        var run = await new Cli().RunAsync(commandLine);

        Assert.Equal((2, told), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_scheduled_task_says_when_it_starts()
    {
        var scheduled = Samples.Queued.Replace("\"queued\"", "\"scheduled\"").Replace("\"queue_position\":3", "\"queue_position\":null");
        const string Why = """{"task_id":"t-1","status":"scheduled","summary":"It is scheduled.","reasons":[{"cause":"not_due","until":"2026-11-26T09:00:00.000Z"}]}""";
        var run = await new Cli { Server = new FakeServer(request => new FakeAnswer(200, request.Target.Contains("/waiting/", StringComparison.Ordinal) ? Why : scheduled)) }.RunAsync("status t-1");

        Assert.Matches("not before +2026-11-26 09:00:00Z\n", run.Out);
    }
}
