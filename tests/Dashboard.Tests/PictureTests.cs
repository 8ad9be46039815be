using System.Text.Json;
using Microsoft.Playwright;
using TradingAgents.Abstractions;
using TradingAgents.Core.Admission;

namespace TradingAgents.Dashboard.Tests;

/// <summary>Takes the README's pictures; docs/pictures/make.sh runs it.</summary>
public sealed class PictureTests(Chromium browser) : DashboardTest(browser)
{
    private const string FolderVariable = "TRADINGAGENTS_PICTURES";

    [Fact]
    public async Task The_pictures_are_taken_where_that_is_asked_for()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { Length: > 0 } pictures)
        {
            Assert.Skip($"Pictures are taken only where {FolderVariable} names a folder.");
            return;
        }

        var server = await ServeAsync();
        var client = server.Client;
        var deep = await client.SubmitAsync(new AnalysisRequest { StockCode = "AAPL", Priority = TaskPriority.High, Parameters = JsonSerializer.SerializeToElement(new { depth = 3 }) });
        await foreach (var _ in client.WatchAsync(deep.TaskId)) { }
        await client.SubmitBatchAsync(new BatchRequest(["GOOG", "SPX", "AAPL"], new AnalysisRequest { StockCode = "", AnalysisType = AnalysisType.Technical }));
        string[] codes = ["MSFT", "AMZN", "NVDA", "META", "TSLA", "JPM", "XOM", "KO", "PFE", "IBM", "ORCL", "INTC", "AMD", "CSCO", "DIS"];
        for (var i = 0; i < 15; i++) await client.SubmitAsync(Work(codes[i], 30_000 + (i * 3000)) with { Tenant = $"desk-{i % 4}" });
        for (var i = 0; i < 9; i++) await client.SubmitAsync(Work(codes[(i * 4) % 15], 60_000) with { Tenant = $"desk-{i % 4}", Priority = i % 3 == 0 ? TaskPriority.Urgent : TaskPriority.Normal });

        await using var page = await Browser.OpenAsync(server.Url);
        await page["article.node"].First.WaitForAsync();
        await page["text=Step 12"].First.WaitForAsync();
        await page.Page.SetViewportSizeAsync(1280, await page.Page.EvaluateAsync<int>("document.documentElement.scrollHeight"));
        await ShootAsync(page, pictures, "dashboard");
        await page.Page.SetViewportSizeAsync(1280, 1130);
        await page.GoAsync($"/tasks/{deep.TaskId}");
        await page.Page.FrameLocator("iframe").Locator("h1").WaitForAsync();
        await page["summary:has-text('Market analyst')"].ClickAsync();
        await ShootAsync(page, pictures, "task");
        await page.Page.GotoAsync($"/api/v1/analysis/result/{deep.TaskId}");
        await page["h1"].WaitForAsync();
        await page.Page.SetViewportSizeAsync(1000, 1250);
        await ShootAsync(page, pictures, "report");
    }

    private static AnalysisRequest Work(string stockCode, int durationMs) =>
        Hold(stockCode) with { Parameters = JsonSerializer.SerializeToElement(new { duration_ms = durationMs, steps = 40 }) };

    private static async Task ShootAsync(DashboardPage page, string folder, string name) =>
        await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), Animations = ScreenshotAnimations.Disabled });
}
