using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace TradingAgents.Http.Tests;

/// <summary>docs/http-api.md against the routes there are.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public async Task The_page_names_every_call_there_is_and_no_other()
    {
        await using var server = await Server.StartAsync(new HttpFacadeOptions { AllowFaults = true });
        var mapped = server.Routes
            .SelectMany(route => (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => $"{method} {Path(route)}"))
            .Where(call => !IsOfTheDashboard(call));
        var named = Call().Matches(await File.ReadAllTextAsync(System.IO.Path.Combine(Repository(), "docs", "http-api.md"))).Select(match => match.Groups[1].Value);

        Assert.Equal(mapped.Distinct().Order(StringComparer.Ordinal), named.Where(call => call != "GET /").Distinct().Order(StringComparer.Ordinal));
    }

    private static string Path(RouteEndpoint route) =>
        "/" + route.RoutePattern.RawText!.Trim('/').Replace("{documentName}", "v1", StringComparison.Ordinal);

    /// <summary>Its pages and files; docs/dashboard.md is about them.</summary>
    private static bool IsOfTheDashboard(string call) =>
        !(call.Contains(" /api/", StringComparison.Ordinal) || call.Contains(" /health", StringComparison.Ordinal) || call is "GET /ready" or "GET /metrics" or "GET /openapi/v1.json");

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "TradingAgents.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("TradingAgents.sln is in no folder above the tests.");
    }

    [GeneratedRegex("(?<=\\| |, )`((?:GET|POST|PUT|DELETE) /[^`]*)`")]
    private static partial Regex Call();
}
