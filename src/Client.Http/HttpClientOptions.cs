namespace TradingAgents.Client.Http;

/// <summary>How to reach a server.</summary>
public sealed record HttpClientOptions
{
    /// <summary>Where the server listens; a path in it is kept as a prefix. Default <c>http://127.0.0.1:8000</c>.</summary>
    public Uri Server { get; init; } = new("http://127.0.0.1:8000");

    /// <summary>Sent as <c>X-API-Key</c>; null or empty: none.</summary>
    public string? Key { get; init; }

    /// <summary>How long one call may take before it counts as unreachable; an event stream has no such end. Default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a call is repeated after a connection failure, where repeating it is safe. Default 2; 0: never.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>How often in a row a broken event stream is opened again without a new event. Default 10; 0: never.</summary>
    public int Reconnects { get; init; } = 10;

    /// <summary>The pause before the first repeat; each further one doubles it, up to <see cref="MaxBackoff"/>. Default 100 ms.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause. Default 5 s.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>An event stream on which not even a heartbeat came for this long counts as broken. Default 45 s, three heartbeats.</summary>
    public TimeSpan StreamSilence { get; init; } = TimeSpan.FromSeconds(45);

    internal TimeSpan PauseBefore(int repeat) =>
        TimeSpan.FromTicks(Math.Min(MaxBackoff.Ticks, Backoff.Ticks << Math.Min(repeat, 20)));
}
