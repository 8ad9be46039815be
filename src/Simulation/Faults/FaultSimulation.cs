namespace TradingAgents.Simulation.Faults;

/// <summary>A whole cluster in virtual time, with everything that can break, from a seed; what is promised is checked after every event.</summary>
/// <remarks>
/// The scheduler is Core's own. Around it callers, the journal, runs and node checks are simulated, event by event as the embedded engine does it.
/// First, faults come and go; then they stop, and everything accepted must come to its end.
/// </remarks>
public static class FaultSimulation
{
    /// <summary>Simulates one seed.</summary>
    /// <param name="seed">Of all chance in it.</param>
    /// <param name="trace">Told of everything that happens; null: nobody.</param>
    /// <returns>What it saw.</returns>
    /// <exception cref="PromiseBrokenException">A promise was broken, or the scheduler found a broken invariant of its own.</exception>
    public static FaultRun Run(ulong seed, Action<string>? trace = null) => Run(seed, new EngineRules(), trace);

    internal static FaultRun Run(ulong seed, EngineRules rules, Action<string>? trace = null)
    {
        var cluster = new SimulatedCluster(FaultPlan.Of(seed), rules, trace);
        try
        {
            cluster.Live();
        }
        catch (FindingException found)
        {
            throw Broken(found.Message, cause: null);
        }
        catch (Exception failure)
        {
            throw Broken($"The scheduler failed: {failure.Message}", failure);
        }

        return new FaultRun(seed, cluster.Elapsed, cluster.Queue.Happened, cluster.Submissions, cluster.Refusals, cluster.FaultsSeen, cluster.Processes);

        PromiseBrokenException Broken(string finding, Exception? cause)
        {
            cluster.Trace($"BROKEN: {finding}");
            return new PromiseBrokenException(seed, cluster.Elapsed, finding, cause);
        }
    }
}

/// <summary>What one seed's cluster went through.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Elapsed">Virtual time.</param>
/// <param name="Events">Events that happened, after each of which everything was checked.</param>
/// <param name="Submissions">Tasks submitted.</param>
/// <param name="Refusals">Of these, refused for want of room.</param>
/// <param name="Faults">Faults that struck.</param>
/// <param name="Processes">Processes that were started.</param>
public sealed record FaultRun(ulong Seed, TimeSpan Elapsed, long Events, int Submissions, int Refusals, int Faults, int Processes);
