using Microsoft.Extensions.Logging.Abstractions;
using TradingAgents.Abstractions;
using TradingAgents.Analysis.MarketData;
using TradingAgents.Analysis.Pipeline;
using TradingAgents.Contract;

namespace TradingAgents.Embedded.Tests.Contract;

/// <summary>Embedded engines, each over a data directory of its own.</summary>
internal sealed class EmbeddedEngineHost : IEngineHost
{
    private readonly List<(EmbeddedEngine Engine, string Folder)> _started = [];

    public async Task<IAnalysisEngine> StartEngineAsync(ContractSetup setup)
    {
        var folder = Directory.CreateTempSubdirectory("tradingagents-contract").FullName;
        var options = new EmbeddedOptions
        {
            DataDirectory = folder,
            Nodes = setup.Nodes,
            Limits = setup.Limits,
            Aging = setup.Aging,
            AllowSynthetic = true,
            AllowFaults = setup.AllowFaults,
        };
        var planner = new AnalysisPlanner(new CsvMarketData(CsvMarketData.FindShipped()), TimeProvider.System);
        var engine = await EmbeddedEngine.StartAsync(options, planner, TimeProvider.System, NullLoggerFactory.Instance);
        _started.Add((engine, folder));
        return engine;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (engine, folder) in _started)
        {
            await engine.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }
}
