using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TradingAgents.Abstractions;
using TradingAgents.Analysis.MarketData;
using TradingAgents.Analysis.Memory;
using TradingAgents.Analysis.Pipeline;
using TradingAgents.Contract;
using TradingAgents.Embedded;
using TradingAgents.Http;

namespace TradingAgents.Client.Http.Tests.Contract;

/// <summary>Clients of live servers: the real facade on a free port of the loopback, over an embedded engine.</summary>
internal sealed class HttpEngineHost : IEngineHost
{
    private readonly List<Live> _started = [];

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
        var marketData = new CsvMarketData(CsvMarketData.FindShipped());
        var engine = await EmbeddedEngine.StartAsync(options, new AnalysisPlanner(marketData, TimeProvider.System), TimeProvider.System, NullLoggerFactory.Instance);
        var memory = new SqliteMemory(Path.Combine(folder, "memory"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.Services.AddSingleton<IAnalysisEngine>(engine);
        builder.Services.AddSingleton<IMarketData>(marketData);
        builder.Services.AddSingleton<IMemory>(memory);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddTradingAgentsHttp(new HttpFacadeOptions { AllowFaults = setup.AllowFaults });
        var app = builder.Build();
        app.UseTradingAgentsHttp();
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var client = new HttpAnalysisEngine(new HttpClientOptions { Server = new Uri(address) });
        _started.Add(new Live(client, app, memory, engine, folder));
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var live in _started) await live.DisposeAsync();
    }

    private sealed record Live(HttpAnalysisEngine Client, WebApplication App, SqliteMemory Memory, EmbeddedEngine Engine, string Folder) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await App.DisposeAsync();
            Memory.Dispose();
            await Engine.DisposeAsync();
            Directory.Delete(Folder, recursive: true);
        }
    }
}
