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

    [GeneratedRegex("from '(\\.[^']+)'")]
    private static partial Regex Imports();
}
