using TradingAgents.Abstractions;
using TradingAgents.Core.Alerts;
using TradingAgents.Core.Placement;

namespace TradingAgents.Cli.Serving;

/// <summary>How <c>serve</c> runs; every value has been checked.</summary>
internal sealed record ServeOptions
{
    /// <summary>Addresses to listen on; port 0 takes a free one.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:8000"];

    /// <summary>Nodes at the start, 1 to 1000.</summary>
    public int Nodes { get; init; } = 3;

    public Limits Limits { get; init; } = new();

    public PlacementStrategy Strategy { get; init; } = PlacementStrategy.LeastConnections;

    /// <summary>What a task waits to rise by one priority; above 0, at most a day.</summary>
    public TimeSpan Aging { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long running tasks may go on once the server is asked to stop; 0 to one hour.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where the journal is; null: <see cref="DataDirectory.Default"/>.</summary>
    public string? DataDir { get; init; }

    /// <summary>The folder of the market data; null: what ships.</summary>
    public string? MarketData { get; init; }

    /// <summary>The file of the keys; null: no keys, loopback only.</summary>
    public string? ApiKeys { get; init; }

    /// <summary>When alerts fire.</summary>
    public AlertRules Alerts { get; init; } = new();

    public bool AllowSynthetic { get; init; }
    public bool AllowFaults { get; init; }

    /// <summary>The least severe logs to write: trace, debug, information, warning, error, critical or none.</summary>
    public string LogLevel { get; init; } = "information";
}
