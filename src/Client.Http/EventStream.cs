using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Client.Http;

/// <summary>One task's events over as many connections as it takes: each event once, in order, up to the terminal status.</summary>
internal sealed class EventStream(HttpAnalysisEngine engine, HttpClientOptions options, TimeProvider time, TaskId taskId)
{
    private long _lastId;
    private bool _connectedBefore;

    public async IAsyncEnumerable<TaskEvent> ReadAsync(long afterEventId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _lastId = afterEventId;
        var fruitless = 0;
        var wasTerminal = false;
        while (true)
        {
            var before = _lastId;
            Exception? broken = null;
            var events = ReadConnectionAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (events)
            {
                while (true)
                {
                    try
                    {
                        if (!await events.MoveNextAsync()) break;
                    }
                    catch (Exception failure) when (IsWorthAnotherTry(failure, cancellationToken))
                    {
                        broken = failure;
                        break;
                    }

                    yield return events.Current;
                    if (IsTerminal(events.Current)) yield break;
                }
            }

            // A whole stream without news of a task that had already ended: everything has been read.
            if (broken is null && wasTerminal && _lastId == before) yield break;

            fruitless = _lastId > before ? 0 : fruitless + 1;
            if (fruitless > Allowed(broken))
                throw engine.Connection.Unreachable(broken is null ? "its event stream ends before the task does." : ApiConnection.Reason(broken), broken!);
            if (fruitless > 0) await Task.Delay(options.PauseBefore(fruitless - 1), time, cancellationToken);
            wasTerminal = broken is null && await HasEndedAsync(cancellationToken);
        }
    }

    /// <summary>A server that was never there is missed sooner than one that went away, which may be restarting.</summary>
    private int Allowed(Exception? broken) => broken is null || _connectedBefore ? options.Reconnects : options.Retries;

    private async IAsyncEnumerable<TaskEvent> ReadConnectionAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await engine.Connection.OpenStreamAsync(ApiRoutes.Events(taskId), _lastId, cancellationToken);
        _connectedBefore = true;
        await using var body = new SilenceGuardStream(await response.Content.ReadAsStreamAsync(cancellationToken), options.StreamSilence, time);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            if (!long.TryParse(item.EventId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id <= _lastId) continue;

            // A kind of event that a newer server may add is passed over, like an unknown member.
            if (!ContractJson.TryParseName<TaskEventKind>(item.EventType, out var kind)) continue;
            _lastId = id;
            yield return ToEvent(id, kind, item.Data);
        }
    }

    private async Task<bool> HasEndedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return IsTerminal((await engine.GetAsync(taskId, cancellationToken)).Status);
        }
        catch (EngineException away) when (away.Code == ErrorCodes.Unreachable || away is HttpEngineException { Status: >= System.Net.HttpStatusCode.InternalServerError })
        {
            return false;
        }
    }

    private static TaskEvent ToEvent(long id, TaskEventKind kind, string json)
    {
        var data = WireJson.Read<JsonElement>(Encoding.UTF8.GetBytes(json));
        return new TaskEvent(id, kind, TimeOf(data), WithoutEnvelope(data));
    }

    /// <summary>The data of the event itself: the facade writes the task and the time, which an event has members for, beside it.</summary>
    private static JsonElement WithoutEnvelope(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object) return data;
        var own = JsonObject.Create(data)!;
        own.Remove("at");
        own.Remove("task_id");
        return JsonSerializer.SerializeToElement(own);
    }

    private static DateTimeOffset TimeOf(JsonElement data) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty("at", out var at) && at.ValueKind == JsonValueKind.String && at.TryGetDateTimeOffset(out var when)
            ? when
            : default;

    private bool IsWorthAnotherTry(Exception failure, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && failure switch
        {
            HttpRequestException or IOException or TimeoutException => true,
            HttpEngineException refused => _connectedBefore && (int)refused.Status >= 500,
            _ => false,
        };

    private static bool IsTerminal(TaskEvent last) =>
        last.Kind == TaskEventKind.Status && last.Data.ValueKind == JsonValueKind.Object &&
        last.Data.TryGetProperty("status", out var name) && name.ValueKind == JsonValueKind.String &&
        ContractJson.TryParseName<AnalysisStatus>(name.GetString(), out var status) && IsTerminal(status);

    private static bool IsTerminal(AnalysisStatus status) =>
        status is AnalysisStatus.Completed or AnalysisStatus.Failed or AnalysisStatus.Cancelled or AnalysisStatus.TimedOut;
}
