using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradingAgents.Abstractions;
using TradingAgents.Client;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;

namespace TradingAgents.Load;

/// <summary>A Redis, silos in processes of their own, and an Orleans client in this one; all on loopback, gone afterwards.</summary>
internal sealed class LoadCluster : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string[] _options;
    private readonly Dictionary<string, ServerChild> _silos = [];
    private readonly Process _redis;
    private IHost? _client;

    private LoadCluster(string[] options)
    {
        _options = options;
        var port = FreePort();
        Redis = "127.0.0.1:" + port;
        string[] arguments = ["--bind", "127.0.0.1", "--port", port, "--dir", _folder.Path, "--appendonly", "yes", "--save", "", "--logfile", _folder.In("redis.log")];
        _redis = Process.Start("redis-server", arguments); // apt-get install redis-server
    }

    public string Redis { get; }

    public IAnalysisEngine Engine => _client!.Services.GetRequiredService<IAnalysisEngine>();

    public IReadOnlyDictionary<string, ServerChild> Silos => _silos;

    /// <summary>A Redis alone.</summary>
    public static LoadCluster RedisOnly() => new([]);

    /// <summary>Silos named node-1, node-2, ..., all of them nodes.</summary>
    public static async Task<LoadCluster> StartAsync(int silos, params string[] options)
    {
        var cluster = new LoadCluster(options);
        await Task.WhenAll(Enumerable.Range(1, silos).Select(number => Task.Run(() => cluster.StartSilo($"node-{number}"))));
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.AddTradingAgentsClient(new ClusterClientOptions { Redis = cluster.Redis });
        cluster._client = builder.Build();
        await cluster._client.StartAsync();
        await UntilAsync(async () => (await cluster.Engine.GetNodesAsync()).Count(node => node.State == NodeState.Active) == silos);
        return cluster;
    }

    /// <summary>Starts a silo, also in the place of one that has ended, and returns once it listens.</summary>
    public void StartSilo(string name)
    {
        var silo = ServerChild.Silo(
            ["--clustering", "redis", "--redis", Redis, "--name", name, "--urls", "http://127.0.0.1:0", "--silo-port", FreePort(), "--gateway-port", FreePort(), "--allow-synthetic", .. _options]);
        lock (_silos) _silos[name] = silo;
    }

    public Task SubmitAsync(int count, Func<int, AnalysisRequest> request, int callers = 64) => CallAsync(callers, count, number => Engine.SubmitAsync(request(number)));

    /// <summary>Runs for minutes, as far as a measure can tell.</summary>
    public static AnalysisRequest Hold(int number) => Synthetic(number, 600_000, 1);

    public static AnalysisRequest Synthetic(int number, int durationMs, int steps) => new()
    {
        StockCode = string.Create(CultureInfo.InvariantCulture, $"S{number % 1000}"),
        AnalysisType = AnalysisType.Synthetic,
        Parameters = JsonSerializer.SerializeToElement(new { duration_ms = durationMs, steps }),
    };

    /// <summary>So many calls by so many callers.</summary>
    public static async Task CallAsync(int callers, int calls, Func<int, Task> call)
    {
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number <= calls) await call(number);
        })));
    }

    /// <summary>Calls a second.</summary>
    public static async Task<double> RateAsync(int callers, int calls, Func<int, Task> call)
    {
        var watch = Stopwatch.StartNew();
        await CallAsync(callers, calls, call);
        return calls / watch.Elapsed.TotalSeconds;
    }

    public async Task<IReadOnlyList<TaskSnapshot>> RunningAsync() => (await Engine.ListAsync(new TaskQuery { Status = AnalysisStatus.Running, Limit = TaskQuery.MaxLimit })).Tasks;

    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await IsSoAsync()) await again.WaitForNextTickAsync(late.Token);

        // A silo that is frozen answers nobody until it is seen to be gone.
        async Task<bool> IsSoAsync()
        {
            try
            {
                return await isSo();
            }
            catch (EngineException)
            {
                return false;
            }
        }
    }

    public static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null) await _client.StopAsync();
        _client?.Dispose();
        foreach (var silo in _silos.Values) silo.Dispose();
        _redis.Kill();
        await _redis.WaitForExitAsync();
        _redis.Dispose();
        _folder.Dispose();
    }
}
