using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Dashboard.Tests;

/// <summary>What others wrote is text, wherever it comes from and whatever it looks like.</summary>
public sealed class HostileTextTests(Chromium browser) : DashboardTest(browser)
{
    private static readonly string[] Corpus =
    [
        "<script>window.hacked=1</script>", "<img src=x onerror=\"window.hacked=1\">", "\"><svg onload=window.hacked=1>", "'-window.hacked=1-'", "</title><script>window.hacked=1</script>",
        "javascript:window.hacked=1", "<iframe srcdoc=\"<script>parent.hacked=1</script>\">", "{{constructor.constructor('window.hacked=1')()}}", "<a href=\"javascript:window.hacked=1\">AAPL</a>", "\u202Eevil\u0000<b>",
    ];

    [Fact]
    public async Task Hostile_values_of_the_api_are_shown_as_text()
    {
        var server = await ServeAsync("--nodes", "1", "--max-concurrent", "1");
        await server.Client.SubmitAsync(Hold("RUNS"));
        var waiting = (await server.Client.SubmitBatchAsync(new BatchRequest(["WAITS", "MORE"], Hold("")))).Items[0].Task!;
        await using var page = await Browser.OpenAsync(server.Url, path: null);
        await page.Page.RouteAsync("**/api/v1/**", Poison);

        foreach (var path in (string[])["/", "/tasks", $"/tasks/{waiting.TaskId}", "/batches", "/nodes"])
        {
            await page.GoAsync(path);
            await page.Page.GetByText("window.hacked=1").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });

            Assert.True(await page.Page.EvaluateAsync<bool>("window.hacked === undefined"), path);
            Assert.Equal(0, await page["#main img, #main script, #main iframe[srcdoc], a[href^='javascript']"].CountAsync());
        }
    }

    [Fact]
    public async Task Hostile_headlines_run_nothing_in_the_report_or_beside_it()
    {
        var server = await ServeAsync("--market-data", MarketData());
        var task = await server.Client.SubmitAsync(new AnalysisRequest { StockCode = "AAPL" });
        await foreach (var _ in server.Client.WatchAsync(task.TaskId)) { }
        Assert.Equal(AnalysisStatus.Completed, (await server.Client.GetAsync(task.TaskId)).Status);
        await using var page = await Browser.OpenAsync(server.Url, $"/tasks/{task.TaskId}");
        await page.Page.FrameLocator("iframe").Locator("h1").WaitForAsync();
        foreach (var stage in await page["details > summary.stage"].AllAsync()) await stage.ClickAsync();
        await page.ClickAsync("Text");
        await page["pre.copyable"].Filter(new() { HasText = "AAPL" }).WaitForAsync();

        Assert.True(await page.Page.EvaluateAsync<bool>("window.hacked === undefined"));
        Assert.Contains("hacked", await page["#main"].TextContentAsync());
    }

    // Every text of an answer that is not a name the dashboard must understand becomes hostile.
    private static async Task Poison(IRoute route)
    {
        if (route.Request.Url.Contains("/events/", StringComparison.Ordinal))
        {
            await route.ContinueAsync();
            return;
        }

        var answer = await route.FetchAsync();
        var text = await answer.TextAsync();
        if (!text.StartsWith('{'))
        {
            await route.FulfillAsync(new RouteFulfillOptions { Response = answer });
            return;
        }

        var json = JsonNode.Parse(text)!;
        var count = 0;
        Visit(json);
        await route.FulfillAsync(new RouteFulfillOptions { Response = answer, Body = json.ToJsonString() });

        void Visit(JsonNode node)
        {
            switch (node)
            {
                case JsonArray items:
                    for (var i = 0; i < items.Count; i++)
                    {
                        if (items[i] is JsonValue value && value.GetValueKind() == JsonValueKind.String) items[i] = Corpus[count++ % Corpus.Length];
                        else if (items[i] is { } item) Visit(item);
                    }

                    break;
                case JsonObject members:
                    foreach (var (name, value) in members.ToArray())
                    {
                        if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String && !IsUnderstood(name)) members[name] = Corpus[count++ % Corpus.Length];
                        else if (value is not null and not JsonValue) Visit(value);
                    }

                    break;
            }
        }
    }

    private static bool IsUnderstood(string name) => name.EndsWith("_at", StringComparison.Ordinal) || name is "status" or "until" or "at" or "since" or "next_cursor" or "anti_forgery_token" or "cause" or "state" or "task_id";

    private string MarketData()
    {
        var folder = Path.Combine(Folder, "market");
        Directory.CreateDirectory(Path.Combine(folder, "prices"));
        Directory.CreateDirectory(Path.Combine(folder, "news"));
        File.Copy(Path.Combine(ProgramFile.Repository, "data", "prices", "AAPL.csv"), Path.Combine(folder, "prices", "AAPL.csv"));
        var lines = Corpus.Select((hostile, i) => JsonSerializer.Serialize(new
        {
            published = $"2018-05-{1 + (i % 9):00}T10:00:00Z",
            symbols = new[] { "AAPL" },
            topic = "company",
            source = "Test Wire",
            headline = $"Apple profit surges, strong growth {hostile}",
            text = hostile,
        }));
        File.WriteAllLines(Path.Combine(folder, "news", "hostile.jsonl"), lines);
        return folder;
    }
}
