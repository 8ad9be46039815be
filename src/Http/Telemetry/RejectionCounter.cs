using System.Collections.Concurrent;

namespace TradingAgents.Http.Telemetry;

/// <summary>Submissions refused for reasons the engine does not count, by code.</summary>
internal sealed class RejectionCounter
{
    private readonly ConcurrentDictionary<string, long> _byReason = new();

    public void Add(string reason) => _byReason.AddOrUpdate(reason, 1, (_, count) => count + 1);

    public long Of(string reason) => _byReason.GetValueOrDefault(reason);
}
