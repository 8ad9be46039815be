using System.Net;
using Microsoft.AspNetCore.Routing;
using TradingAgents.Abstractions;

namespace TradingAgents.Http.Tests;

public class AccessTests
{
    private const string Submit = "/api/v1/analysis/submit";
    private const string Body = """{"stock_code":"AAPL"}""";

    [Fact]
    public async Task Every_route_wants_a_key_but_the_probes_signing_in_and_the_dashboards_files()
    {
        await using var server = await Server.StartAsync(Server.Keyed);
        var open = new List<string>();

        foreach (var (method, path, route) in Calls(server))
        {
            var answer = await server.SendAsync(method, path);
            if (answer.StatusCode != HttpStatusCode.Unauthorized)
            {
                open.Add(route.RoutePattern.RawText!);
                continue;
            }

            await answer.ProblemAsync(401, "unauthenticated");
            Assert.Contains(answer.Headers.WwwAuthenticate, challenge => challenge.Scheme == "Bearer");
            await (await server.SendAsync(method, path, key: "not-the-key-of-anyone")).ProblemAsync(401, "unauthenticated");
        }

        string[] files = ["/", "/tasks", "/tasks/{id}", "/batches", "/batches/{id}", "/nodes", "/submit", "/assets/{**name}"];
        string[] expected = ["/health", "/health/live", "/health/ready", "/ready", "/api/v1/session/", .. files];
        Assert.Equal(expected.Order(StringComparer.Ordinal), open.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_user_key_opens_every_route_but_those_of_administration()
    {
        await using var server = await Server.StartAsync(Server.Keyed);

        foreach (var (method, path, route) in Calls(server))
        {
            var answer = await server.SendAsync(method, path, key: Server.UserKey);
            var isAdmin = route.RoutePattern.RawText!.StartsWith("/api/v1/admin", StringComparison.Ordinal);
            if (isAdmin) await answer.ProblemAsync(403, "forbidden");
            else Assert.NotEqual(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.NotEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task An_admin_key_opens_every_route()
    {
        await using var server = await Server.StartAsync(Server.Keyed);

        foreach (var (method, path, _) in Calls(server))
        {
            var answer = await server.SendAsync(method, path, key: Server.AdminKey);
            Assert.True((int)answer.StatusCode is not (401 or 403 or >= 500), $"{method} {path}: {answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("GET", "/nowhere")]
    [InlineData("POST", "/")]
    [InlineData("PUT", Submit)]
    [InlineData("POST", "/api/v1/admin/nothing")]
    public async Task What_does_not_exist_wants_a_key_too(string method, string path)
    {
        await using var server = await Server.StartAsync(Server.Keyed);

        await (await server.SendAsync(method, path)).ProblemAsync(401, "unauthenticated");
    }

    [Theory]
    [InlineData("/api/v1/admin/nothing")]
    [InlineData("/API/V1/ADMIN/nothing")]
    [InlineData("/api/v1/%61dmin/nothing")]
    public async Task All_of_administration_is_forbidden_to_a_user_key_unknown_calls_included(string path)
    {
        await using var server = await Server.StartAsync(Server.Keyed);

        await (await server.SendAsync("POST", path, key: Server.UserKey)).ProblemAsync(403, "forbidden");
    }

    [Fact]
    public async Task A_bearer_token_is_as_good_as_the_header()
    {
        await using var server = await Server.StartAsync(Server.Keyed);

        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync("GET", "/api/v1/system/stats", headers: ("Authorization", "Bearer " + Server.UserKey))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync("GET", "/api/v1/system/stats", headers: ("Authorization", "bearer " + Server.UserKey))).StatusCode);
    }

    [Theory]
    [InlineData("Authorization", "Basic " + Server.UserKey)]
    [InlineData("Authorization", Server.UserKey)]
    [InlineData("Authorization", "Bearer")]
    [InlineData("X-API-Key", "")]
    [InlineData("X-API-Key", Server.UserKey + "x")]
    [InlineData("X-API-Key", "USER-KEY-0123456789")]
    public async Task Anything_but_the_key_is_401(string header, string value)
    {
        await using var server = await Server.StartAsync(Server.Keyed);

        await (await server.SendAsync("GET", "/api/v1/system/stats", headers: (header, value))).ProblemAsync(401, "unauthenticated");
    }

    [Fact]
    public async Task Two_keys_at_once_are_401()
    {
        await using var server = await Server.StartAsync(Server.Keyed);

        var answer = await server.SendAsync("GET", "/api/v1/system/stats", key: Server.UserKey, headers: ("Authorization", "Bearer " + Server.AdminKey));

        await answer.ProblemAsync(401, "unauthenticated");
    }

    [Fact]
    public async Task A_key_in_the_url_is_no_key()
    {
        await using var server = await Server.StartAsync(Server.Keyed);

        await (await server.SendAsync("GET", "/api/v1/system/stats?api_key=" + Server.UserKey)).ProblemAsync(401, "unauthenticated");
    }

    [Fact]
    public async Task Someone_elses_tasks_do_not_exist()
    {
        await using var server = await Server.StartAsync(Server.Keyed);
        var foreign = await server.Engine.CompletedAsync("other");
        var receipt = await server.Engine.SubmitBatchAsync(new BatchRequest(["AAPL"], new AnalysisRequest { StockCode = "", Tenant = "other" }));

        // Every route that names a task or a batch: one that is added later is looked at too.
        var named = server.Routes.Where(route => route.RoutePattern.Parameters.Any(parameter => parameter.Name is "task_id" or "batch_id")).ToArray();
        Assert.True(named.Length >= 7);
        foreach (var route in named)
        {
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                string With(string task, string batch) => route.RoutePattern.RawText!.Replace("{task_id}", task).Replace("{batch_id}", batch);
                var code = route.RoutePattern.RawText!.Contains("task_id", StringComparison.Ordinal) ? "unknown_task" : "unknown_batch";
                var theirs = await (await server.SendAsync(method, With(foreign.TaskId.Value, receipt.BatchId), key: Server.UserKey)).ProblemAsync(404, code);
                var nobodys = await (await server.SendAsync(method, With("t999", "b999"), key: Server.UserKey)).ProblemAsync(404, code);
                Assert.Equal(nobodys.GetProperty("detail").GetString()!.Replace("t999", foreign.TaskId.Value).Replace("b999", receipt.BatchId), theirs.GetProperty("detail").GetString());
                var admins = (await server.SendAsync(method, With(foreign.TaskId.Value, receipt.BatchId), key: Server.AdminKey)).StatusCode;
                Assert.True(admins is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{method} {route.RoutePattern.RawText}: {admins}");
            }
        }

        await server.GetJsonAsync($"/api/v1/analysis/batch/{receipt.BatchId}", Server.OtherKey);
    }

    [Fact]
    public async Task Depending_on_someone_elses_task_is_depending_on_an_unknown_one()
    {
        await using var server = await Server.StartAsync(Server.Keyed);
        var foreign = await server.Engine.CompletedAsync("other");
        var own = await server.Engine.CompletedAsync("user");
        string On(string id) => $$"""{"stock_code":"AAPL","depends_on":["{{id}}"]}""";

        await (await server.SendAsync("POST", Submit, On(foreign.TaskId.Value), Server.UserKey)).ProblemAsync(400, "invalid_request");
        await (await server.SendAsync("POST", "/api/v1/analysis/batch", On(foreign.TaskId.Value).Replace("\"stock_code\":\"AAPL\"", "\"stock_codes\":[\"AAPL\"]"), Server.UserKey)).ProblemAsync(400, "invalid_request");
        Assert.Equal(HttpStatusCode.Accepted, (await server.SendAsync("POST", Submit, On(own.TaskId.Value), Server.UserKey)).StatusCode);
    }

    [Fact]
    public async Task A_list_holds_ones_own_tasks_only()
    {
        await using var server = await Server.StartAsync(Server.Keyed);
        await server.Engine.CompletedAsync("other");
        await server.Engine.CompletedAsync("user");

        Assert.Equal(1, (await server.GetJsonAsync("/api/v1/analysis", Server.UserKey)).GetProperty("tasks").GetArrayLength());
        Assert.Equal(0, (await server.GetJsonAsync("/api/v1/analysis?tenant=other", Server.UserKey)).GetProperty("tasks").GetArrayLength());
        Assert.Equal(2, (await server.GetJsonAsync("/api/v1/analysis", Server.AdminKey)).GetProperty("tasks").GetArrayLength());
        Assert.Equal(1, (await server.GetJsonAsync("/api/v1/analysis?tenant=other", Server.AdminKey)).GetProperty("tasks").GetArrayLength());
    }

    [Fact]
    public async Task The_tenant_is_the_keys_name_and_cannot_be_set()
    {
        await using var server = await Server.StartAsync(Server.Keyed);

        var task = await (await server.SendAsync("POST", Submit, Body, Server.UserKey)).JsonAsync();
        var named = await server.SendAsync("POST", Submit, """{"stock_code":"AAPL","tenant":"user"}""", Server.UserKey);
        var refused = await server.SendAsync("POST", Submit, """{"stock_code":"AAPL","tenant":"other"}""", Server.UserKey);

        Assert.Equal("user", task.GetProperty("tenant").GetString());
        Assert.Equal(HttpStatusCode.Accepted, named.StatusCode);
        Assert.True((await refused.ProblemAsync(400, "invalid_request")).GetProperty("errors").TryGetProperty("tenant", out _));
        await (await server.SendAsync("POST", Submit, """{"stock_code":"AAPL","tenant":"other"}""", Server.AdminKey)).ProblemAsync(400, "invalid_request");
    }

    [Fact]
    public async Task A_key_that_submits_too_often_is_429_and_the_others_are_not()
    {
        await using var server = await Server.StartAsync(Server.Keyed with { RateLimitPerMinute = 3 });
        Assert.Equal(HttpStatusCode.Accepted, (await server.SendAsync("POST", Submit, Body, Server.UserKey)).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await server.SendAsync("POST", "/api/v1/analysis/batch", """{"stock_codes":["AAPL"]}""", Server.UserKey)).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await server.SendAsync("POST", Submit, Body, Server.UserKey)).StatusCode);

        var limited = await server.SendAsync("POST", Submit, Body, Server.UserKey);

        await limited.ProblemAsync(429, "rate_limited");
        Assert.InRange(limited.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.Accepted, (await server.SendAsync("POST", Submit, Body, Server.OtherKey)).StatusCode);
        await server.GetJsonAsync("/api/v1/analysis", Server.UserKey);
        Assert.Contains("tradingagents_tasks_rejected_total{reason=\"rate_limited\"} 1\n", await (await server.SendAsync("GET", "/metrics", key: Server.UserKey)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Without_keys_nothing_is_limited()
    {
        await using var server = await Server.StartAsync(new HttpFacadeOptions { RateLimitPerMinute = 1 });

        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.Accepted, (await server.SendAsync("POST", Submit, Body)).StatusCode);
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_use_an_open_server()
    {
        await using var server = await Server.StartAsync();

        await (await server.SendAsync("POST", Submit, Body, headers: ("Origin", "http://evil.example"))).ProblemAsync(403, "forbidden");
        Assert.Equal(HttpStatusCode.Accepted, (await server.SendAsync("POST", Submit, Body, headers: ("Origin", $"http://127.0.0.1:{server.Port}"))).StatusCode);
    }

    [Theory]
    [InlineData("evil.example", 403)]
    [InlineData("evil.example:8000", 403)]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1:1", 200)]
    [InlineData("[::1]:8000", 200)]
    public async Task An_open_server_answers_only_to_names_of_this_machine(string host, int status)
    {
        await using var server = await Server.StartAsync();

        Assert.Equal(status, (int)(await server.SendAsync("GET", "/api/v1/system/stats", headers: ("Host", host))).StatusCode);
    }

    [Fact]
    public async Task No_key_is_ever_logged()
    {
        await using var server = await Server.StartAsync(Server.Keyed);

        await server.SendAsync("POST", Submit, Body, Server.UserKey);
        await server.SendAsync("GET", "/api/v1/system/stats", headers: ("Authorization", "Bearer " + Server.AdminKey));
        await server.SendAsync("GET", "/api/v1/system/stats", key: "wrong-key-0123456789");

        Assert.NotEmpty(server.Log);
        Assert.DoesNotContain(server.Log, line => line.Contains("-key-0123456789", StringComparison.Ordinal));
    }

    private static IEnumerable<(string Method, string Path, RouteEndpoint Route)> Calls(Server server)
    {
        foreach (var route in server.Routes)
        {
            var path = route.RoutePattern.RawText!.Replace("{documentName}", "v1").Replace("{task_id}", "x").Replace("{batch_id}", "x").Replace("{id}", "x").Replace("{**name}", "icon.svg");
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods) yield return (method, path, route);
        }
    }
}
