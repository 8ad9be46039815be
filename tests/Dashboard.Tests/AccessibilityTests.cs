using Microsoft.Playwright;
using TradingAgents.Abstractions;
using TradingAgents.EndToEnd;

namespace TradingAgents.Dashboard.Tests;

/// <summary>Contrast, names, roles, headings, focus, width: every screen, in both themes and languages, at a desk and on a phone.</summary>
public sealed class AccessibilityTests(Chromium browser) : DashboardTest(browser)
{
    private static readonly string Check = File.ReadAllText(Path.Combine(ProgramFile.Repository, "tests", "Dashboard.Tests", "accessibility.js"));

    [Fact]
    public async Task Every_screen_can_be_read_and_used_by_everyone()
    {
        var server = await ServeAsync("--nodes", "2", "--max-concurrent", "1");
        var done = await server.Client.SubmitAsync(new AnalysisRequest { StockCode = "AAPL" });
        await foreach (var _ in server.Client.WatchAsync(done.TaskId)) { }
        var failed = await server.Client.SubmitAsync(new AnalysisRequest { StockCode = "NOPE" });
        await foreach (var _ in server.Client.WatchAsync(failed.TaskId)) { }
        var batch = await server.Client.SubmitBatchAsync(new BatchRequest(["RUNS", "WAITS", "MORE", "LAST"], Hold("")));
        string[] screens =
        [
            "/", "/tasks", "/tasks?q=nothing", "/batches", $"/batches/{batch.BatchId}", "/nodes", "/submit",
            $"/tasks/{done.TaskId}", $"/tasks/{failed.TaskId}", $"/tasks/{batch.Items[0].Task!.TaskId}", $"/tasks/{batch.Items[3].Task!.TaskId}",
        ];
        var problems = new List<string>();
        foreach (var (dark, phone, locale) in new[] { (false, false, "en-GB"), (true, false, "zh-CN"), (false, true, "zh-CN"), (true, true, "en-GB") })
        {
            await using var page = await Browser.OpenAsync(server.Url, path: null, dark, phone, locale);
            foreach (var screen in screens)
            {
                await page.GoAsync(screen);
                await Assertions.Expect(page["[aria-busy=true]"]).ToHaveCountAsync(0);
                problems.AddRange((await page.Page.EvaluateAsync<string[]>(Check)).Select(problem => $"{screen} dark={dark} phone={phone} {locale}: {problem}"));
                Assert.Equal(locale, locale == "zh-CN" ? await page.Page.EvaluateAsync<string>("document.documentElement.lang") : locale);
            }
        }

        Assert.Empty(problems.Distinct());
    }

    [Fact]
    public async Task The_keyboard_reaches_everything_in_order_and_shows_where_it_is()
    {
        var server = await ServeAsync();
        await server.Client.SubmitAsync(Hold("AAPL"));
        await using var page = await Browser.OpenAsync(server.Url, "/tasks");
        await page[".row"].First.WaitForAsync();
        var seen = new List<string>();
        await page.Page.EvaluateAsync("document.activeElement.blur()");
        for (var i = 0; i < 25 && !seen.Contains("AAPL"); i++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            seen.Add(await page.Page.EvaluateAsync<string>("(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim()"));
            var isShown = await page.Page.EvaluateAsync<bool>("(() => { const one = document.activeElement; return [one, one.closest('.row')].some(element => element && getComputedStyle(element).outlineStyle !== 'none'); })()");
            Assert.True(isShown, $"Nothing shows that '{seen[^1]}' has the focus.");
        }

        string[] order = ["Skip to content", "TradingAgents", "New analysis", "Overview", "Tasks", "Batches", "Nodes"];
        Assert.Equal(order, seen.Take(order.Length));
        Assert.Contains("AAPL", seen);
        await page.Page.Keyboard.PressAsync("Enter");
        await page["h1:has-text('AAPL')"].WaitForAsync();
        await page.Page.Keyboard.PressAsync("g");
        await page.Page.Keyboard.PressAsync("n");
        await page["h1:has-text('Nodes')"].WaitForAsync();
        await page.Page.Keyboard.PressAsync("?");
        await page["dialog kbd"].First.WaitForAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page["dialog"]).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Language_and_theme_are_chosen_and_kept()
    {
        var server = await ServeAsync();
        await using var page = await Browser.OpenAsync(server.Url, "/nodes");
        await page.ClickAsync("中文");
        await page["h1:has-text('节点')"].WaitForAsync();
        await page.ClickAsync("深色主题");
        await page.GoAsync("/nodes");
        await page["h1:has-text('节点')"].WaitForAsync();
        Assert.Equal("dark", await page.Page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
    }

    [Fact]
    public async Task Both_languages_have_the_same_words()
    {
        var server = await ServeAsync();
        await using var page = await Browser.OpenAsync(server.Url);
        var different = await page.Page.EvaluateAsync<string[]>("""
            (async () => {
              const [{ en }, { zh }] = await Promise.all([import('/assets/js/words.en.js'), import('/assets/js/words.zh.js')]);
              const named = text => [...text.matchAll(/\{\w+\}/g)].map(match => match[0]).sort().filter((name, i, all) => all.indexOf(name) === i);
              return [...Object.keys(en).filter(key => !(key in zh)), ...Object.keys(zh).filter(key => !(key in en)), ...Object.keys(zh).filter(key => named(zh[key]).some(name => !named(en[key] ?? '').includes(name) && name !== '{n}'))];
            })()
            """);
        Assert.Empty(different);
    }
}
