using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using TradingAgents.Abstractions;

namespace TradingAgents.Http.Tests;

public class EventTests
{
    [Fact]
    public async Task Events_are_replayed_from_the_first_and_the_stream_ends_after_the_last()
    {
        await using var server = await Server.StartAsync();
        var task = await server.Engine.CompletedAsync(events: 3);

        var answer = await server.SendAsync("GET", $"/api/v1/analysis/events/{task.TaskId}");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("no", answer.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.True(answer.Headers.CacheControl?.NoCache);
        var events = SseParser.Create(new MemoryStream(Encoding.UTF8.GetBytes(text))).Enumerate().ToArray();
        Assert.Equal(["progress", "progress", "status"], events.Select(item => item.EventType));
        Assert.StartsWith("id: 1\nevent: progress\ndata: {", text);
        Assert.Equal(["1", "2", "3"], text.Split('\n').Where(line => line.StartsWith("id: ", StringComparison.Ordinal)).Select(line => line[4..]));
        var data = JsonDocument.Parse(events[2].Data).RootElement;
        Assert.Equal("completed", data.GetProperty("status").GetString());
        Assert.Equal(task.TaskId.Value, data.GetProperty("task_id").GetString());
        Assert.Equal("2026-11-22T09:00:00.123Z", data.GetProperty("at").GetString());
    }

    [Theory]
    [InlineData("0", 3)]
    [InlineData("1", 2)]
    [InlineData("2", 1)]
    [InlineData("3", 0)]
    public async Task A_stream_resumes_after_the_last_event_seen(string lastEventId, int expected)
    {
        await using var server = await Server.StartAsync();
        var task = await server.Engine.CompletedAsync(events: 3);

        var answer = await server.SendAsync("GET", $"/api/v1/analysis/events/{task.TaskId}", headers: ("Last-Event-ID", lastEventId));

        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(expected, text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("one")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public async Task An_id_that_is_none_is_400(string lastEventId)
    {
        await using var server = await Server.StartAsync();
        var task = await server.Engine.CompletedAsync();

        await (await server.SendAsync("GET", $"/api/v1/analysis/events/{task.TaskId}", headers: ("Last-Event-ID", lastEventId))).ProblemAsync(400, "invalid_request");
    }

    [Fact]
    public async Task Live_events_come_as_they_happen_and_a_comment_keeps_a_quiet_stream_open()
    {
        var time = new FakeTime();
        await using var server = await Server.StartAsync(time: time);
        var task = await server.Engine.SubmitAsync(new AnalysisRequest { StockCode = "AAPL" });
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        var answer = await server.SendAsync("GET", $"/api/v1/analysis/events/{task.TaskId}");
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(deadline.Token));
        await time.FirstTimer.WaitAsync(deadline.Token);
        time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(": ", await reader.ReadLineAsync(deadline.Token));
        Assert.Equal("", await reader.ReadLineAsync(deadline.Token));

        server.Engine.Publish(task.TaskId, 1, new { status = "running" });
        Assert.Equal("id: 1", await reader.ReadLineAsync(deadline.Token));
        Assert.Equal("event: status", await reader.ReadLineAsync(deadline.Token));
        Assert.StartsWith("data: ", await reader.ReadLineAsync(deadline.Token));
        Assert.Equal("", await reader.ReadLineAsync(deadline.Token));

        time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(": ", await reader.ReadLineAsync(deadline.Token));
        Assert.Equal("", await reader.ReadLineAsync(deadline.Token));

        server.Engine.Publish(task.TaskId, 2, new { status = "completed" }, last: true);
        var rest = await reader.ReadToEndAsync(deadline.Token);
        Assert.StartsWith("id: 2\nevent: status\n", rest);
    }

    [Fact]
    public async Task Someone_who_leaves_a_stream_is_no_error()
    {
        await using var server = await Server.StartAsync();
        var task = await server.Engine.SubmitAsync(new AnalysisRequest { StockCode = "AAPL" });

        var answer = await server.SendAsync("GET", $"/api/v1/analysis/events/{task.TaskId}");
        answer.Dispose();
        server.Engine.Publish(task.TaskId, 1, new { status = "running" });
        await server.GetJsonAsync("/api/v1/system/stats");

        Assert.DoesNotContain(server.Log, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_open_stream_does_not_hold_up_the_servers_stop()
    {
        var server = await Server.StartAsync();
        var task = await server.Engine.SubmitAsync(new AnalysisRequest { StockCode = "AAPL" });
        using var answer = await server.SendAsync("GET", $"/api/v1/analysis/events/{task.TaskId}");

        await server.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        await server.DisposeAsync();
    }
}
