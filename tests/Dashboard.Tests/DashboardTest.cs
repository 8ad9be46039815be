using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.EndToEnd;

namespace TradingAgents.Dashboard.Tests;

/// <summary>A test with servers of its own; each has three nodes unless told otherwise.</summary>
public abstract class DashboardTest(Chromium browser) : IAsyncDisposable
{
    private readonly List<ServerProcess> _servers = [];

    protected Chromium Browser { get; } = browser;

    /// <summary>Removed with all in it at the end.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("tradingagents-dashboard").FullName;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected async Task<ServerProcess> ServeAsync(params string[] options)
    {
        var server = await ServerProcess.StartAsync(Path.Combine(Folder, "data"), options);
        _servers.Add(server);
        return server;
    }

    /// <summary>Runs until it is cancelled, as far as a test can tell.</summary>
    protected static AnalysisRequest Hold(string stockCode, int durationMs = 600_000) => new()
    {
        StockCode = stockCode,
        AnalysisType = AnalysisType.Synthetic,
        TimeoutSeconds = 7200,
        Parameters = JsonSerializer.SerializeToElement(new { duration_ms = durationMs, steps = 4 }),
    };
}
