using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains.Storage;

/// <summary>Events as they are kept: without their id, which is their place in the log.</summary>
internal static class EventLog
{
    public static byte[] Write(TaskEventKind kind, DateTimeOffset at, byte[] data) =>
        JsonSerializer.SerializeToUtf8Bytes(new Kept(kind, at, JsonElement.Parse(data)), WireJson.Options);

    public static TaskEvent Read(long id, byte[] kept)
    {
        var (kind, at, data) = JsonSerializer.Deserialize<Kept>(kept, WireJson.Options)!;
        return new TaskEvent(id, kind, at, data);
    }

    private sealed record Kept(TaskEventKind Kind, DateTimeOffset At, JsonElement Data);
}
