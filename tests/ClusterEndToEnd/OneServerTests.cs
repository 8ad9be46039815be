using System.Net;
using System.Text.Json;

namespace TradingAgents.ClusterEndToEnd;

/// <summary>Silos over one Redis are one server to whoever calls any of them.</summary>
public sealed class OneServerTests(TwoKeyedSilos cluster) : IClassFixture<TwoKeyedSilos>
{
    private const string Submit = "/api/v1/analysis/submit";
    private const string Body = """{"stock_code":"AAPL","analysis_type":"synthetic","parameters":{"duration_ms":0}}""";

    [Fact]
    public async Task The_submissions_of_a_key_are_counted_by_all_silos_together()
    {
        var silos = await cluster.StartedAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 120).Select(number => TwoKeyedSilos.SendAsync(silos[number % 2], TwoKeyedSilos.BusyKey, HttpMethod.Post, Submit, Body)));

        var limited = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests && answer.Headers.RetryAfter?.Delta <= TimeSpan.FromSeconds(60)).ToArray();
        var problems = await Task.WhenAll(limited.Select(answer => answer.Content.ReadAsStringAsync()));
        Assert.Equal(20, problems.Count(problem => problem.Contains("rate_limited", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Accepted, (await TwoKeyedSilos.SendAsync(silos[0], TwoKeyedSilos.UserKey, HttpMethod.Post, Submit, Body)).StatusCode); // Another key has its own.
    }

    [Fact]
    public async Task What_is_remembered_through_one_silo_is_found_through_the_other()
    {
        var silos = await cluster.StartedAsync();
        var added = await TwoKeyedSilos.SendAsync(silos[0], TwoKeyedSilos.UserKey, HttpMethod.Post, "/api/v1/memory/add", """{"collection_name":"lessons","documents":[{"text":"Sold Apple too early in March"},{"text":"Held Google through earnings"}]}""");
        Assert.True(added.IsSuccessStatusCode, await added.Content.ReadAsStringAsync());

        var found = await TwoKeyedSilos.SendAsync(silos[1], TwoKeyedSilos.UserKey, HttpMethod.Post, "/api/v1/memory/search", """{"collection_name":"lessons","query":"apple"}""");
        Assert.Contains("Sold Apple too early", await found.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var unknown = await TwoKeyedSilos.SendAsync(silos[1], TwoKeyedSilos.UserKey, HttpMethod.Post, "/api/v1/memory/search", """{"collection_name":"nothing","query":"apple"}""");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_browser_signed_in_at_one_silo_is_signed_in_at_the_other()
    {
        var silos = await cluster.StartedAsync();
        var opened = await TwoKeyedSilos.SendAsync(silos[0], null, HttpMethod.Post, "/api/v1/session", $$"""{"key":"{{TwoKeyedSilos.UserKey}}"}""");
        var cookie = Assert.Single(opened.Headers.GetValues("Set-Cookie")).Split(';')[0];
        var token = JsonElement.Parse(await opened.Content.ReadAsStringAsync()).GetProperty("anti_forgery_token").GetString()!;

        var submitted = await TwoKeyedSilos.SendAsync(silos[1], null, HttpMethod.Post, Submit, Body, ("Cookie", cookie), ("X-CSRF-Token", token));
        Assert.Equal(HttpStatusCode.Accepted, submitted.StatusCode);
    }

    [Fact]
    public async Task The_Orleans_dashboard_is_for_admins_alone()
    {
        var silos = await cluster.StartedAsync();
        foreach (var path in new[] { "/orleans/", "/orleans/DashboardCounters", "/orleans/ClusterStats" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await TwoKeyedSilos.SendAsync(silos[0], null, HttpMethod.Get, path)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await TwoKeyedSilos.SendAsync(silos[0], TwoKeyedSilos.UserKey, HttpMethod.Get, path)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await TwoKeyedSilos.SendAsync(silos[0], TwoKeyedSilos.AdminKey, HttpMethod.Get, path)).StatusCode);
        }
    }

    [Fact]
    public async Task The_log_tells_the_time_of_each_line_and_nothing_for_every_grain()
    {
        var silos = await cluster.StartedAsync();
        await TwoKeyedSilos.SendAsync(silos[0], TwoKeyedSilos.AdminKey, HttpMethod.Post, Submit, Body);
        var lines = silos.SelectMany(silo => silo.Written).Where(line => line.StartsWith('{')).Select(line => JsonElement.Parse(line)).ToArray();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.True(DateTimeOffset.TryParse(line.GetProperty("Timestamp").GetString(), out _), line.ToString()));
        Assert.DoesNotContain(lines, line => line.GetProperty("Category").GetString() == "Polly" && line.GetProperty("LogLevel").GetString() == "Information");
    }
}
