using System.Net;

namespace TradingAgents.Http.Tests;

/// <summary>Why a task waits, what was asked for, batches, and cancelling many.</summary>
public class InsightTests
{
    private const string Cancel = "/api/v1/analysis/cancel";

    [Fact]
    public async Task A_user_cancels_many_of_its_own_tasks_only()
    {
        await using var server = await Server.StartAsync(Server.Keyed);

        await server.SendAsync("POST", Cancel, """{"status":"queued","dry_run":false}""", Server.UserKey);
        Assert.Equal(("user", false), (server.Engine.LastBulkCancel!.Tenant, server.Engine.LastBulkCancel.DryRun));

        var foreign = await (await server.SendAsync("POST", Cancel, """{"tenant":"other","dry_run":false}""", Server.UserKey)).JsonAsync();
        Assert.Equal(0, foreign.GetProperty("matched").GetInt32());
        Assert.Equal("user", server.Engine.LastBulkCancel.Tenant);
    }

    [Theory]
    [InlineData("{}", "all")]
    [InlineData("""{"dry_run":false}""", "all")]
    [InlineData("""{"all":true,"status":"queued"}""", "all")]
    [InlineData("""{"status":"completed"}""", "status")]
    [InlineData("""{"q":"a b"}""", "q")]
    [InlineData("""{"all":true,"at_most":-1}""", "at_most")]
    public async Task A_bulk_cancellation_without_a_clear_aim_is_refused(string body, string field)
    {
        await using var server = await Server.StartAsync();

        var problem = await (await server.SendAsync("POST", Cancel, body)).ProblemAsync(400, "invalid_request");

        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
        Assert.Null(server.Engine.LastBulkCancel);
    }

    [Fact]
    public async Task Nothing_is_cancelled_unless_that_is_said()
    {
        await using var server = await Server.StartAsync();

        await server.SendAsync("POST", Cancel, """{"stock_code":"aapl"}""");

        Assert.Equal((true, "AAPL"), (server.Engine.LastBulkCancel!.DryRun, server.Engine.LastBulkCancel.StockCode));
    }

    [Fact]
    public async Task Someone_elses_task_is_neither_explained_nor_shown()
    {
        await using var server = await Server.StartAsync(Server.Keyed);
        var foreign = await server.Engine.CompletedAsync("other");

        foreach (var call in new[] { "waiting", "request" })
        {
            await (await server.SendAsync("GET", $"/api/v1/analysis/{call}/{foreign.TaskId}", key: Server.UserKey)).ProblemAsync(404, "unknown_task");
            Assert.Equal(HttpStatusCode.OK, (await server.SendAsync("GET", $"/api/v1/analysis/{call}/{foreign.TaskId}", key: Server.OtherKey)).StatusCode);
        }
    }

    [Fact]
    public async Task A_user_lists_its_own_batches_only()
    {
        await using var server = await Server.StartAsync(Server.Keyed);

        await server.GetJsonAsync("/api/v1/analysis/batches", Server.UserKey);
        Assert.Equal("user", server.Engine.LastBatchQuery!.Tenant);
        await server.GetJsonAsync("/api/v1/analysis/batches?limit=5", Server.AdminKey);
        Assert.Equal((null, 5), (server.Engine.LastBatchQuery.Tenant, server.Engine.LastBatchQuery.Limit));
        await (await server.SendAsync("GET", "/api/v1/analysis/batches?limit=101", key: Server.AdminKey)).ProblemAsync(400, "invalid_request");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/tasks/anything")]
    [InlineData("/assets/js/main.js")]
    public async Task The_dashboards_files_are_for_everyone_run_only_themselves_and_are_sent_once(string path)
    {
        await using var server = await Server.StartAsync(Server.Keyed);

        var first = await server.SendAsync("GET", path);
        var again = await server.SendAsync("GET", path, headers: ("If-None-Match", first.Headers.ETag!.ToString()));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, again.StatusCode));
        var policy = first.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self';", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
    }

    [Theory]
    [InlineData("/assets/nothing.js")]
    [InlineData("/assets/../appsettings.json")]
    [InlineData("/assets/%2e%2e/index.html")]
    public async Task There_is_no_other_file(string path)
    {
        await using var server = await Server.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync("GET", path)).StatusCode);
    }
}
