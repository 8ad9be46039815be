using System.Globalization;
using System.Net.ServerSentEvents;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.EndToEnd;

/// <summary>Event streams of a whole server, many and broken ones.</summary>
public sealed class EventStreamTests(ITestOutputHelper output) : ProcessTest
{
    private const int Streams = 1000;
    private const int Cuts = 40;

    [Fact]
    [Trait("Promise", "P22")]
    public async Task A_thousand_streams_all_tell_the_whole_life_of_their_task()
    {
        var server = await ServeAsync("--max-concurrent", "4");
        using var http = NewClient(server);
        TaskId[] tasks = [.. await Task.WhenAll(Enumerable.Range(0, 10).Select(async number => (await server.Client.SubmitAsync(Hold($"S{number}"))).TaskId))];
        foreach (var task in tasks) await UntilAsync(server.Client, task, AnalysisStatus.Running);

        var opened = new List<(TaskId Task, HttpResponseMessage Answer)>();
        foreach (var number in Enumerable.Range(0, Streams))
        {
            var task = tasks[number % tasks.Length];
            opened.Add((task, await http.GetAsync($"/api/v1/analysis/events/{task}", HttpCompletionOption.ResponseHeadersRead)));
        }

        Assert.All(opened, stream => Assert.True(stream.Answer.IsSuccessStatusCode, $"{stream.Answer.StatusCode}"));
        output.WriteLine($"{server.ResidentMegabytes} MiB resident and {server.OpenHandles} open handles with {Streams} streams");
        Assert.Equal(10, (await server.Client.GetStatsAsync()).Concurrency.CurrentRunning); // It answers as before.
        foreach (var task in tasks) await server.Client.CancelAsync(task);

        var whole = new Dictionary<TaskId, long[]>();
        foreach (var task in tasks) whole[task] = [.. (await EventsAsync(server.Client, task)).Select(happened => happened.Id)];
        var told = await Task.WhenAll(opened.Select(async stream => (stream.Task, Ids: await IdsAsync(await stream.Answer.Content.ReadAsStreamAsync(), CancellationToken.None)))).WaitAsync(Deadline);
        Assert.All(told, stream => Assert.Equal(whole[stream.Task], stream.Ids));
    }

    [Fact]
    [Trait("Promise", "P22")]
    public async Task A_stream_cut_at_random_and_resumed_by_its_last_id_repeats_and_loses_nothing()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("TRADINGAGENTS_SEED"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        output.WriteLine($"SEED={seed}");
        var random = new Random(seed);
        var server = await ServeAsync();
        using var http = NewClient(server);
        var steps = Synthetic("AAPL", 3000) with { Parameters = System.Text.Json.JsonSerializer.SerializeToElement(new { duration_ms = 3000, steps = 60 }) };
        var task = (await server.Client.SubmitAsync(steps)).TaskId;

        var seen = new List<long>();
        var cuts = 0;
        for (; cuts < Cuts && !TaskLifecycle.IsTerminal((await server.Client.GetAsync(task)).Status); cuts++)
        {
            var enough = seen.Count + random.Next(0, 6);
            using var request = Resume(task, seen);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await using var body = await answer.Content.ReadAsStreamAsync();
            await foreach (var item in SseParser.Create(body).EnumerateAsync())
            {
                if (seen.Count >= enough) break; // Seen by the connection, not by its reader: it must come again.
                if (item.EventId is { Length: > 0 } id) seen.Add(long.Parse(id, CultureInfo.InvariantCulture));
            }
        }

        using var rest = await http.SendAsync(Resume(task, seen), HttpCompletionOption.ResponseHeadersRead);
        seen.AddRange(await IdsAsync(await rest.Content.ReadAsStreamAsync(), CancellationToken.None).WaitAsync(Deadline));
        Assert.True(cuts > 3, $"SEED={seed}: the task was over before its stream was cut.");
        Assert.Equal((await EventsAsync(server.Client, task)).Select(happened => happened.Id), seen);
    }

    private static HttpClient NewClient(ServerProcess server) => new() { BaseAddress = server.Url, Timeout = Timeout.InfiniteTimeSpan };

    private static HttpRequestMessage Resume(TaskId task, List<long> seen)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/analysis/events/{task}");
        if (seen.Count > 0) request.Headers.Add("Last-Event-ID", seen[^1].ToString(CultureInfo.InvariantCulture));
        return request;
    }

    private static async Task<long[]> IdsAsync(Stream body, CancellationToken cancellationToken)
    {
        var ids = new List<long>();
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            if (item.EventId is { Length: > 0 } id) ids.Add(long.Parse(id, CultureInfo.InvariantCulture));
        }

        return [.. ids];
    }
}
