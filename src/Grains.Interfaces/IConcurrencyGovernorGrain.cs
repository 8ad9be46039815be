using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains;

/// <summary>The remote face of one silo's governor: its slots, and what runs in them. The key is the silo's address.</summary>
/// <remarks>
/// It is pinned to its silo, outside the grain directory, and never made on another: after the silo's death its calls fail. Whatever the scheduler asks for, a
/// second one included, no more runs here than the limit, and nothing twice.
/// </remarks>
[Alias("TradingAgents.IConcurrencyGovernorGrain")]
public interface IConcurrencyGovernorGrain : IGrainWithStringKey
{
    /// <summary>Starts a run and returns; repeating it changes nothing. False where there is no free slot.</summary>
    [Alias("Launch")]
    Task<bool> LaunchAsync(LaunchOrder order);

    /// <summary>Tells a run to stop; one that has ended is passed over.</summary>
    [Alias("Interrupt")]
    Task InterruptAsync(long term, TaskId taskId, long epoch);

    /// <summary>A new scheduler has taken over: whatever runs beside these is stopped, its results are refused anyway.</summary>
    [Alias("Retain")]
    Task RetainAsync(long term, RunKey[] runs);

    /// <summary>Answers at once while the node is well. A node that was crashed on purpose refuses, one that hangs does not answer.</summary>
    [Alias("Check")]
    Task<bool> CheckAsync();

    /// <summary>Breaks the node on purpose.</summary>
    [Alias("Break")]
    Task BreakAsync(FaultKind kind);

    /// <summary>Whatever was wrong with it on purpose is over.</summary>
    [Alias("Mend")]
    Task MendAsync();
}
