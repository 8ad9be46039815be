using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Telemetry;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Http.Tests;

public partial class OperationsTests
{
    [Theory]
    [InlineData("/health", "ok")]
    [InlineData("/health/live", "ok")]
    [InlineData("/ready", "ready")]
    [InlineData("/health/ready", "ready")]
    public async Task Probes_answer_without_a_key(string path, string status)
    {
        await using var server = await Server.StartAsync(Server.Keyed);

        Assert.Equal(status, (await server.GetJsonAsync(path)).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("draining", "draining")]
    [InlineData("starting", "starting")]
    [InlineData("storage_unavailable", "storage_unavailable")]
    [InlineData("something_else", "unavailable")]
    [InlineData("not_found", "not_found")]
    public async Task A_server_that_cannot_admit_work_is_503_with_the_reason(string reason, string code)
    {
        await using var server = await Server.StartAsync();
        server.Engine.Readiness = new Readiness(false, reason);

        await (await server.SendAsync("GET", "/ready")).ProblemAsync(503, code);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync("GET", "/health")).StatusCode);
    }

    [Theory]
    [InlineData("draining")]
    [InlineData("storage_unavailable")]
    public async Task A_submission_that_is_refused_for_now_is_counted_and_a_read_is_not(string code)
    {
        await using var server = await Server.StartAsync();
        server.Engine.Failure = new EngineException(code, "Not now.");

        await (await server.SendAsync("POST", "/api/v1/analysis/submit", """{"stock_code":"AAPL"}""")).ProblemAsync(503, code);
        await (await server.SendAsync("GET", "/api/v1/analysis/status/t1")).ProblemAsync(503, code);

        server.Engine.Failure = null;
        var metrics = await (await server.SendAsync("GET", "/metrics")).Content.ReadAsStringAsync();
        Assert.Contains($"tradingagents_tasks_rejected_total{{reason=\"{code}\"}} 1\n", metrics);
    }

    [Fact]
    public async Task Alerts_report_and_history_have_the_shape_of_the_contract()
    {
        await using var server = await Server.StartAsync();

        var alert = (await server.GetJsonAsync("/api/v1/system/alerts")).GetProperty("alerts").EnumerateArray().Single();
        var report = await server.GetJsonAsync("/api/v1/system/report");
        var history = await server.GetJsonAsync("/api/v1/system/history");
        var day = await server.GetJsonAsync("/api/v1/system/history?hours=24");

        Assert.Equal(
            """{"name":"queue_length","severity":"warning","since":"2026-11-22T09:00:00.123Z","value":51,"threshold":50,"summary":"51 tasks wait, more than 50."}""",
            alert.GetRawText());
        Assert.Equal(
            [
                "uptime_seconds", "tasks_per_second", "success_rate", "active", "queued", "peak_concurrency", "utilization",
                "average_wait_seconds", "p50_wait_seconds", "p95_wait_seconds", "p99_wait_seconds",
                "average_execution_seconds", "p50_execution_seconds", "p95_execution_seconds", "p99_execution_seconds", "bottlenecks",
            ], report.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            """[{"at":"2026-11-22T09:00:00.123Z","submitted":3,"completed":0,"failed":0,"timed_out":0,"cancelled":0,"rejected":0,"average_wait_seconds":null,"average_execution_seconds":null,"running":0,"queued":0}]""",
            history.GetProperty("buckets").GetRawText());
        Assert.Equal((60, 600), (history.GetProperty("bucket_seconds").GetInt32(), day.GetProperty("bucket_seconds").GetInt32()));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("25")]
    [InlineData("1.5")]
    [InlineData("x")]
    public async Task Hours_that_are_not_kept_are_refused(string hours)
    {
        await using var server = await Server.StartAsync();
        await (await server.SendAsync("GET", $"/api/v1/system/history?hours={hours}")).ProblemAsync(400, "invalid_request");
    }

    [Fact]
    public async Task Metrics_show_the_engine_and_what_was_recorded_in_the_text_format()
    {
        await using var server = await Server.StartAsync();
        EngineMetrics.RecordWait(AnalysisType.Quick, TimeSpan.FromSeconds(0.25));
        EngineMetrics.RecordExecution(AnalysisType.Quick, TimeSpan.FromSeconds(2));
        EngineMetrics.RecordPlacement(TimeSpan.FromMilliseconds(2));
        CacheMetrics.Count(CacheTier.Durable, CacheOutcome.Hit);
        await server.GetJsonAsync("/api/v1/system/stats");

        var answer = await server.SendAsync("GET", "/metrics");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(Line(), line));
        foreach (var expected in new[]
        {
            "tradingagents_tasks_submitted_total 7", "tradingagents_tasks_completed_total{status=\"completed\"} 5",
            "tradingagents_tasks_rejected_total{reason=\"queue_full\"} 3", "tradingagents_tasks_running{node=\"node-1\"} 2",
            "tradingagents_tasks_queued{node=\"node-1\",priority=\"high\"} 3", "tradingagents_tasks_queued{node=\"node-1\",priority=\"low\"} 0",
            "tradingagents_slot_utilization_ratio 0.75", "tradingagents_alert_firing{name=\"queue_length\"} 1", "tradingagents_alert_firing{name=\"utilization\"} 0",
            "tradingagents_tasks_unplaced 1", "tradingagents_node_healthy{node=\"node-1\"} 1",
            "# TYPE tradingagents_task_wait_seconds histogram", "# TYPE tradingagents_tasks_submitted_total counter",
        }) Assert.Contains(expected + "\n", text);
        Assert.Matches("tradingagents_task_wait_seconds_bucket\\{analysis_type=\"quick\",le=\"0.5\"\\} [1-9]", text);
        Assert.Matches("tradingagents_task_execution_seconds_count\\{analysis_type=\"quick\"\\} [1-9]", text);
        Assert.Matches("tradingagents_placement_seconds_bucket\\{le=\"\\+Inf\"\\} [1-9]", text);
        Assert.Matches("tradingagents_cache_requests_total\\{outcome=\"hit\",tier=\"durable\"\\} [1-9]", text);
        Assert.Matches("tradingagents_cache_requests_total\\{outcome=\"joined\",tier=\"price_files\"\\} [0-9]", text);
        Assert.Matches("tradingagents_cache_hit_ratio\\{tier=\"durable\"\\} (1|0\\.[0-9]+)", text);
        Assert.Matches("http_server_request_duration_seconds_count\\{[^}]*http_route=\"/api/v1/system/stats\"", text);
        var families = text.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToArray();
        Assert.Equal(families.Distinct(), families);
    }

    [Theory]
    [InlineData("GET", "/api/v1/system/stats", null)]
    [InlineData("GET", "/nowhere", null)]
    [InlineData("GET", "/health", null)]
    [InlineData("POST", "/api/v1/analysis/submit", "{}")]
    public async Task Every_answer_carries_the_security_headers(string method, string path, string? body)
    {
        await using var server = await Server.StartAsync();

        var answer = await server.SendAsync(method, path, body);

        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task An_internal_error_carries_them_too()
    {
        await using var server = await Server.StartAsync();
        server.Engine.Failure = new InvalidOperationException();

        var answer = await server.SendAsync("GET", "/api/v1/system/stats");

        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task An_html_report_may_style_itself_and_run_nothing()
    {
        await using var server = await Server.StartAsync();
        var task = await server.Engine.CompletedAsync();

        var answer = await server.SendAsync("GET", $"/api/v1/analysis/result/{task.TaskId}", headers: ("Accept", "text/html"));

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:", policy);
        Assert.DoesNotContain("script-src", policy);
    }

    [Fact]
    public async Task The_document_describes_every_route_with_its_methods_and_problems()
    {
        await using var server = await Server.StartAsync(Server.Keyed);

        var document = await server.GetJsonAsync("/openapi/v1.json", Server.UserKey);

        var paths = document.GetProperty("paths");
        foreach (var route in server.Routes.Where(route => !route.RoutePattern.RawText!.StartsWith("/openapi", StringComparison.Ordinal)
            && route.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.IExcludeFromDescriptionMetadata>()?.ExcludeFromDescription != true))
        {
            var path = route.RoutePattern.RawText!.TrimEnd('/');
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                var operation = paths.GetProperty(path).GetProperty(method.ToLowerInvariant());
                Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
                Assert.True(operation.GetProperty("responses").EnumerateObject().Any(response => response.Name[0] == '2'), path);
                Assert.True(operation.GetProperty("responses").TryGetProperty("500", out _), path);
            }
        }
    }

    [Fact]
    public async Task The_document_names_fields_enums_codes_and_keys_as_the_contract_does()
    {
        await using var server = await Server.StartAsync();

        var document = await server.GetJsonAsync("/openapi/v1.json");

        var text = document.GetRawText();
        foreach (var expected in new[] { "\"stock_code\"", "\"timeout_seconds\"", "\"power_of_two\"", "\"timed_out\"", "`queue_full`", "`rate_limited`", "Retry-After", "Idempotency-Key", "Last-Event-ID", "X-API-Key", "text/event-stream", "text/markdown" })
            Assert.Contains(expected, text);
        var submit = document.GetProperty("paths").GetProperty("/api/v1/analysis/submit").GetProperty("post");
        Assert.Equal(["202", "400", "401", "413", "415", "422", "429", "500", "503"], submit.GetProperty("responses").EnumerateObject().Select(response => response.Name).Order());
        var problem = submit.GetProperty("responses").GetProperty("429").GetProperty("content").GetProperty("application/problem+json").GetProperty("schema");
        Assert.Equal("#/components/schemas/Problem", problem.GetProperty("$ref").GetString());
        var schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.True(schemas.GetProperty("Problem").GetProperty("properties").TryGetProperty("code", out _));
        Assert.Equal(10, schemas.GetProperty("SubmitBody").GetProperty("properties").GetProperty("max_attempts").GetProperty("maximum").GetInt32());
        Assert.Equal(100, schemas.GetProperty("BatchBody").GetProperty("properties").GetProperty("stock_codes").GetProperty("maxItems").GetInt32());
        Assert.True(schemas.GetProperty("SubmitBody").GetProperty("properties").GetProperty("depends_on").TryGetProperty("items", out _));
        var status = document.GetProperty("paths").GetProperty("/api/v1/analysis").GetProperty("get").GetProperty("parameters").EnumerateArray().Single(parameter => parameter.GetProperty("name").GetString() == "status");
        Assert.Equal(ContractJson.NamesOf<AnalysisStatus>(), status.GetProperty("schema").GetProperty("enum").EnumerateArray().Select(value => value.GetString()));
    }

    [GeneratedRegex("^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{[a-z_]+=\"[^\"]*\"(,[a-z_]+=\"[^\"]*\")*\\})? [0-9.E+-]+)$")]
    private static partial Regex Line();
}
