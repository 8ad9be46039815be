using System.Text.Json;
using Microsoft.Playwright;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;

namespace TradingAgents.Dashboard.Tests;

/// <summary>What it shows is what happened, and says what an action would do.</summary>
public sealed class TruthTests(Chromium browser) : DashboardTest(browser)
{
    [Fact]
    public async Task Analysts_without_data_stages_used_again_and_the_text_of_a_report_are_shown_as_what_they_are()
    {
        var server = await ServeAsync();
        var first = await server.Client.AnalyzeToEndAsync(new AnalysisRequest { StockCode = "AAPL" });
        var again = await server.Client.AnalyzeToEndAsync(new AnalysisRequest { StockCode = "AAPL" });
        await using var page = await Browser.OpenAsync(server.Url, $"/tasks/{first}");
        var news = page["details:has(summary:has-text('News analyst'))"];
        await Assertions.Expect(news.Locator(".length")).ToHaveTextAsync("no data");
        await news.Locator("summary").ClickAsync();
        await page.SeesAsync("It had nothing to judge from");
        await Assertions.Expect(page["details:has(summary:has-text('Market analyst')) .length"]).Not.ToContainTextAsync("data");

        await page.ClickAsync("Text");
        await page.SeesAsync("==="); // A title of plain text, not one of Markdown.
        await Assertions.Expect(page[".report pre"]).Not.ToContainTextAsync("**");

        await page.GoAsync($"/tasks/{again}");
        await Assertions.Expect(page["details:has(summary:has-text('Market analyst')) .length"]).ToHaveTextAsync("reused");
        await page.SeesAsync("the default of the limits");
    }

    [Fact]
    public async Task A_failure_is_told_once_and_its_stage_has_its_colour()
    {
        var server = await ServeAsync();
        var task = await server.Client.SubmitAsync(Hold("FAILS") with { MaxAttempts = 1, Parameters = JsonSerializer.SerializeToElement(new { duration_ms = 10, steps = 1, fail_attempts = 1 }) });
        await using var page = await Browser.OpenAsync(server.Url, $"/tasks/{task.TaskId}");
        await page["h1 .s-failed"].WaitForAsync();
        await page[".timeline .stage.s-failed"].First.WaitForAsync();
        await Assertions.Expect(page[".timeline .head.s-failed"]).ToHaveCountAsync(1);
        await Assertions.Expect(page["text=/failed as told/i"]).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Taking_out_the_last_node_is_warned_of_and_the_command_says_that_it_is_meant()
    {
        var server = await ServeAsync("--nodes", "2");
        await server.Client.UpdateNodeAsync(new NodeId("node-1"), new NodeUpdate(State: NodeState.Draining));
        await using var page = await Browser.OpenAsync(server.Url, "/nodes");
        await page["article[aria-label=node-1] .h-draining"].WaitForAsync();
        await page["article[aria-label=node-2] button:has-text('Drain')"].ClickAsync();
        await page.SeesAsync("This is the last node that takes work.");
        await page.SeesAsync("tradingagents nodes drain node-2 --force");
        Assert.Empty(await page.ProblemsAsync());
        await page.ClickAsync("Leave it");
        await page["article[aria-label=node-2] button:has-text('Remove')"].ClickAsync();
        await page.SeesAsync("tradingagents nodes remove node-2 --force");
    }

    [Fact]
    public async Task A_task_that_waiting_has_raised_says_so_where_it_goes_before_a_more_urgent_one()
    {
        var server = await ServeAsync("--nodes", "1", "--max-concurrent", "1", "--aging-seconds", "0.2");
        await server.Client.SubmitAsync(Hold("BUSY"));
        var low = await server.Client.SubmitAsync(Hold("OLD") with { Priority = TaskPriority.Low });
        await Condition.BecomesTrueAsync(
            async () => (await server.Client.ExplainWaitAsync(low.TaskId)).EffectivePriority == TaskPriority.Urgent, "waiting has raised the task to urgent", TimeSpan.FromSeconds(30));
        await server.Client.SubmitAsync(Hold("NEW") with { Priority = TaskPriority.Urgent });
        await using var page = await Browser.OpenAsync(server.Url);
        await Assertions.Expect(page["li:has(a:text-is('OLD'))"]).ToContainTextAsync("Low → Urgent (aged)");
        await Assertions.Expect(page["li:has(a:text-is('NEW'))"]).Not.ToContainTextAsync("aged");
    }

    [Fact]
    public async Task In_Chinese_a_refusal_is_told_in_Chinese_beside_the_servers_words_and_reports_are_asked_for_in_Chinese()
    {
        var server = await ServeAsync();
        await using var page = await Browser.OpenAsync(server.Url, locale: "zh-CN");
        page.ExpectedStatuses = ["404"];
        await page.GoAsync("/tasks/no-such-task");
        await page.SeesAsync("没有这个任务");
        await page.SeesAsync("no-such-task");
        await page.GoAsync("/submit");
        await Assertions.Expect(page["#language"]).ToHaveValueAsync("zh");
        await page["text=--language zh"].First.WaitForAsync();
    }

    [Fact]
    public async Task On_a_phone_the_head_fits_also_beside_a_long_name_and_nothing_is_wider_than_the_screen()
    {
        var keys = Path.Combine(Folder, "keys");
        await File.WriteAllTextAsync(keys, "a-rather-long-name-of-a-desk admin 0123456789abcdef0123456789abcdef\n", TestContext.Current.CancellationToken);
        var server = await ServeAsync("--api-keys", keys);
        await using var page = await Browser.OpenAsync(server.Url, phone: true);
        await page["#key"].FillAsync("0123456789abcdef0123456789abcdef");
        await page.ClickAsync("Sign in");
        await page[".kpis"].WaitForAsync();
        Assert.InRange(await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, 390);
        Assert.True(await page.Page.EvaluateAsync<bool>("[...document.querySelectorAll('.side > *')].every(one => one.getBoundingClientRect().right <= innerWidth + 0.5)"));
    }

    [Fact]
    public async Task An_address_that_is_none_leads_to_the_dashboard_and_one_with_a_slash_at_its_end_is_the_same()
    {
        var server = await ServeAsync();
        await using var page = await Browser.OpenAsync(server.Url, "/tasks/");
        page.ExpectedStatuses = ["404"];
        await page.SeesAsync("No analysis yet");
        await page.GoAsync("/nothing/here");
        await page.SeesAsync("There is nothing at this address");
        Assert.Empty(await page.ProblemsAsync());
        await page["a.button"].ClickAsync();
        await page.SeesAsync("Every node, slot and queue");
    }
}

internal static class ToEnd
{
    public static async Task<TaskId> AnalyzeToEndAsync(this IAnalysisEngine engine, AnalysisRequest request)
    {
        var task = await engine.SubmitAsync(request);
        await foreach (var _ in engine.WatchAsync(task.TaskId)) { }
        Assert.Equal(AnalysisStatus.Completed, (await engine.GetAsync(task.TaskId)).Status);
        return task.TaskId;
    }
}
