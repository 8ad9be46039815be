using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using TradingAgents.Abstractions;
using TradingAgents.Analysis.MarketData;
using TradingAgents.Analysis.Memory;
using TradingAgents.Analysis.Pipeline;
using TradingAgents.Cli.Rendering;
using TradingAgents.Cli.Serving;
using TradingAgents.Embedded;
using TradingAgents.Embedded.Journal;
using TradingAgents.Http;

namespace TradingAgents.Cli;

/// <summary>The server: the embedded engine behind the HTTP facade.</summary>
internal static class Server
{
    /// <summary>What is still open after the drain, such as event streams, gets this long.</summary>
    private static readonly TimeSpan LastCalls = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Runs until the token is cancelled, then drains: the listener stays up meanwhile and refuses new work. Where the engine fails, it ends at once with
    /// <see cref="ExitCodes.Broken"/>: a supervisor starts it again, and it goes on from the journal.
    /// </summary>
    public static async Task<int> RunAsync(ServeOptions options, CliContext context, CancellationToken stop)
    {
        try
        {
            var keys = options.ApiKeys is { } file ? ApiKeys.Load(file) : null;
            ListenGuard.Check(options.Urls, keys);
            return await RunAsync(options, keys, DataDirectory.Prepare(options.DataDir, context), context, stop);
        }
        catch (Exception unusable) when (unusable is DataDirectoryUnusableException or DataDirectoryInUseException or SchemaTooNewException
            or JournalDamagedException or StorageUnavailableException)
        {
            throw new UsageException($"--data-dir: {Plain.Line(unusable.Message)}");
        }
        catch (EngineFailedException broken)
        {
            context.Complain(Plain.Line(broken.Message));
            return ExitCodes.Broken;
        }
        catch (DirectoryNotFoundException noData)
        {
            throw new UsageException($"--market-data: {Plain.Line(noData.Message)}");
        }
        catch (HttpConfigurationException wrong)
        {
            throw new UsageException(Plain.Line(wrong.Message));
        }
    }

    private static async Task<int> RunAsync(ServeOptions options, ApiKeys? keys, string dataDirectory, CliContext context, CancellationToken stop)
    {
        using var logs = LoggerFactory.Create(logging => Configure(logging, options, context));
        var builder = CreateBuilder(options, logs);
        var folder = options.MarketData ?? CsvMarketData.FindShipped();
        var marketData = new CsvMarketData(folder);
        await using var engine = await EmbeddedEngine.StartAsync(
            EngineOptions(options, dataDirectory), new AnalysisPlanner(marketData, context.Time, StandardAnalysts.Over(folder, marketData)), context.Time, logs, stop);
        using var memory = new SqliteMemory(Path.Combine(dataDirectory, "memory"));
        builder.Services.AddSingleton<IAnalysisEngine>(engine);
        builder.Services.AddSingleton<IMarketData>(marketData);
        builder.Services.AddSingleton<IMemory>(memory);
        builder.Services.AddSingleton(context.Time);
        builder.Services.AddTradingAgentsHttp(new HttpFacadeOptions
        {
            AllowFaults = options.AllowFaults,
            Keys = keys,
            SessionSecret = keys is null ? null : SessionSecret.Load(Path.Combine(dataDirectory, "session.secret")),
        });
        await using var app = builder.Build();
        app.UseTradingAgentsHttp();
        await StartAsync(app, options);
        foreach (var url in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses)
            context.Out.WriteLine($"listening on {url}");

        if (await Task.WhenAny(UntilCancelledAsync(stop), engine.Failed) == engine.Failed)
        {
            context.Complain("The server found an error of its own and ends; start it again, and it goes on from its data directory. The log says more.");
            await app.StopAsync(CancellationToken.None); // Whoever waits for an answer gets the refusal.
            return ExitCodes.Broken;
        }

        context.Say($"Draining for up to {Plain.Number(options.Drain.TotalSeconds)} s; a second signal stops at once.");
        await engine.DrainAsync(options.Drain);
        await app.StopAsync(CancellationToken.None);
        return engine.Failed.IsCompleted ? ExitCodes.Broken : ExitCodes.Done;
    }

    private static EmbeddedOptions EngineOptions(ServeOptions options, string dataDirectory) => new()
    {
        DataDirectory = dataDirectory,
        Nodes = options.Nodes,
        Limits = options.Limits,
        Strategy = options.Strategy,
        Aging = options.Aging,
        Alerts = options.Alerts,
        AllowSynthetic = options.AllowSynthetic,
        AllowFaults = options.AllowFaults,
    };

    private static WebApplicationBuilder CreateBuilder(ServeOptions options, ILoggerFactory logs)
    {
        // Whatever the environment says, an error's details are for the log, not for the caller.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseUrls([.. options.Urls]);
        builder.Services.AddSingleton(logs);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LastCalls);

        // Signals are the program's: they begin the drain, during which the host goes on.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        return builder;
    }

    /// <summary>Everything to standard error; as JSON where no one reads along.</summary>
    private static void Configure(ILoggingBuilder logging, ServeOptions options, CliContext context)
    {
        logging.SetMinimumLevel(Enum.Parse<LogLevel>(options.LogLevel, ignoreCase: true));
        logging.AddFilter("Microsoft.AspNetCore", level => level >= LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting", level => level >= LogLevel.Warning);
        logging.AddFilter("Microsoft.Extensions.Hosting", level => level >= LogLevel.Critical); // A start that fails is told in one line instead.
        if (context.ErrorIsTerminal) logging.AddSimpleConsole(console => console.SingleLine = true);
        else logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static async Task StartAsync(WebApplication app, ServeOptions options)
    {
        try
        {
            await app.StartAsync(CancellationToken.None);
        }
        catch (Exception refused) when (refused is IOException or SocketException)
        {
            throw new UsageException($"--urls: cannot listen on {string.Join(", ", options.Urls)}: {Plain.Line(refused.GetBaseException().Message)}");
        }
    }

    private static async Task UntilCancelledAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = stop.Register(() => stopped.TrySetResult());
        await stopped.Task;
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
