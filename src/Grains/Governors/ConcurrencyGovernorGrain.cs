using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Grains.Placement;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains.Governors;

/// <inheritdoc cref="IConcurrencyGovernorGrain" />
[Pinned, Orleans.Concurrency.Reentrant]
internal sealed class ConcurrencyGovernorGrain(SiloGovernor governor) : Grain, IConcurrencyGovernorGrain
{
    public Task<bool> LaunchAsync(LaunchOrder order) => Task.FromResult(governor.Launch(order));

    public Task InterruptAsync(long term, TaskId taskId, long epoch)
    {
        governor.Interrupt(term, new RunKey(taskId, epoch));
        return Task.CompletedTask;
    }

    public Task RetainAsync(long term, RunKey[] runs)
    {
        governor.Retain(term, runs);
        return Task.CompletedTask;
    }

    public Task<bool> CheckAsync() => governor.CheckAsync();

    public Task BreakAsync(FaultKind kind)
    {
        governor.Break(kind);
        return Task.CompletedTask;
    }

    public Task MendAsync()
    {
        governor.Mend();
        return Task.CompletedTask;
    }
}
