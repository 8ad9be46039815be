using System.Net;
using System.Text;
using System.Text.Json;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.EndToEnd;

/// <summary>Bad requests to a whole server: each is refused with its code, and the server works on as if they had not been.</summary>
public sealed class BadInputTests : ProcessTest
{
    private const string Submit = "/api/v1/analysis/submit";
    private const string Batch = "/api/v1/analysis/batch";
    private const string Admin = "/api/v1/admin/";

    /// <summary>Method, path, body, status, code, and the field that is named (null: none).</summary>
    private static readonly (string Method, string Path, string? Body, int Status, string Code, string? Field)[] Cases =
    [
        ("POST", Submit, "", 400, "invalid_request", "body"),
        ("POST", Submit, "{", 400, "invalid_request", "body"),
        ("POST", Submit, "[]", 400, "invalid_request", "body"),
        ("POST", Submit, "{}", 400, "invalid_request", "stock_code"),
        ("POST", Submit, """{"stock_code":"../../etc/passwd"}""", 400, "invalid_request", "stock_code"),
        ("POST", Submit, """{"stock_code":"AAPL","stock_code":"GOOG"}""", 400, "invalid_request", "stock_code"),
        ("POST", Submit, """{"stock_code":"AAPL","prioritty":"high"}""", 400, "invalid_request", "prioritty"),
        ("POST", Submit, """{"stock_code":"AAPL","priority":"top"}""", 400, "invalid_request", "priority"),
        ("POST", Submit, """{"stock_code":"AAPL","analysis_type":"magic"}""", 400, "invalid_request", "analysis_type"),
        ("POST", Submit, """{"stock_code":"AAPL","timeout_seconds":-1}""", 400, "invalid_request", "timeout_seconds"),
        ("POST", Submit, """{"stock_code":"AAPL","max_attempts":11}""", 400, "invalid_request", "max_attempts"),
        ("POST", Submit, """{"stock_code":"AAPL","depends_on":["nobody"]}""", 400, "invalid_request", "depends_on"),
        ("POST", Submit, """{"stock_code":"AAPL","not_before":"tomorrow"}""", 400, "invalid_request", "not_before"),
        ("POST", Submit, """{"stock_code":"AAPL","parameters":{"depth":6}}""", 400, "invalid_request", "parameters.depth"),
        ("POST", Submit, """{"stock_code":"AAPL","parameters":{"trade_date":"2017-02-30"}}""", 400, "invalid_request", "parameters.trade_date"),
        ("POST", Submit, """{"stock_code":"AAPL","analysis_type":"synthetic","parameters":{"duration_ms":-1}}""", 400, "invalid_request", "parameters.duration_ms"),
        ("POST", Batch, """{"stock_codes":[]}""", 400, "invalid_request", "stock_codes"),
        ("POST", Batch, """{"stock_codes":["AAPL",null]}""", 400, "invalid_request", "stock_codes[1]"),
        ("GET", "/api/v1/analysis/status/nobody", null, 404, "unknown_task", null),
        ("GET", "/api/v1/analysis/result/%27%3B%20DROP%20TABLE%20tasks%3B--", null, 404, "unknown_task", null),
        ("GET", "/api/v1/analysis/events/nobody", null, 404, "unknown_task", null),
        ("DELETE", "/api/v1/analysis/cancel/nobody", null, 404, "unknown_task", null),
        ("GET", "/api/v1/analysis/batch/nobody", null, 404, "unknown_batch", null),
        ("GET", "/api/v1/analysis?limit=201", null, 400, "invalid_request", "limit"),
        ("GET", "/api/v1/analysis?cursor=nonsense", null, 400, "invalid_request", "cursor"),
        ("GET", "/api/v1/data/stock?symbol=..%2F..%2Fetc%2Fpasswd", null, 404, "unknown_symbol", null),
        ("PUT", Admin + "limits", """{"max_concurrent_analyses":0}""", 400, "invalid_request", "max_concurrent_analyses"),
        ("PUT", Admin + "load_balancer/strategy", """{"strategy":"best"}""", 400, "invalid_request", "strategy"),
        ("POST", Admin + "load_balancer/add_instance", """{"instance_id":"node-1"}""", 409, "duplicate_instance", null),
        ("DELETE", Admin + "load_balancer/instances/node-9", null, 404, "unknown_instance", null),
        ("POST", Admin + "faults", """{"node_id":"node-1","kind":"crash"}""", 404, "not_found", null),
        ("POST", Admin + "cleanup", """{"older_than_seconds":-1}""", 400, "invalid_request", "older_than_seconds"),
        ("GET", "/nowhere", null, 404, "not_found", null),
        ("GET", Submit, null, 405, "method_not_allowed", null),
    ];

    [Fact]
    public async Task Every_bad_request_is_refused_with_its_code_and_leaves_no_trace()
    {
        var server = await ServeAsync();
        using var http = new HttpClient { BaseAddress = server.Url };
        foreach (var (method, path, body, status, code, field) in Cases)
        {
            var what = $"{method} {path} {body}";
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True((int)answer.StatusCode == status, $"{what}: {(int)answer.StatusCode}, not {status}: {text}");
            var problem = JsonElement.Parse(text);
            Assert.Equal((what, code), (what, problem.GetProperty("code").GetString()));
            if (field is null) continue;
            Assert.True(problem.GetProperty("errors").TryGetProperty(field, out var errors) && errors.GetArrayLength() > 0, $"{what} does not name {field}: {text}");
        }

        Assert.Empty(await AllAsync(server.Client));
        Assert.Empty(server.LoggedErrors);
        var task = await server.Client.SubmitAsync(Synthetic("AAPL", 0));
        Assert.Equal(AnalysisStatus.Completed, TerminalOf(await EventsAsync(server.Client, task.TaskId)));
    }

    [Fact]
    public async Task A_body_above_the_limit_is_refused_as_too_large()
    {
        var server = await ServeAsync();
        using var http = new HttpClient { BaseAddress = server.Url };
        using var answer = await http.PostAsync(Submit, new StringContent($$"""{"stock_code":"{{new string('A', 100_000)}}"}""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.True((await server.Client.GetReadinessAsync()).Ready);
    }
}
