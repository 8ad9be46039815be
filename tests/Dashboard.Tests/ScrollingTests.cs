using System.Text.Json;
using TradingAgents.Abstractions;

namespace TradingAgents.Dashboard.Tests;

/// <summary>1,000 tasks in one list.</summary>
public sealed class ScrollingTests(Chromium browser, ITestOutputHelper output) : DashboardTest(browser)
{
    private const int Tasks = 1000;

    /// <summary>A list that drew all its rows would have eleven times as many.</summary>
    private const int MostRows = 90;

    // From top to bottom in 120 steps, one a frame, as a hand on the wheel does it. After each frame's own work: how many rows there are, and whether any row that should be in sight is not.
    private const string Scroll = """
        async () => {
          const found = { most: 0, blank: 0, frames: 0, longest: 0, freezes: [] };
          const watch = new PerformanceObserver(list => found.freezes.push(...list.getEntries().map(entry => Math.round(entry.duration))));
          watch.observe({ type: 'longtask' });
          const body = document.querySelector('.rows');
          const end = document.documentElement.scrollHeight - innerHeight;
          const frame = () => new Promise(done => requestAnimationFrame(done));
          let before = performance.now();
          for (let step = 0; step <= 120; step++) {
            scrollTo(0, end * step / 120);
            await frame(); await frame();
            const now = performance.now();
            found.longest = Math.max(found.longest, now - before);
            before = now;
            found.frames += 2;
            const rows = [...body.querySelectorAll('.row')].map(row => row.getBoundingClientRect());
            found.most = Math.max(found.most, rows.length);
            const area = body.getBoundingClientRect();
            const top = Math.max(0, area.top), bottom = Math.min(innerHeight, area.bottom);
            for (let y = top + 1; y < bottom; y += 40) if (!rows.some(row => row.top <= y && row.bottom >= y)) found.blank++;
          }
          watch.disconnect();
          return JSON.stringify(found);
        }
        """;

    [Fact]
    public async Task A_thousand_tasks_scroll_without_a_blank_row_while_only_those_in_sight_are_drawn()
    {
        var server = await ServeAsync("--max-queue", "400");
        for (var batch = 0; batch < Tasks / 100; batch++)
            await server.Client.SubmitBatchAsync(new BatchRequest([.. Enumerable.Range(0, 100).Select(i => $"S{(batch * 100) + i}")], Hold("")));
        await using var page = await Browser.OpenAsync(server.Url, "/tasks");
        await page.SeesAsync("S999");
        for (var turn = 0; turn < 200 && await page["text=1,000 tasks, no more"].CountAsync() == 0; turn++)
        {
            await page.Page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");
            await page.Page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        }

        await page.Page.GetByText("1,000 tasks, no more").Or(page.Page.GetByText("1000 tasks, no more")).First.WaitForAsync();
        await page["a.main:text-is('S0')"].WaitForAsync();
        var found = JsonSerializer.Deserialize<Found>(await page.Page.EvaluateAsync<string>(Scroll), JsonSerializerOptions.Web)!;

        output.WriteLine($"{found.Frames} frames, the longest two {found.Longest:0} ms; at most {found.Most} rows; tasks of more than 50 ms: {string.Join(", ", found.Freezes)}");
        Assert.InRange(found.Most, 1, MostRows);
        Assert.Equal(0, found.Blank);
    }

    private sealed record Found(int Most, int Blank, int Frames, double Longest, double[] Freezes);
}
