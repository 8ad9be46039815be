using TradingAgents.Load;

var measures = new Dictionary<string, Func<Task>>
{
    ["accepted"] = AcceptedRate.RunAsync,
    ["silos"] = SiloScaling.RunAsync,
    ["memory"] = ClusterMemory.RunAsync,
    ["placement"] = PlacementDeviation.RunAsync,
    ["failover"] = FailoverTimes.RunAsync,
};

if (args is ["bare-silo", var redis, var siloPort, var gatewayPort]) return await BareSilo.RunAsync(redis, siloPort, gatewayPort);
var asked = args.Length == 0 ? [.. measures.Keys] : args;
if (asked.FirstOrDefault(name => !measures.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"Unknown measure '{unknown}'. Name some of: {string.Join(", ", measures.Keys)}; none: all of them.");
    return 2;
}

foreach (var name in asked) await measures[name]();
return 0;
