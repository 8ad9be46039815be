using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace TradingAgents.Dashboard.Tests;

/// <summary>A page of the dashboard that remembers whatever the browser complained of. Disposing of it fails the test where there was anything.</summary>
public sealed class DashboardPage : IAsyncDisposable
{
    private static readonly string AccessibilityCheck = File.ReadAllText(Path.Combine(ProgramFile.Repository, "tests", "Dashboard.Tests", "accessibility.js"));

    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _foreign = new();

    public DashboardPage(IPage page, Uri server)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is not ("error" or "warning") || IsExpected(message)) return;
            _complaints.Enqueue($"{message.Type}: {message.Text} {message.Location}");
        };
        page.PageError += (_, error) => _complaints.Enqueue("uncaught: " + error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(server.ToString(), StringComparison.Ordinal)) _foreign.Enqueue(request.Url);
        };
    }

    public IPage Page { get; }

    /// <summary>A refusal is an answer like any other, but browsers report each; those a test provokes are named here.</summary>
    public string[] ExpectedStatuses { get; set; } = [];

    /// <summary>The test stops the server; the browser reports each call that does not reach it.</summary>
    public bool ExpectsOutage { get; set; }

    public ILocator this[string selector] => Page.Locator(selector);

    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.Locator("h1").First.WaitForAsync();
    }

    /// <summary>Waits until the text is to be seen.</summary>
    public Task SeesAsync(string text) => Page.GetByText(text).Filter(new LocatorFilterOptions { Visible = true }).First.WaitForAsync();

    public Task ClickAsync(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true }).ClickAsync();

    /// <summary>What an accessibility checker finds wrong with the page as it stands, a line each.</summary>
    public Task<string[]> ProblemsAsync() => Page.EvaluateAsync<string[]>(AccessibilityCheck);

    /// <summary>Moves the focus on by Tab until an element of that name has it; fails after a hundred steps.</summary>
    public async Task TabToAsync(string name)
    {
        for (var i = 0; i < 100; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await FocusedAsync() == name) return;
        }

        Assert.Fail($"The keyboard does not reach '{name}'.");
    }

    /// <summary>The name of what has the focus.</summary>
    public Task<string> FocusedAsync() => Page.EvaluateAsync<string>("""
        (() => { const one = document.activeElement; return (one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent).trim(); })()
        """);

    /// <summary>Nothing was complained of so far, and nothing but the server was asked for anything.</summary>
    public void IsQuiet()
    {
        Assert.Empty(_complaints);
        Assert.Empty(_foreign);
    }

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        IsQuiet();
    }

    private bool IsExpected(IConsoleMessage message) => (ExpectsOutage && message.Text.Contains("net::ERR_", StringComparison.Ordinal)) ||
        ExpectedStatuses.Any(status => message.Text.Contains($"status of {status}", StringComparison.Ordinal));
}
