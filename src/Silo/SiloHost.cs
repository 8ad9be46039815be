using System.Net;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Orleans.Configuration;
using Orleans.Dashboard;
using StackExchange.Redis;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Abstractions.Engines;
using TradingAgents.Analysis.MarketData;
using TradingAgents.Analysis.Pipeline;
using TradingAgents.Grains;
using TradingAgents.Grains.Membership;
using TradingAgents.Http;
using IServer = Microsoft.AspNetCore.Hosting.Server.IServer;

namespace TradingAgents.Silo;

/// <summary>One silo: Orleans, the grains, the HTTP facade.</summary>
internal static class SiloHost
{
    // Kept, so that a second signal is heard for as long as the process lives.
    private static readonly List<PosixSignalRegistration> Registrations = [];
    private static readonly TimeSpan LastCalls = TimeSpan.FromSeconds(15);

    /// <summary>Runs until SIGTERM or SIGINT, then leaves the cluster: what runs gets its time, the rest goes to other nodes.</summary>
    /// <exception cref="SiloUsageException">What was asked for cannot be had.</exception>
    public static async Task<int> RunAsync(SiloSettings settings)
    {
        AdministrationRules.Check(settings.Limits);
        var keys = Guarded(() => settings.ApiKeys is { } file ? ApiKeys.Load(file) : null);
        Guarded(() =>
        {
            ListenGuard.Check(settings.Urls, keys);
            return true;
        });
        var folder = settings.MarketData ?? CsvMarketData.FindShipped();
        if (!Directory.Exists(folder)) throw new SiloUsageException($"--market-data: there is no folder '{folder}'.");
        await using var redis = settings.Clustering == Clustering.Redis ? await RedisConnection.OpenAsync(settings.Redis) : null;
        var builder = CreateBuilder(settings);
        var marketData = new CsvMarketData(folder);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IAnalysisPlanner>(new AnalysisPlanner(marketData, TimeProvider.System, StandardAnalysts.Over(folder, marketData)));
        builder.Services.AddSingleton<IMarketData>(marketData);
        builder.Services.AddSingleton<IMemory>(services => new GrainMemory(services.GetRequiredService<IGrainFactory>()));
        builder.Services.AddSingleton<IAnalysisEngine>(services => new SiloEngine(new GrainAnalysisEngine(services.GetRequiredService<IGrainFactory>()), services.GetRequiredService<ISiloPresence>()));
        if (redis is not null) builder.Services.AddSingleton<IConnectionMultiplexer>(redis);
        builder.Services.AddTradingAgentsHttp(await FacadeAsync(settings, keys, redis));
        builder.Services.AddTelemetry(settings.Name);
        builder.UseOrleans(silo => Configure(silo, settings));
        await using var app = builder.Build();
        app.UseTradingAgentsHttp();
        app.MapOrleansDashboard(routePrefix: "/orleans").RequireAuthorization(Dashboards.Policy);
        await app.StartAsync();
        foreach (var url in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses) Console.WriteLine($"listening on {url}");
        await StoppedAsync();
        await app.Services.GetRequiredService<ISiloPresence>().LeaveAsync(); // The facade answers meanwhile.
        await app.StopAsync();
        return 0;
    }

    // With Redis the silos are one server: a session of one is a session of all, and they count the submissions of a key together.
    private static async Task<HttpFacadeOptions> FacadeAsync(SiloSettings settings, ApiKeys? keys, IConnectionMultiplexer? redis)
    {
        var facade = new HttpFacadeOptions { AllowFaults = settings.AllowFaults, Keys = keys };
        if (redis is null || keys is null) return facade;
        var prefix = settings.ClusterId + "/tradingagents/";
        return facade with
        {
            SessionSecret = await RedisConnection.SessionSecretAsync(redis, prefix + "session-secret"),
            SubmissionLimiter = (key, limit) => new ClusterRateLimiter(redis, prefix + "submissions:" + key, limit),
        };
    }

    private static WebApplicationBuilder CreateBuilder(SiloSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.WebHost.UseUrls([.. settings.Urls]);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Drain + LastCalls);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>(); // Signals are the program's.
        builder.Logging.ClearProviders();
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        builder.Logging.AddFilter("Polly", LogLevel.Warning); // Two lines for every grain that Orleans places.
        builder.Logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddAuthorizationBuilder().AddPolicy(Dashboards.Policy, Dashboards.MayLook);
        return builder;
    }

    private static void Configure(ISiloBuilder silo, SiloSettings settings)
    {
        silo.Configure<SiloOptions>(options => options.SiloName = settings.Name);
        if (settings.Clustering == Clustering.Redis) UseRedis(silo, settings);
        else
        {
            silo.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, serviceId: settings.ClusterId, clusterId: settings.ClusterId);
            silo.AddMemoryTaskStore();
        }

        silo.AddDashboard(dashboard => dashboard.HideTrace = true);
        silo.AddActivityPropagation();
        silo.AddTradingAgents(new ClusterNodeOptions
        {
            Name = settings.Name,
            Limits = settings.Limits,
            Strategy = settings.Strategy,
            Aging = settings.Aging,
            AllowSynthetic = settings.AllowSynthetic,
            AllowFaults = settings.AllowFaults,
            Standby = settings.Standby,
            Drain = settings.Drain,
        });
    }

    // The default directory drops grains of healthy silos whenever any silo leaves; this one does not.
    private static void UseRedis(ISiloBuilder silo, SiloSettings settings)
    {
        var configuration = RedisConnection.Parse(settings.Redis);
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, settings.ClusterId));
        silo.ConfigureEndpoints(IPAddress.Loopback, settings.SiloPort, settings.GatewayPort);
        silo.UseRedisClustering(redis => redis.ConfigurationOptions = configuration);
        silo.UseRedisGrainDirectoryAsDefault(redis => redis.ConfigurationOptions = configuration);
        silo.AddRedisTaskStore(settings.ClusterId);
    }

    // The first signal asks the silo to leave, the second ends it at once.
    private static async Task StoppedAsync()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Handle(PosixSignalContext signal)
        {
            signal.Cancel = true;
            if (!asked.TrySetResult()) Environment.Exit(143);
        }

        var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
        var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        await asked.Task;
        Registrations.Add(terminated);
        Registrations.Add(interrupted);
    }

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (HttpConfigurationException wrong)
        {
            throw new SiloUsageException(wrong.Message);
        }
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
