using System.Net;
using System.Text.RegularExpressions;

namespace TradingAgents.Http.Tests;

/// <summary>The dashboard's files, as the facade serves them.</summary>
public sealed partial class DashboardFileTests
{
    [Fact]
    public async Task Every_module_that_the_page_imports_is_served()
    {
        await using var server = await Server.StartAsync();
        var pending = new Queue<string>(["/assets/js/main.js"]);
        var seen = new HashSet<string>();
        while (pending.TryDequeue(out var path))
        {
            if (!seen.Add(path)) continue;
            var answer = await server.SendAsync("GET", path);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
            var module = new Uri(new Uri("http://localhost"), path);
            foreach (Match import in Imports().Matches(await answer.Content.ReadAsStringAsync())) pending.Enqueue(new Uri(module, import.Groups[1].Value).AbsolutePath);
        }

        Assert.Contains("/assets/js/words.zh.js", seen);
    }

    [Theory]
    [InlineData("/no/such/page", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")]
    [InlineData("/no/such/page", "text/html")]
    public async Task An_address_that_is_none_is_a_page_for_browsers_under_the_strict_policy(string path, string accept)
    {
        await using var server = await Server.StartAsync();
        var answer = await server.SendAsync("GET", path, headers: ("Accept", accept));

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("There is nothing at this address", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", page, StringComparison.Ordinal);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/no/such/page", null)]
    [InlineData("GET", "/no/such/page", "*/*")]
    [InlineData("GET", "/no/such/page", "application/json")]
    [InlineData("GET", "/no/such/page", "application/json, text/html;q=0.5")]
    [InlineData("POST", "/no/such/page", "text/html")]
    [InlineData("GET", "/api/v1/nothing", "text/html")]
    [InlineData("GET", "/api", "text/html")]
    public async Task An_address_that_is_none_is_a_problem_for_programs(string method, string path, string? accept)
    {
        await using var server = await Server.StartAsync();
        var answer = await server.SendAsync(method, path, headers: accept is null ? [] : [("Accept", accept)]);

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [GeneratedRegex("from '(\\.[^']+)'")]
    private static partial Regex Imports();
}
