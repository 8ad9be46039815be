using TradingAgents.Abstractions;

namespace TradingAgents.Client.Http.Tests;

internal static class Samples
{
    public const string Task = """
        {"task_id":"t-1","stock_code":"AAPL","analysis_type":"comprehensive","priority":"high","tenant":"default","status":"queued","node":"node-1",
        "queue_position":3,"estimated_start_seconds":41.5,"attempt":0,"max_attempts":3,"progress":0.0,"stage":null,"deduplicated":false,
        "submitted_at":"2026-11-22T09:00:00.000Z","started_at":null,"finished_at":null,"rescues":0,"wait_seconds":12.3,"execution_seconds":null,"error":null}
        """;

    public static AnalysisRequest Request { get; } = new() { StockCode = "AAPL" };

    public static string Problem(int status, string code, string detail, string more = "") =>
        $$"""{"type":"about:blank","title":"A title","status":{{status}},"detail":"{{detail}}","code":"{{code}}"{{more}}}""";

    public static HttpAnalysisEngine Engine(Uri server, HttpClientOptions? options = null) =>
        new((options ?? new HttpClientOptions()) with { Server = server, Backoff = TimeSpan.Zero });
}
