namespace TradingAgents.Client.Http;

/// <summary>How to reach a server, and how patient to be with it.</summary>
public sealed record HttpClientOptions
{
    /// <summary>Where the server listens; a path in it is kept as a prefix. Default <c>http://127.0.0.1:8000</c>.</summary>
    public Uri Server { get; set; } = new("http://127.0.0.1:8000");

    /// <summary>Sent as <c>X-API-Key</c>; null or empty: none.</summary>
    public string? Key { get; set; }

    /// <summary>How long one call may take before it counts as unreachable; an event stream has no such end. Default 30 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a call is repeated after a connection failure, where repeating it is safe. Default 2; 0: never.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>How often in a row a broken event stream is opened again without a new event. Default 10; 0: never.</summary>
    public int Reconnects { get; set; } = 10;

    /// <summary>The pause before the first repeat; each further one doubles it, up to <see cref="MaxBackoff"/>. Default 100 ms.</summary>
    public TimeSpan Backoff { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause. Default 5 s.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>An event stream on which not even a heartbeat came for this long counts as broken. Default 45 s, three heartbeats.</summary>
    public TimeSpan StreamSilence { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>
    /// How long in all a submission of <see cref="TradingAgentsHttpClient"/> that was refused with a time to try again (queue full, rate limited, draining) waits and tries
    /// again under its same key, before the refusal is told. Default 0: it is told at once.
    /// </summary>
    public TimeSpan WaitForPlace { get; set; } = TimeSpan.Zero;

    internal TimeSpan PauseBefore(int repeat) =>
        TimeSpan.FromTicks(Math.Min(MaxBackoff.Ticks, Backoff.Ticks << Math.Min(repeat, 20)));
}
