using System.Net;
using System.Net.Sockets;
using System.Text;
using TradingAgents.Abstractions;
using TradingAgents.Core;

namespace TradingAgents.Client.Http.Tests;

public sealed class WatchTests
{
    private static readonly TaskId Id = new("t-1");

    private static readonly string[] Events =
    [
        "event: status\nid: 1\ndata: {\"status\":\"queued\",\"task_id\":\"t-1\",\"at\":\"2026-11-22T09:00:00.000Z\"}\n\n",
        ": heartbeat\n\nevent: status\nid: 2\ndata: {\"status\":\"running\"}\n\n",
        "event: stage\nid: 3\ndata: {\"stage\":\"market_analyst\",\"state\":\"started\"}\n\n",
        "event: progress\nid: 10\ndata: {\"progress\":0.5}\n\n",
        "event: status\nid: 11\ndata: {\"status\":\"completed\"}\n\n",
    ];

    private static readonly long[] Ids = [1, 2, 3, 10, 11];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_cut_at_any_byte_loses_and_repeats_no_event(bool lengthPromised)
    {
        var length = Encoding.UTF8.GetByteCount(string.Concat(Events));
        for (var cut = 0; cut <= length; cut++)
        {
            var connections = 0;
            await using var server = new ScriptedServer(request => IsEvents(request)
                ? Stream(request, lengthPromised, cutAt: ++connections == 1 ? cut : null)
                : ScriptedServer.Answer(200, Samples.Task));
            using var engine = Samples.Engine(server.Url);

            Assert.Equal(Ids, await WatchAsync(engine));
        }
    }

    [Fact]
    public async Task A_stream_cut_after_every_event_still_ends_complete()
    {
        await using var server = new ScriptedServer(request =>
        {
            var next = Remaining(request).First();
            return [.. ScriptedServer.Head("text/event-stream", 9999), .. Encoding.UTF8.GetBytes(next)];
        });
        using var engine = Samples.Engine(server.Url, new HttpClientOptions { Reconnects = 1 });

        Assert.Equal(Ids, await WatchAsync(engine));
        Assert.Equal([null, "1", "2", "3", "10"], server.Requests.Select(request => request.Header("Last-Event-ID")));
    }

    [Fact]
    public async Task Events_a_server_sends_again_are_passed_over()
    {
        var connections = 0;
        await using var server = new ScriptedServer(_ =>
        {
            var part = string.Concat(Events.Take(++connections == 1 ? 3 : 5));
            return [.. ScriptedServer.Head("text/event-stream", 9999), .. Encoding.UTF8.GetBytes(part)];
        });
        using var engine = Samples.Engine(server.Url);

        Assert.Equal(Ids, await WatchAsync(engine));
    }

    [Fact]
    public async Task Kind_time_and_data_of_an_event_are_read()
    {
        await using var server = new ScriptedServer(request => Stream(request, lengthPromised: true, cutAt: null));
        using var engine = Samples.Engine(server.Url);

        var first = await engine.WatchAsync(Id).FirstAsync();

        Assert.Equal((1, TaskEventKind.Status, new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero)), (first.Id, first.Kind, first.At));
        Assert.Equal("""{"status":"queued"}""", first.Data.GetRawText());
    }

    [Fact]
    public async Task Watching_after_the_last_event_of_an_ended_task_ends_without_events()
    {
        await using var server = new ScriptedServer(request => IsEvents(request)
            ? Stream(request, lengthPromised: true, cutAt: null)
            : ScriptedServer.Answer(200, Samples.Task.Replace("queued", "completed")));
        using var engine = Samples.Engine(server.Url);

        Assert.Empty(await engine.WatchAsync(Id, 11).ToArrayAsync());
    }

    [Fact]
    public async Task An_unknown_task_is_told_without_a_second_try()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(404, Samples.Problem(404, ErrorCodes.UnknownTask, "No such task.")));
        using var engine = Samples.Engine(server.Url);

        var unknown = await Assert.ThrowsAsync<HttpEngineException>(() => WatchAsync(engine));

        Assert.Equal(ErrorCodes.UnknownTask, unknown.Code);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_server_that_refuses_while_it_restarts_is_asked_again()
    {
        var connections = 0;
        await using var server = new ScriptedServer(request => ++connections switch
        {
            1 => [.. ScriptedServer.Head("text/event-stream", 9999), .. Encoding.UTF8.GetBytes(Events[0])],
            2 => ScriptedServer.Answer(503, Samples.Problem(503, "starting", "Starting.")),
            _ => Stream(request, lengthPromised: true, cutAt: null),
        });
        using var engine = Samples.Engine(server.Url);

        Assert.Equal(Ids, await WatchAsync(engine));
    }

    [Fact]
    public async Task A_server_that_stays_away_is_unreachable_after_a_bounded_number_of_tries()
    {
        await using var server = new ScriptedServer(request => request.Header("Last-Event-ID") is null
            ? [.. ScriptedServer.Head("text/event-stream", 9999), .. Encoding.UTF8.GetBytes(Events[0])]
            : ScriptedServer.Head("text/event-stream", 9999));
        using var engine = Samples.Engine(server.Url, new HttpClientOptions { Reconnects = 4 });

        var away = await Assert.ThrowsAsync<EngineException>(() => WatchAsync(engine));

        Assert.Equal(ErrorCodes.Unreachable, away.Code);
        Assert.Equal(1 + 5, server.Requests.Count); // the fifth fruitless one is beyond four
    }

    [Fact]
    public async Task A_server_that_was_never_there_is_unreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var free = new Uri($"http://{listener.LocalEndpoint}");
        listener.Stop();
        using var engine = Samples.Engine(free);

        Assert.Equal(ErrorCodes.Unreachable, (await Assert.ThrowsAsync<EngineException>(() => WatchAsync(engine))).Code);
    }

    [Fact]
    public async Task A_stream_gone_silent_is_opened_again()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var engine = Samples.Engine(
            new Uri($"http://{listener.LocalEndpoint}"), new HttpClientOptions { StreamSilence = TimeSpan.FromMilliseconds(100) });

        var watching = WatchAsync(engine);
        using var silent = await listener.AcceptTcpClientAsync();
        await silent.GetStream().WriteAsync((byte[])[.. ScriptedServer.Head("text/event-stream", 9999), .. Encoding.UTF8.GetBytes(Events[0])]);
        using var second = await listener.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(30));
        await second.GetStream().WriteAsync((byte[])[.. ScriptedServer.Head("text/event-stream", 9999), .. Encoding.UTF8.GetBytes(string.Concat(Events))]);

        Assert.Equal(Ids, await watching.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private static async Task<long[]> WatchAsync(HttpAnalysisEngine engine)
    {
        var ids = new List<long>();
        await foreach (var item in engine.WatchAsync(Id)) ids.Add(item.Id);
        return [.. ids];
    }

    private static bool IsEvents(ScriptedRequest request) => request.Target.Contains("/events/", StringComparison.Ordinal);

    private static IEnumerable<string> Remaining(ScriptedRequest request)
    {
        var after = request.Header("Last-Event-ID") is { } text ? long.Parse(text) : 0;
        return Events.Where((_, index) => Ids[index] > after);
    }

    private static byte[] Stream(ScriptedRequest request, bool lengthPromised, int? cutAt)
    {
        var body = Encoding.UTF8.GetBytes(string.Concat(Remaining(request)));
        return [.. ScriptedServer.Head("text/event-stream", lengthPromised ? body.Length : null), .. body.Take(cutAt ?? body.Length)];
    }
}
