using Microsoft.Playwright;

[assembly: Xunit.AssemblyFixture(typeof(TradingAgents.Dashboard.Tests.Chromium))]
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]

namespace TradingAgents.Dashboard.Tests;

/// <summary>One browser for all tests; each page has a context, and so cookies, of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable)) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Headless = true, Args = Arguments, Timeout = 120_000 });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A page of a server; skips the test where there is no browser.</summary>
    public async Task<DashboardPage> OpenAsync(Uri server, string? path = "/", bool dark = false, bool phone = false, string locale = "en-GB")
    {
        if (_browser is null) Assert.Skip($"There is no {Executable}: tests/Dashboard.Tests/install-chromium.sh installs it.");
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = phone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1280, Height = 860 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = locale,
            BaseURL = server.ToString(),
        });
        context.SetDefaultTimeout(60_000);
        var page = new DashboardPage(await context.NewPageAsync(), server);
        if (path is not null) await page.GoAsync(path);
        return page;
    }
}
