using System.Threading.RateLimiting;
using TradingAgents.Abstractions;
using TradingAgents.Reporting;

namespace TradingAgents.Http;

/// <summary>How the facade behaves.</summary>
public sealed record HttpFacadeOptions
{
    /// <summary>Serves <c>POST /api/v1/admin/faults</c>; off, it is 404. Default off.</summary>
    public bool AllowFaults { get; init; }

    /// <summary>Who may call; null: everyone on loopback, nobody elsewhere.</summary>
    public ApiKeys? Keys { get; init; }

    /// <summary>What browsers' sessions are signed with; null: a new one, so that sessions end with the process.</summary>
    public SessionSecret? SessionSecret { get; init; }

    /// <summary>Calls of submit and batch together that one key may make in any minute; without keys nothing is limited. At least 1, default 100.</summary>
    public int RateLimitPerMinute { get; init; } = 100;

    /// <summary>
    /// Makes the limiter of one key's submissions, of its name and <see cref="RateLimitPerMinute"/>, where several servers hold the limit together; its refusals should
    /// carry <see cref="MetadataName.RetryAfter"/>. Null, the default: this server counts alone.
    /// </summary>
    public Func<string, int, RateLimiter>? SubmissionLimiter { get; init; }

    /// <summary>How often an event stream writes a comment, so that proxies keep it open. Default 15 s.</summary>
    public TimeSpan SseHeartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Event streams that one key, or one address where there are no keys, may hold open at once; more are 429. At least 1, default 2,000.</summary>
    public int MaxEventStreams { get; init; } = 2000;

    /// <summary>Connections open at once; more are closed at once, without an answer. At least 1, default 10,000.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>How long a client may take to send the head of a request. Above 0, default 10 s; a body must come at 240 bytes a second after its first 5 s.</summary>
    public TimeSpan HeadTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest body in bytes of any call but the batch. Default 64 KiB.</summary>
    public int MaxBodyBytes { get; init; } = 64 * 1024;

    /// <summary>Longest body in bytes of a batch. Default 1 MiB.</summary>
    public int MaxBatchBodyBytes { get; init; } = 1024 * 1024;

    /// <summary>Writes a result as Markdown or HTML.</summary>
    public Func<AnalysisResult, ReportFormat, string> Render { get; init; } = ReportRenderer.Render;
}
