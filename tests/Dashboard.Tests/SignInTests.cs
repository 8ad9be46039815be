using Microsoft.Playwright;

namespace TradingAgents.Dashboard.Tests;

/// <summary>With keys: signing in, what a user may, and what becomes of a session.</summary>
public sealed class SignInTests(Chromium browser) : DashboardTest(browser)
{
    private const string UserKey = "user-key-0123456789";
    private const string AdminKey = "admin-key-0123456789";

    [Fact]
    public async Task A_user_signs_in_reads_its_own_and_administers_nothing()
    {
        var server = await ServeAsync("--api-keys", KeyFile());
        await using var page = await Browser.OpenAsync(server.Url, "/nodes");
        page.ExpectedStatuses = ["401", "403"];
        await page["#key"].FillAsync("wrong-key-0123456789");
        await page.ClickAsync("Sign in");
        await page.SeesAsync("The key is not known.");
        await page["#key"].FillAsync(UserKey);
        await page.ClickAsync("Sign in");

        await page.SeesAsync("Read-only: draining, limits and placement need an admin key.");
        await page["article[aria-label=node-1]"].WaitForAsync();
        Assert.Equal(0, await page["button:has-text('Drain')"].CountAsync());
        Assert.Equal("", await page.Page.EvaluateAsync<string>("document.cookie"));
        var stored = await page.Page.EvaluateAsync<string>("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)");
        Assert.DoesNotContain(UserKey, stored);
        Assert.Equal(403, await page.Page.EvaluateAsync<int>("fetch('/api/v1/analysis/cancel', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{\"all\":true}' }).then(answer => answer.status)"));

        await page.GoAsync("/submit?stock_code=AAPL");
        await page.ClickAsync("Submit");
        await page["h1 .s-completed"].WaitForAsync();
        Assert.Equal(0, await page["#tenant"].CountAsync());
        await page.Page.FrameLocator("iframe").Locator("h1").WaitForAsync();
    }

    [Fact]
    public async Task A_session_survives_a_restart_and_ends_when_its_key_is_removed()
    {
        var server = await ServeAsync("--api-keys", KeyFile());
        await using var page = await Browser.OpenAsync(server.Url, "/nodes");
        page.ExpectedStatuses = ["401"];
        await page["#key"].FillAsync(AdminKey);
        await page.ClickAsync("Sign in");
        await page["button:has-text('Drain')"].First.WaitForAsync();
        await server.StopAsync();

        var restarted = await ServeAsync("--api-keys", KeyFile());
        var cookies = await page.Page.Context.CookiesAsync();
        await using var again = await Browser.OpenAsync(restarted.Url, path: null);
        again.ExpectedStatuses = ["401"];
        await again.Page.Context.AddCookiesAsync(Copies(cookies));
        await again.GoAsync("/nodes");
        await again["button:has-text('Drain')"].First.WaitForAsync();

        await restarted.StopAsync();
        File.WriteAllText(Path.Combine(Folder, "keys"), $"desk user {UserKey}\n");
        var revoked = await ServeAsync("--api-keys", Path.Combine(Folder, "keys"));
        await using var locked = await Browser.OpenAsync(revoked.Url, path: null);
        locked.ExpectedStatuses = ["401"];
        await locked.Page.Context.AddCookiesAsync(Copies(cookies));
        await locked.GoAsync("/nodes");
        await locked["#key"].WaitForAsync();
    }

    private static IEnumerable<Cookie> Copies(IEnumerable<BrowserContextCookiesResult> cookies) => cookies.Select(cookie => new Cookie
    {
        Name = cookie.Name,
        Value = cookie.Value,
        Domain = cookie.Domain,
        Path = cookie.Path,
        HttpOnly = true,
        SameSite = SameSiteAttribute.Strict,
    });

    private string KeyFile()
    {
        var file = Path.Combine(Folder, "keys");
        File.WriteAllText(file, $"desk user {UserKey}\nboss admin {AdminKey}\n");
        return file;
    }
}
