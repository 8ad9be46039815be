using System.CommandLine;
using TradingAgents.Abstractions;
using PlacementStrategy = TradingAgents.Core.Placement.PlacementStrategy;

namespace TradingAgents.Silo;

/// <summary>The command line of <c>tradingagents-silo</c>.</summary>
internal static class SiloCommand
{
    private const int Usage = 2;

    public static RootCommand Create()
    {
        var name = new Option<string>("--name") { Description = "The node's name, unique in the cluster and kept over restarts", DefaultValueFactory = _ => "node-1" };
        var urls = new Option<string>("--urls") { Description = "Where the HTTP facade listens, with semicolons between", DefaultValueFactory = _ => "http://127.0.0.1:8005" };
        var clustering = new Option<Clustering>("--clustering") { Description = "localhost: one silo, in memory; redis: many silos over one Redis", DefaultValueFactory = _ => Clustering.Localhost };
        var redis = new Option<string>("--redis") { Description = "Where Redis is", DefaultValueFactory = _ => "127.0.0.1:6379" };
        var clusterId = new Option<string>("--cluster-id") { Description = "Silos of one id find each other", DefaultValueFactory = _ => "tradingagents" };
        var siloPort = new Option<int>("--silo-port") { Description = "Between silos, on loopback", DefaultValueFactory = _ => 11111 };
        var gatewayPort = new Option<int>("--gateway-port") { Description = "For clients, on loopback", DefaultValueFactory = _ => 30000 };
        var slots = new Option<int>("--max-concurrent") { Description = "Analyses that run on a node at once", DefaultValueFactory = _ => 5 };
        var places = new Option<int>("--max-queue") { Description = "Tasks that wait on a node", DefaultValueFactory = _ => 50 };
        var timeout = new Option<double>("--timeout") { Description = "Seconds one attempt may run at depth 1", DefaultValueFactory = _ => 300 };
        var strategy = new Option<string>("--strategy") { Description = "How a task's node is chosen", DefaultValueFactory = _ => "least_connections" };
        var aging = new Option<double>("--aging-seconds") { Description = "What a task waits to rise by one priority", DefaultValueFactory = _ => 60 };
        var drain = new Option<double>("--drain-seconds") { Description = "How long running tasks may go on when the silo is stopped; then other nodes go on with them", DefaultValueFactory = _ => 30 };
        var marketData = new Option<string?>("--market-data") { Description = "A folder with prices/SYMBOL.csv; default: the data that ships" };
        var apiKeys = new Option<string?>("--api-keys") { Description = "A file with a line per key: name role key" };
        var synthetic = new Option<bool>("--allow-synthetic") { Description = "Accept the analysis type synthetic, which rehearses capacity" };
        var faults = new Option<bool>("--allow-faults") { Description = "Accept calls that break a node on purpose" };
        var standby = new Option<bool>("--standby") { Description = "Join without becoming a node, until add_instance names it" };
        var command = new RootCommand("A silo of a TradingAgents cluster: one node, with the HTTP facade and the dashboards.")
        {
            name, urls, clustering, redis, clusterId, siloPort, gatewayPort, slots, places, timeout, strategy, aging, drain, marketData, apiKeys, synthetic, faults, standby,
        };
        command.SetAction(async (parsed, stop) =>
        {
            try
            {
                return await SiloHost.RunAsync(new SiloSettings
                {
                    Name = Valid(RequestRules.IsName, parsed.GetValue(name)!, "--name", "1 to 64 of A-Z a-z 0-9 . - _"),
                    Urls = parsed.GetValue(urls)!.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                    Clustering = parsed.GetValue(clustering),
                    Redis = parsed.GetValue(redis)!,
                    ClusterId = Valid(RequestRules.IsName, parsed.GetValue(clusterId)!, "--cluster-id", "1 to 64 of A-Z a-z 0-9 . - _"),
                    SiloPort = Valid(IsPort, parsed.GetValue(siloPort), "--silo-port", "1 to 65535"),
                    GatewayPort = Valid(IsPort, parsed.GetValue(gatewayPort), "--gateway-port", "1 to 65535"),
                    Limits = new Limits(parsed.GetValue(slots), parsed.GetValue(places), parsed.GetValue(timeout)),
                    Strategy = ContractJson.TryParseName<PlacementStrategy>(parsed.GetValue(strategy), out var chosen)
                        ? chosen
                        : throw new SiloUsageException($"--strategy must be one of {string.Join(", ", ContractJson.NamesOf<PlacementStrategy>())}."),
                    Aging = TimeSpan.FromSeconds(Valid(seconds => seconds is > 0 and <= 86_400, parsed.GetValue(aging), "--aging-seconds", "above 0, at most 86400")),
                    Drain = TimeSpan.FromSeconds(Valid(seconds => seconds is >= 0 and <= 3600, parsed.GetValue(drain), "--drain-seconds", "0 to 3600")),
                    MarketData = parsed.GetValue(marketData),
                    ApiKeys = parsed.GetValue(apiKeys),
                    AllowSynthetic = parsed.GetValue(synthetic),
                    AllowFaults = parsed.GetValue(faults),
                    Standby = parsed.GetValue(standby),
                });
            }
            catch (Exception wrong) when (wrong is SiloUsageException or EngineException)
            {
                await Console.Error.WriteLineAsync(wrong.Message);
                return Usage;
            }
        });
        return command;
    }

    private static bool IsPort(int port) => port is >= 1 and <= 65535;

    private static T Valid<T>(Func<T, bool> isValid, T value, string option, string expected) =>
        isValid(value) ? value : throw new SiloUsageException($"{option}: '{value}' is not valid: it must be {expected}.");
}
