using System.Net;
using TradingAgents.Abstractions;

namespace TradingAgents.Http.Tests;

public class AdministrationTests
{
    private const string Admin = "/api/v1/admin/";

    [Theory]
    [InlineData(null, 86400)]
    [InlineData("{}", 86400)]
    [InlineData("{\"older_than_seconds\":0}", 0)]
    [InlineData("{\"older_than_seconds\":1.5}", 1.5)]
    public async Task Cleanup_forgets_tasks_of_the_given_age_or_of_a_day(string? body, double seconds)
    {
        await using var server = await Server.StartAsync();

        var answer = await server.SendAsync("POST", Admin + "cleanup", body);

        Assert.Equal(4, (await answer.JsonAsync()).GetProperty("removed").GetInt32());
        Assert.Equal(TimeSpan.FromSeconds(seconds), server.Engine.LastCleanup);
    }

    [Fact]
    public async Task An_instance_is_added_changed_and_removed()
    {
        await using var server = await Server.StartAsync();

        var added = await server.SendAsync("POST", Admin + "load_balancer/add_instance", """{"instance_id":"node-4","host":"10.0.0.4","port":8004,"weight":2}""");
        var changed = await server.SendAsync("PUT", Admin + "load_balancer/instances/node-1", """{"weight":3,"state":"draining"}""");
        var removed = await server.SendAsync("DELETE", Admin + "load_balancer/instances/node-1");

        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal("/api/v1/admin/load_balancer/instances/node-4", added.Headers.Location?.OriginalString);
        Assert.Equal("node-4", (await added.JsonAsync()).GetProperty("node_id").GetString());
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(3, (await changed.JsonAsync()).GetProperty("weight").GetInt32());
        Assert.Equal(HttpStatusCode.Accepted, removed.StatusCode);
        Assert.Equal("draining", (await removed.JsonAsync()).GetProperty("state").GetString());
        Assert.Contains(server.Log, line => line.Contains("loopback did removeInstance node-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Limits_and_strategy_are_set_and_told()
    {
        await using var server = await Server.StartAsync();

        var limits = await (await server.SendAsync("PUT", Admin + "limits", """{"max_concurrent_analyses":8,"analysis_timeout":12.5}""")).JsonAsync();
        var strategy = await (await server.SendAsync("PUT", Admin + "load_balancer/strategy", """{"strategy":"power_of_two"}""")).JsonAsync();

        Assert.Equal(new LimitsUpdate(8, null, 12.5), server.Engine.LastLimits);
        Assert.Equal("""{"max_concurrent_analyses":8,"max_queue_size":50,"analysis_timeout":12.5}""", limits.GetRawText());
        Assert.Equal("power_of_two", strategy.GetProperty("strategy").GetString());
        Assert.Contains(server.Log, line => line.Contains("loopback did setLimits: {", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Faults_are_taken_only_where_they_are_allowed()
    {
        await using var server = await Server.StartAsync(new HttpFacadeOptions { AllowFaults = true });

        Assert.Equal(HttpStatusCode.Accepted, (await server.SendAsync("POST", Admin + "faults", """{"node_id":"node-1","kind":"crash"}""")).StatusCode);
        await (await server.SendAsync("POST", Admin + "faults", """{"node_id":"node-9","kind":"hang"}""")).ProblemAsync(404, "unknown_instance");
        await (await server.SendAsync("POST", Admin + "faults", """{"node_id":"node-1","kind":"melt"}""")).ProblemAsync(400, "invalid_request");
    }

    [Fact]
    public async Task Stats_and_nodes_have_the_contracts_names()
    {
        await using var server = await Server.StartAsync();

        var stats = await server.GetJsonAsync("/api/v1/system/stats");
        var nodes = await server.GetJsonAsync("/api/v1/system/nodes");

        Assert.Equal(2, stats.GetProperty("concurrency").GetProperty("current_running").GetInt32());
        Assert.Equal("least_connections", stats.GetProperty("load_balancer").GetProperty("strategy").GetString());
        Assert.Equal(5, nodes.GetProperty("nodes")[0].GetProperty("max_concurrent_analyses").GetInt32());
    }

    [Fact]
    public async Task Prices_are_cut_to_the_period()
    {
        await using var server = await Server.StartAsync();

        var week = await server.GetJsonAsync("/api/v1/data/stock?symbol=aapl&period=5d");
        var year = await server.GetJsonAsync("/api/v1/data/stock?symbol=AAPL");

        Assert.Equal("USD", week.GetProperty("currency").GetString());
        Assert.Equal("""{"date":"2017-03-06","open":1,"high":2,"low":0.5,"close":1.5,"volume":100}""", week.GetProperty("bars")[0].GetRawText());
        Assert.Equal(5, week.GetProperty("bars").GetArrayLength());
        Assert.Equal(10, year.GetProperty("bars").GetArrayLength());
    }

    [Fact]
    public async Task Documents_are_added_and_found()
    {
        await using var server = await Server.StartAsync();

        var added = await server.SendAsync("POST", "/api/v1/memory/add", """{"collection_name":"notes","documents":[{"id":"a","text":"苹果 rises","metadata":{"k":[1]}},{"text":"falls"}]}""");
        var found = await server.SendAsync("POST", "/api/v1/memory/search", """{"collection_name":"notes","query":"苹果","n_results":1}""");

        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal("""{"ids":["a","d1"]}""", (await added.JsonAsync()).GetRawText());
        Assert.Equal("""{"results":[{"id":"a","text":"苹果 rises","score":1,"metadata":{"k":[1]}}]}""", (await found.JsonAsync()).GetRawText());
    }
}
