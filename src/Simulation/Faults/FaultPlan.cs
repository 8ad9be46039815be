using TradingAgents.Core.Admission;
using TradingAgents.Core.Placement;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Simulation.Faults;

/// <summary>The cluster, the load and the faults of one seed.</summary>
/// <remarks>
/// About half of all kinds of faults are switched on per seed ("swarm testing"): a history in which everything breaks hides
/// what only shows where most things work.
/// </remarks>
internal sealed record FaultPlan
{
    /// <summary>Of all chance in it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Nodes of every new process.</summary>
    public required int Nodes { get; init; }

    public required ClusterOptions Cluster { get; init; }

    /// <summary>How long callers submit and faults come, in seconds.</summary>
    public required double FaultySeconds { get; init; }

    /// <summary>Mean time between two submissions, in seconds.</summary>
    public required double SecondsBetweenSubmissions { get; init; }

    /// <summary>Mean length of a run, in seconds.</summary>
    public required double RunSeconds { get; init; }

    /// <summary>Timeout of an attempt, in seconds.</summary>
    public required double TimeoutSeconds { get; init; }

    public required int Tenants { get; init; }

    /// <summary>The longest that a sync of the journal takes, in seconds.</summary>
    public required double SyncSeconds { get; init; }

    /// <summary>The kinds that come in this seed.</summary>
    public required IReadOnlySet<FaultKind> Faults { get; init; }

    /// <summary>Mean time between two faults of one kind, in seconds.</summary>
    public required double SecondsBetweenFaults { get; init; }

    /// <summary>What a run may take to stop, and how often nodes are checked, as in the embedded engine.</summary>
    public const double StopGraceSeconds = 4, CheckSeconds = 3;

    /// <summary>The same seed, the same plan.</summary>
    public static FaultPlan Of(ulong seed)
    {
        var random = new SeededRandom(seed);
        var limits = new GovernorLimits(random.Between(1, 4), random.Between(0, 8));
        var nodes = random.Between(1, 5);
        var runSeconds = random.Between(2.0, 15.0);
        var load = random.Between(0.3, 2.0);
        return new FaultPlan
        {
            Seed = seed,
            Nodes = nodes,
            Cluster = new ClusterOptions
            {
                Limits = limits,
                MaxHeld = random.Between(3, 30),
                Strategy = random.Pick(Enum.GetValues<PlacementStrategy>()),
                Order = new OrderRules(TimeSpan.FromSeconds(random.Between(5, 40))),
                ChecksToLose = random.Between(2, 6),
                Seed = random.NextBits(),
            },
            FaultySeconds = random.Between(120.0, 400.0),
            SecondsBetweenSubmissions = Math.Max(1, runSeconds / (limits.MaxRunning * nodes * load)),
            RunSeconds = runSeconds,
            TimeoutSeconds = runSeconds * random.Between(1.5, 4.0),
            Tenants = random.Between(1, 3),
            SyncSeconds = random.Of(0.5) ? 0.005 : random.Between(0.1, 3.0),
            Faults = Enum.GetValues<FaultKind>().Where(_ => random.Of(0.5)).ToHashSet(),
            SecondsBetweenFaults = random.Between(30.0, 200.0),
        };
    }
}
