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
        for (var i = 1; i <= 15; i++) await client.SubmitAsync(Hold($"DESK-{i}", 8000 + (i * 9000)) with { Tenant = $"desk-{i % 4}" });
        for (var i = 1; i <= 9; i++) await client.SubmitAsync(Hold($"NEXT-{i}", 60_000) with { Tenant = $"desk-{i % 4}", Priority = i % 3 == 0 ? TaskPriority.Urgent : TaskPriority.Normal });

        await using var page = await Browser.OpenAsync(server.Url);
        await page["article.node"].First.WaitForAsync();
        await page["text=NEXT-3"].First.WaitForAsync();
        await page.Page.SetViewportSizeAsync(1280, 1130);
        await ShootAsync(page, pictures, "dashboard");
        await page.GoAsync($"/tasks/{deep.TaskId}");
        await page.Page.FrameLocator("iframe").Locator("h1").WaitForAsync();
        await page["summary:has-text('Market analyst')"].ClickAsync();
        await ShootAsync(page, pictures, "task");
        await page.Page.GotoAsync($"/api/v1/analysis/result/{deep.TaskId}");
        await page["h1"].WaitForAsync();
        await page.Page.SetViewportSizeAsync(1000, 1250);
        await ShootAsync(page, pictures, "report");
    }

    private static async Task ShootAsync(DashboardPage page, string folder, string name) =>
        await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), Animations = ScreenshotAnimations.Disabled });
}
