using TradingAgents.Load;

var measures = new Dictionary<string, Func<Task>>
{
    ["submissions"] = SubmissionRate.RunAsync,
    ["http"] = HttpRate.RunAsync,
    ["start"] = StartLatency.RunAsync,
    ["drain"] = DrainRate.RunAsync,
    ["memory"] = WaitingMemory.RunAsync,
    ["governor"] = GovernorCost.RunAsync,
    ["restart"] = RestartTime.RunAsync,
    ["idle"] = IdleServer.RunAsync,
    ["simulation"] = SimulationCost.RunAsync,
};

if (args is ["bare-kestrel", var database]) return await HttpRate.ServeBareAsync(database);
var asked = args.Length == 0 ? [.. measures.Keys] : args;
if (asked.FirstOrDefault(name => !measures.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"Unknown measure '{unknown}'. Name some of: {string.Join(", ", measures.Keys)}; none: all of them.");
    return 2;
}

foreach (var name in asked) await measures[name]();
return 0;
