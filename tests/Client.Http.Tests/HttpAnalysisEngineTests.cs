using System.Net;
using System.Net.Sockets;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;

namespace TradingAgents.Client.Http.Tests;

public sealed class HttpAnalysisEngineTests
{
    private static readonly TaskId Id = new("t-1");

    [Theory]
    [InlineData(400, ErrorCodes.InvalidRequest)]
    [InlineData(401, ErrorCodes.Unauthenticated)]
    [InlineData(403, ErrorCodes.Forbidden)]
    [InlineData(404, ErrorCodes.UnknownTask)]
    [InlineData(409, ErrorCodes.NotFinished)]
    [InlineData(410, ErrorCodes.NoResult)]
    [InlineData(413, ErrorCodes.BodyTooLarge)]
    [InlineData(415, ErrorCodes.UnsupportedMediaType)]
    [InlineData(422, ErrorCodes.IdempotencyConflict)]
    [InlineData(429, ErrorCodes.QueueFull)]
    [InlineData(503, ErrorCodes.Draining)]
    [InlineData(500, ErrorCodes.Internal)]
    public async Task A_problem_document_becomes_an_exception_with_its_code_and_detail(int status, string code)
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(status, Samples.Problem(status, code, "What happened."), "application/problem+json"));
        using var engine = Samples.Engine(server.Url);

        var refused = await Assert.ThrowsAsync<HttpEngineException>(() => engine.SubmitAsync(Samples.Request));

        Assert.Equal(code, refused.Code);
        Assert.Equal("What happened.", refused.Message);
        Assert.Equal(status, (int)refused.Status);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Field_errors_and_retry_after_come_with_the_exception()
    {
        var problem = Samples.Problem(429, ErrorCodes.QueueFull, "Full.", ",\"errors\":{\"stock_code\":[\"one\",\"two\"]}");
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(429, problem, "application/problem+json", "Retry-After: 17\r\n"));
        using var engine = Samples.Engine(server.Url);

        var refused = await Assert.ThrowsAsync<HttpEngineException>(() => engine.SubmitAsync(Samples.Request));

        Assert.Equal(17, refused.RetryAfterSeconds);
        Assert.Equal(["one", "two"], refused.Errors!["stock_code"]);
        Assert.Equal(problem, refused.Body);
    }

    [Theory]
    [InlineData(401, ErrorCodes.Unauthenticated)]
    [InlineData(502, ErrorCodes.Unreachable)]
    [InlineData(302, ErrorCodes.Internal)]
    [InlineData(500, ErrorCodes.Internal)]
    public async Task A_refusal_without_a_problem_document_is_told_by_its_status(int status, string code)
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(status, "<html>oops</html>", "text/html"));
        using var engine = Samples.Engine(server.Url);

        var refused = await Assert.ThrowsAsync<HttpEngineException>(() => engine.GetAsync(Id));

        Assert.Equal(code, refused.Code);
        Assert.Contains(status.ToString(), refused.Message);
    }

    [Fact]
    public async Task No_listener_is_unreachable_and_names_the_server()
    {
        var closed = FreePort();
        using var engine = Samples.Engine(closed);

        var away = await Assert.ThrowsAsync<EngineException>(() => engine.GetStatsAsync());

        Assert.Equal(ErrorCodes.Unreachable, away.Code);
        Assert.Contains(closed.Port.ToString(), away.Message);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_unreachable_once_the_timeout_has_passed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var engine = Samples.Engine(
            new Uri($"http://{listener.LocalEndpoint}"), new HttpClientOptions { Timeout = TimeSpan.FromMilliseconds(50) });

        var away = await Assert.ThrowsAsync<EngineException>(() => engine.SubmitAsync(Samples.Request));

        Assert.Equal(ErrorCodes.Unreachable, away.Code);
    }

    [Fact]
    public async Task A_read_is_repeated_a_bounded_number_of_times()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Broken());
        using var engine = Samples.Engine(server.Url, new HttpClientOptions { Retries = 3 });

        await Assert.ThrowsAsync<EngineException>(() => engine.GetNodesAsync());

        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task Members_a_newer_server_adds_are_passed_over()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(200, Samples.Task.Replace("{\"task_id\"", "{\"mood\":{\"a\":[1]},\"task_id\"")));
        using var engine = Samples.Engine(server.Url);

        var task = await engine.GetAsync(Id);

        Assert.Equal((AnalysisStatus.Queued, TaskPriority.High, 3, new NodeId("node-1")), (task.Status, task.Priority, task.QueuePosition, task.Node));
        Assert.Equal(12.3, task.WaitSeconds);
    }

    [Theory]
    [InlineData("\"status\":\"queued\"", "\"status\":\"levitating\"", "$.status")]
    [InlineData("\"task_id\":\"t-1\",", "", "")]
    public async Task An_answer_this_version_cannot_read_says_so(string part, string instead, string where)
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(200, Samples.Task.Replace(part, instead)));
        using var engine = Samples.Engine(server.Url);

        var unread = await Assert.ThrowsAsync<EngineException>(() => engine.GetAsync(Id));

        Assert.Equal(ErrorCodes.Internal, unread.Code);
        Assert.Contains(where, unread.Message);
        Assert.Contains("cannot be read", unread.Message);
    }

    [Fact]
    public async Task The_list_sends_only_the_filters_given_and_escapes_them()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(200, $$"""{"tasks":[{{Samples.Task}}],"next_cursor":null}"""));
        using var engine = Samples.Engine(server.Url);

        await engine.ListAsync(new TaskQuery());
        await engine.ListAsync(new TaskQuery { Status = AnalysisStatus.TimedOut, Priority = TaskPriority.Low, StockCode = "^GSPC", Tenant = "a b", Limit = 7, Cursor = "x+/=" });

        Assert.Equal(
            ["/api/v1/analysis", "/api/v1/analysis?status=timed_out&priority=low&stock_code=%5EGSPC&tenant=a%20b&limit=7&cursor=x%2B%2F%3D"],
            server.Requests.Select(request => request.Target));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    public async Task An_id_that_would_leave_the_path_is_no_ones(string id)
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(200, Samples.Task));
        using var engine = Samples.Engine(server.Url);

        var unknown = await Assert.ThrowsAsync<EngineException>(() => engine.GetAsync(new TaskId(id)));

        Assert.Equal(ErrorCodes.UnknownTask, unknown.Code);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task The_key_is_sent_with_every_call_and_a_server_path_is_kept()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(200, Samples.Task));
        using var engine = Samples.Engine(new Uri(server.Url, "/prefix"), new HttpClientOptions { Key = "k-1" });

        await engine.CancelAsync(Id);

        var request = server.Requests.Single();
        Assert.Equal(("DELETE", "/prefix/api/v1/analysis/cancel/t-1", "k-1"), (request.Method, request.Target, request.Header("X-API-Key")));
    }

    [Fact]
    public async Task A_result_comes_with_its_task()
    {
        await using var server = new ScriptedServer(request => ScriptedServer.Answer(200,
            request.Target.Contains("/result/", StringComparison.Ordinal) ? """{"synthetic":true}""" : Samples.Task));
        using var engine = Samples.Engine(server.Url);

        var result = await engine.GetResultAsync(Id);

        Assert.True(result.Report.GetProperty("synthetic").GetBoolean());
        Assert.Equal(Id, result.Task.TaskId);
    }

    [Theory]
    [InlineData(200, "{}", true, null)]
    [InlineData(503, """{"code":"draining","detail":"Draining."}""", false, "draining")]
    public async Task Readiness_is_told_by_the_status_and_its_reason_by_the_code(int status, string body, bool ready, string? reason)
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(status, body));
        using var engine = Samples.Engine(server.Url);

        Assert.Equal(new Readiness(ready, reason), await engine.GetReadinessAsync());
    }

    [Fact]
    public async Task Administration_uses_the_contracts_methods_paths_and_bodies()
    {
        const string Node = """{"node_id":"node-9","state":"active","healthy":true,"weight":2}""";
        await using var server = new ScriptedServer(request => ScriptedServer.Answer(200, request.Target switch
        {
            "/api/v1/admin/cleanup" => """{"removed":4}""",
            "/api/v1/admin/limits" => """{"max_concurrent_analyses":2,"max_queue_size":50,"analysis_timeout":300}""",
            _ => Node,
        }));
        using var engine = Samples.Engine(server.Url);
        var id = new NodeId("node-9");

        Assert.Equal(4, await engine.CleanupAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(2, (await engine.AddNodeAsync(new NewNode("node-9", "h", 80, 2))).Weight);
        await engine.UpdateNodeAsync(id, new NodeUpdate(State: NodeState.Draining));
        await engine.RemoveNodeAsync(id);
        await engine.SetStrategyAsync(PlacementStrategy.PowerOfTwo);
        Assert.Equal(2, (await engine.SetLimitsAsync(new LimitsUpdate(2))).MaxConcurrentAnalyses);
        await engine.InjectFaultAsync(id, FaultKind.Hang);

        Assert.Equal(
            [
                """POST /api/v1/admin/cleanup {"older_than_seconds":60}""",
                """POST /api/v1/admin/load_balancer/add_instance {"instance_id":"node-9","host":"h","port":80,"weight":2}""",
                """PUT /api/v1/admin/load_balancer/instances/node-9 {"state":"draining"}""",
                "DELETE /api/v1/admin/load_balancer/instances/node-9 ",
                """PUT /api/v1/admin/load_balancer/strategy {"strategy":"power_of_two"}""",
                """PUT /api/v1/admin/limits {"max_concurrent_analyses":2}""",
                """POST /api/v1/admin/faults {"node_id":"node-9","kind":"hang"}""",
            ],
            server.Requests.Select(request => $"{request.Method} {request.Target} {request.Body}"));
    }

    [Fact]
    public async Task Memory_and_prices_are_read()
    {
        await using var server = new ScriptedServer(request => request.Target switch
        {
            "/api/v1/memory/add" => ScriptedServer.Answer(201, """{"ids":["1"]}"""),
            "/api/v1/memory/search" => ScriptedServer.Answer(200, """{"results":[{"id":"1","text":"Gewinn 利润","score":0.5,"metadata":null}]}"""),
            "/api/v1/data/stock?symbol=AAPL&period=5d" => ScriptedServer.Answer(200,
                """{"symbol":"AAPL","currency":"USD","bars":[{"date":"2017-03-01","open":1,"high":2,"low":0.5,"close":1.5,"volume":7}]}"""),
            _ => ScriptedServer.Answer(404, Samples.Problem(404, ErrorCodes.UnknownSymbol, "No.")),
        });
        using var connection = new ApiConnection(new HttpClientOptions { Server = server.Url });
        var memory = new HttpMemory(connection);
        var data = new HttpMarketData(connection);

        Assert.Equal(["1"], await memory.AddAsync("c", [new MemoryDocument(null, "Gewinn 利润")]));
        Assert.Equal(new MemoryMatch("1", "Gewinn 利润", 0.5, null), (await memory.SearchAsync("c", "利润")).Single());
        Assert.Equal(new PriceBar(new DateOnly(2017, 3, 1), 1, 2, 0.5, 1.5, 7), (await data.GetPricesAsync("AAPL", "5d"))!.Bars.Single());
        Assert.Null(await data.GetPricesAsync("NONE"));
    }

    private static Uri FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}");
    }
}
