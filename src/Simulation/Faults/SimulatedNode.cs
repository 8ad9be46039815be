namespace TradingAgents.Simulation.Faults;

/// <summary>What is wrong with a node, and what it keeps to itself meanwhile.</summary>
internal sealed class SimulatedNode
{
    /// <summary>Since when its process is gone; null: it is not.</summary>
    public DateTimeOffset? CrashedSince { get; set; }

    /// <summary>Since when it does not answer.</summary>
    public DateTimeOffset? SilentSince { get; set; }

    /// <summary>Its runs take so many times as long.</summary>
    public double Slowness { get; set; } = 1;

    /// <summary>Since the last check that it passed.</summary>
    public int FailedChecks { get; set; }

    public bool IsFaulty => CrashedSince is not null || SilentSince is not null;

    /// <summary>Ends of runs that are told once it answers again, or is lost.</summary>
    public List<SimulatedRun> Held { get; } = [];

    /// <summary>Whatever was wrong with it is over.</summary>
    public void Mend() => (CrashedSince, SilentSince, FailedChecks) = (null, null, 0);
}
