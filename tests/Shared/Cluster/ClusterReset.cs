using Orleans.Core.Internal;
using TradingAgents.Abstractions;
using TradingAgents.Grains;
using TradingAgents.Grains.Storage;

namespace TradingAgents.Processes;

/// <summary>Makes a cluster that a test has used as good as new, without starting its silos again: no task, no run, a new scheduler.</summary>
internal sealed class ClusterReset(IGrainFactory grains, ITaskStore store, IReadOnlyCollection<string> silos)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(10);

    private IEnumerable<IConcurrencyGovernorGrain> Governors => silos.Select(silo => grains.GetGrain<IConcurrencyGovernorGrain>(silo));

    public async Task RunAsync(ClusterSettings first)
    {
        await StopAsync();
        var term = await EmptyAsync(first);
        await grains.GetGrain<IClusterSchedulerGrain>(GrainKeys.Scheduler).AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        await StopAsync(); // What a scheduler started that had not heard yet.
        await Task.WhenAll(Governors.Select(governor => governor.MendAsync()));
        using var late = new CancellationTokenSource(Limit);
        using var again = new PeriodicTimer(AskEvery);
        while (!await IsReplacedAsync(term, first)) await again.WaitForNextTickAsync(late.Token);
    }

    // What runs is given up, nothing more starts.
    private Task StopAsync() => Task.WhenAll(Governors.Select(governor => governor.BreakAsync(FaultKind.Crash)));

    private async Task<long> EmptyAsync(ClusterSettings first)
    {
        while (true)
        {
            var term = await store.BeginTermAsync();
            try
            {
                while (await store.ListAsync(new TaskQuery(), null, 1000) is { Count: > 0 } tasks)
                    await store.DeleteAsync(term, [.. tasks.Select(task => task.Document.Record.Id)], unfinished: true);
                await store.PutSettingsAsync(term, first);
                return term;
            }
            catch (StaleTermException)
            {
                // The old scheduler was replaced meanwhile.
            }
        }
    }

    private async Task<bool> IsReplacedAsync(long term, ClusterSettings first)
    {
        try
        {
            await store.PutSettingsAsync(term, first);
            return false;
        }
        catch (StaleTermException)
        {
            return true;
        }
    }
}
