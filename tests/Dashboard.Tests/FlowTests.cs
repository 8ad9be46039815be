using Microsoft.Playwright;
using TradingAgents.Abstractions;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Dashboard.Tests;

/// <summary>What people do with it.</summary>
public sealed class FlowTests(Chromium browser) : DashboardTest(browser)
{
    [Fact]
    public async Task An_analysis_is_submitted_followed_read_and_submitted_again()
    {
        var server = await ServeAsync();
        await using var page = await Browser.OpenAsync(server.Url);
        await page.SeesAsync("No analysis yet");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Analyse AAPL" }).ClickAsync();
        await page["#analysis_type"].SelectOptionAsync("technical");
        await page["text=tradingagents submit AAPL --type technical"].WaitForAsync();
        await page.ClickAsync("Submit");

        await page["h1 .s-completed"].WaitForAsync();
        await Assertions.Expect(page["details:has(summary:has-text('Market analyst')) .length"]).Not.ToContainTextAsync("no data");
        await page["summary:has-text('Market analyst')"].ClickAsync();
        await page["details:has(summary:has-text('Market analyst')) .evidence li"].First.WaitForAsync();
        var report = page.Page.FrameLocator("iframe");
        await report.Locator("h1").WaitForAsync();
        Assert.Equal("", await page["iframe"].GetAttributeAsync("sandbox"));

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Resubmit" }).ClickAsync();
        await page["#analysis_type"].WaitForAsync();
        await Assertions.Expect(page["#codes"]).ToHaveValueAsync("AAPL");
        await Assertions.Expect(page["#analysis_type"]).ToHaveValueAsync("technical");
    }

    [Fact]
    public async Task A_waiting_task_says_why_and_a_running_one_is_cancelled()
    {
        var server = await ServeAsync("--nodes", "1", "--max-concurrent", "1");
        var running = await server.Client.SubmitAsync(Hold("RUNS"));
        await server.Client.SubmitAsync(Hold("FIRST") with { Priority = TaskPriority.Urgent });
        var waiting = await server.Client.SubmitAsync(Hold("WAITS"));
        await using var page = await Browser.OpenAsync(server.Url, $"/tasks/{waiting.TaskId}");
        await page.SeesAsync("The only slot is taken.");
        await page.SeesAsync("One task goes first: 1 of higher priority");
        await page.SeesAsync("#2");

        await page.GoAsync($"/tasks/{running.TaskId}");
        await page.ClickAsync("Cancel task");
        await page.SeesAsync($"tradingagents cancel {running.TaskId}");
        await page["dialog .danger"].ClickAsync();
        await page["h1 .s-cancelled"].WaitForAsync();
        Assert.Equal(AnalysisStatus.Cancelled, (await server.Client.GetAsync(running.TaskId)).Status);
    }

    [Fact]
    public async Task A_filter_is_in_the_address_and_many_are_cancelled_by_it_only_after_their_number_was_typed()
    {
        var server = await ServeAsync("--nodes", "1", "--max-concurrent", "1");
        await server.Client.SubmitAsync(Hold("BUSY"));
        for (var i = 0; i < 3; i++) await server.Client.SubmitAsync(Hold("AAPL") with { Tenant = "desk-1" });
        await server.Client.SubmitAsync(Hold("GOOG"));
        await using var page = await Browser.OpenAsync(server.Url, "/tasks");
        await page[".row"].Nth(4).WaitForAsync();
        await page["input[type=search]"].FillAsync("aap");
        await page["select[aria-label=Status]"].SelectOptionAsync("queued");
        await page.Page.WaitForURLAsync(url => url.Contains("q=aap", StringComparison.Ordinal) && url.Contains("status=queued", StringComparison.Ordinal));
        await Assertions.Expect(page[".row"]).ToHaveCountAsync(3);
        await page.GoAsync(new Uri(page.Page.Url).PathAndQuery);
        await Assertions.Expect(page[".row"]).ToHaveCountAsync(3);
        await Assertions.Expect(page["input[type=search]"]).ToHaveValueAsync("aap");

        await page.ClickAsync("Cancel matching …");
        await page.SeesAsync("3 unfinished tasks match.");
        Assert.Empty(await page.ProblemsAsync());
        await page["dialog summary"].ClickAsync();
        await page.SeesAsync("tradingagents cancel --q aap --status queued --at-most 3");
        await page.SeesAsync("""{"q":"aap","status":"queued","dry_run":false,"at_most":3}""");
        await page["#bulk-count"].FillAsync("2");
        await Assertions.Expect(page["dialog .danger"]).ToBeDisabledAsync();
        await page["#bulk-count"].FillAsync("3");
        await page["dialog .danger"].ClickAsync();
        await page.SeesAsync("Nothing matches");
        Assert.Equal(2, (await server.Client.ListAsync(new TaskQuery())).Tasks.Count(task => !TaskLifecycle.IsTerminal(task.Status)));
    }

