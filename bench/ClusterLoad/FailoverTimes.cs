using TradingAgents.Abstractions;
using TradingAgents.Core;

namespace TradingAgents.Load;

/// <summary>From a signal to one of three silos until what ran there runs elsewhere, and from a silo's joining until it runs waiting work. Ten times each; frozen, three times.</summary>
internal static class FailoverTimes
{
    private const int Times = 10, Freezes = 3, Slots = 5;

    public static async Task RunAsync()
    {
        await using var cluster = await LoadCluster.StartAsync(3, "--drain-seconds", "0");
        var (kill, stop, join, freeze) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var time = 0; time < Times; time++)
        {
            kill.Add(await LoseAsync(cluster, Name(time), silo => silo.Kill()));
            join.Add(await ReplaceAsync(cluster, Name(time)));
            stop.Add(await LoseAsync(cluster, Name(time + 1), silo => silo.Signal("TERM")));
            join.Add(await ReplaceAsync(cluster, Name(time + 1)));
            Lines.Write($"failover, round {time + 1}: kill {kill[^1]:0.00} s, stop {stop[^1]:0.00} s, join {join[^2]:0.00} and {join[^1]:0.00} s");
        }

        for (var time = 0; time < Freezes; time++)
        {
            freeze.Add(await LoseAsync(cluster, Name(time), silo => silo.Signal("STOP")));
            await ReplaceAsync(cluster, Name(time));
        }

        Write("kill -9 to all running elsewhere", kill);
        Write("SIGTERM to all running elsewhere, no time given", stop);
        Write("SIGSTOP to all running elsewhere", freeze);
        Write("from when a silo listens until waiting work has all its slots, negative where it was sooner", join);
    }

    private static string Name(int time) => $"node-{(time % 3) + 1}";

    // Three run on each silo, and there is room for those of one on the others.
    private static async Task<double> LoseAsync(LoadCluster cluster, string name, Action<ServerChild> lose)
    {
        await cluster.Engine.CancelManyAsync(new BulkCancelRequest { Tenant = "default", DryRun = false, AtMost = 1000 });
        await LoadCluster.UntilAsync(async () => (await cluster.RunningAsync()).Count == 0);
        await cluster.SubmitAsync(9, LoadCluster.Hold, callers: 1);
        await LoadCluster.UntilAsync(async () => (await OnAsync(cluster, name)).Count == 3);
        var victims = (await OnAsync(cluster, name)).Select(task => task.TaskId).ToArray();

        var at = DateTimeOffset.UtcNow;
        lose(cluster.Silos[name]);
        var started = at;
        await LoadCluster.UntilAsync(async () =>
        {
            var now = (await cluster.RunningAsync()).Where(task => victims.Contains(task.TaskId) && task.Node != new NodeId(name)).ToArray();
            if (now.Length == victims.Length) started = now.Max(task => task.StartedAt!.Value);
            return now.Length == victims.Length;
        });
        return (started - at).TotalSeconds;
    }

    // Ten run on the other two, the rest waits for the one that joins.
    private static async Task<double> ReplaceAsync(LoadCluster cluster, string name)
    {
        cluster.Silos[name].Dispose();
        await cluster.SubmitAsync(8, LoadCluster.Hold, callers: 1);
        await Task.Run(() => cluster.StartSilo(name));
        var listens = DateTimeOffset.UtcNow;
        await LoadCluster.UntilAsync(async () => (await OnAsync(cluster, name)).Count == Slots);
        return ((await OnAsync(cluster, name)).Max(task => task.StartedAt!.Value) - listens).TotalSeconds;
    }

    private static async Task<IReadOnlyList<TaskSnapshot>> OnAsync(LoadCluster cluster, string name) =>
        [.. (await cluster.RunningAsync()).Where(task => task.Node == new NodeId(name))];

    private static void Write(string what, List<double> seconds) =>
        Lines.Write($"failover: {what}: median {Lines.Median(seconds):0.00} s ({seconds.Min():0.00} to {seconds.Max():0.00} s, {seconds.Count} times)");
}
