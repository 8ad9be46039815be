using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace TradingAgents.Dashboard.Tests;

/// <summary>A page of the dashboard that remembers whatever the browser complained of. Disposing of it fails the test where there was anything.</summary>
public sealed class DashboardPage : IAsyncDisposable
{
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

    public ILocator this[string selector] => Page.Locator(selector);

    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.Locator("h1").First.WaitForAsync();
    }

    /// <summary>Waits until the text is to be seen.</summary>
    public Task SeesAsync(string text) => Page.GetByText(text).First.WaitForAsync();

    public Task ClickAsync(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true }).ClickAsync();

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

    private bool IsExpected(IConsoleMessage message) => ExpectedStatuses.Any(status => message.Text.Contains($"status of {status}", StringComparison.Ordinal));
}