    [Fact]
    public async Task Bad_input_is_told_at_its_field_and_a_batch_goes_to_its_own_page()
    {
        var server = await ServeAsync();
        await using var page = await Browser.OpenAsync(server.Url, "/submit");
        page.ExpectedStatuses = ["400"];
        await page.ClickAsync("Submit");
        await page.SeesAsync("Name at least one stock code.");
        await page["#codes"].FillAsync("AAPL, A/B");
        await page.SeesAsync("“A/B” is no stock code");
        await Assertions.Expect(page["text=Submit 2 tasks"]).ToHaveCountAsync(0);
        await page["#codes"].FillAsync("A/B");
        await page.ClickAsync("Submit");
        await page.SeesAsync("“A/B” is no stock code");
        Assert.Equal("codes", await page.Page.EvaluateAsync<string>("document.activeElement.id"));
        await page["#codes"].FillAsync("AAPL");
        await page["summary:has-text('More options')"].ClickAsync();
        await page["#depends_on"].FillAsync("no-such-task");
        await page.ClickAsync("Submit");
        await page.SeesAsync("There is no task 'no-such-task'.");
        await page["#depends_on"].FillAsync("");

        await page["#codes"].FillAsync("AAPL, GOOG SPX");
        await page.ClickAsync("Submit 3 tasks");
        await page.Page.WaitForURLAsync("**/batches/batch-*");
        await page.SeesAsync("3 tasks");
        await page["a[href='/batches'] >> nth=0"].ClickAsync();
        await page.SeesAsync("AAPL, GOOG, SPX");
    }

    [Fact]
    public async Task A_node_is_drained_and_the_limits_changed()
    {
        var server = await ServeAsync();
        await using var page = await Browser.OpenAsync(server.Url, "/nodes");
        await page["article[aria-label=node-2] button:has-text('Drain')"].ClickAsync();
        await page.SeesAsync("""{"state":"draining"}""");
        await page.SeesAsync("tradingagents nodes drain node-2");
        await Assertions.Expect(page["dialog .notice.warn"]).ToHaveCountAsync(0);
        await page.ClickAsync("Apply");
        await page["article[aria-label=node-2] .h-draining"].WaitForAsync();

        await page["#max_concurrent_analyses"].FillAsync("7");
        await page.ClickAsync("Apply …");
        await page.SeesAsync("""{"max_concurrent_analyses":7}""");
        await page.SeesAsync("tradingagents limits --max-concurrent 7");
        await page.ClickAsync("Apply");
        await page.SeesAsync("0 / 7");
        Assert.All(await server.Client.GetNodesAsync(), node => Assert.Equal(7, node.MaxConcurrentAnalyses));
    }

    [Fact]
    public async Task A_firing_alert_and_what_ended_lately_are_seen_at_a_glance()
    {
        var server = await ServeAsync("--nodes", "1", "--max-concurrent", "1", "--alert-queue-length", "0", "--alert-for-seconds", "0");
        await using var page = await Browser.OpenAsync(server.Url);
        await page.SeesAsync("Nothing has happened in the last hours.");
        await Assertions.Expect(page["text=Too few healthy nodes"]).ToHaveCountAsync(0);
        await server.Client.SubmitAsync(Hold("AAPL", durationMs: 1));
        await page.SeesAsync("1 ended");
        for (var i = 0; i < 3; i++) await server.Client.SubmitAsync(Hold("AAPL"));
        await page.SeesAsync("Firing alerts");
        await page.SeesAsync("2 tasks wait, more than 0.");
        await page.ClickAsync("中文");
        await page.SeesAsync("2 个任务在等待，超过 0 个。");
    }
}
