using Microsoft.Playwright;
using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Dashboard.Tests;

/// <summary>The dashboard without a mouse.</summary>
public sealed class KeyboardTests(Chromium browser) : DashboardTest(browser)
{
    [Fact]
    public async Task An_analysis_is_submitted_found_and_cancelled_by_keyboard_alone()
    {
        var server = await ServeAsync();
        await using var page = await Browser.OpenAsync(server.Url);
        var keys = page.Page.Keyboard;
        await keys.PressAsync("c");
        await page["#codes"].WaitForAsync();
        await page.TabToAsync("Stock codes");
        await keys.TypeAsync("KEYS");
        await page.TabToAsync("Type");
        await keys.TypeAsync("Synth");
        await page.TabToAsync("Duration (ms)");
        await keys.PressAsync("ControlOrMeta+A");
        await keys.TypeAsync("600000");
        await page.TabToAsync("Submit");
        await keys.PressAsync("Enter");
        await page["h1 .s-running"].WaitForAsync();
        Assert.StartsWith("KEYS", await page.FocusedAsync(), StringComparison.Ordinal); // The heading of the new page has the focus.

        await keys.PressAsync("g");
        await keys.PressAsync("t");
        await page[".row"].First.WaitForAsync();
        await keys.PressAsync("/");
        await keys.TypeAsync("key");
        await page.Page.WaitForURLAsync(url => url.Contains("q=key", StringComparison.Ordinal));
        await page.TabToAsync("KEYS");
        await keys.PressAsync("Enter");
        await page.TabToAsync("Cancel task");
        await keys.PressAsync("Enter");
        await page["dialog"].WaitForAsync();
        Assert.Equal("Keep", await page.FocusedAsync()); // Enter twice cancels nothing.
        await keys.PressAsync("Escape");
        await Assertions.Expect(page["dialog"]).ToHaveCountAsync(0);
        Assert.Equal("Cancel task", await page.FocusedAsync());
        await keys.PressAsync("Enter");
        await page.TabToAsync("Cancel task");
        await keys.PressAsync("Enter");
        await page["h1 .s-cancelled"].WaitForAsync();
        Assert.Equal(AnalysisStatus.Cancelled, Assert.Single((await server.Client.ListAsync(new TaskQuery())).Tasks).Status);
    }
}
