using System.Diagnostics.Metrics;

namespace TradingAgents.Abstractions.Telemetry;

/// <summary>A cache, or the source behind it: the label <c>tier</c>.</summary>
public enum CacheTier
{
    /// <summary>Outputs of stages in this process: hit, joined (another run was computing it), miss.</summary>
    Memory,

    /// <summary>Outputs of stages in the engine's durable tier, asked after a miss in memory: hit, miss, error.</summary>
    Durable,

    /// <summary>Stages that had to be run: computed, failed, cancelled (nobody wanted it any more).</summary>
    Source,

    /// <summary>Price files in memory: hit, joined (being read), miss (read from the disk).</summary>
    PriceFiles,

    /// <summary>Files of filings and splits; outcomes as above.</summary>
    FilingFiles,

    /// <summary>Files of dated texts, counted for each file that is looked through; outcomes as above.</summary>
    NewsFiles,
}

/// <summary>What became of a request: the label <c>outcome</c>.</summary>
public enum CacheOutcome
{
    /// <summary>It was held.</summary>
    Hit,

    /// <summary>It was being made for another, and shared.</summary>
    Joined,

    /// <summary>It was not held.</summary>
    Miss,

    /// <summary>The tier failed and was passed over; the next one answered.</summary>
    Error,

    /// <summary>The source made it.</summary>
    Computed,

    /// <summary>The source failed; all who had joined learn it, nothing is kept.</summary>
    Failed,

    /// <summary>All who wanted it had left.</summary>
    Cancelled,
}

/// <summary>Counts what caches did, for the whole process. Costs one addition a request.</summary>
public static class CacheMetrics
{
    private static readonly CacheTier[] Tiers = Enum.GetValues<CacheTier>();
    private static readonly int OutcomeCount = Enum.GetValues<CacheOutcome>().Length;
    private static readonly long[] Totals = new long[Tiers.Length * OutcomeCount];
    private static readonly Meter Meter = new(MetricNames.Meter);

    static CacheMetrics()
    {
        Meter.CreateObservableCounter(MetricNames.CacheRequestsTotal, ObserveTotals, description: "Requests to a cache tier, by what became of them.");
        Meter.CreateObservableGauge(MetricNames.CacheHitRatio, ObserveRatios, description: "Hits and joins over all requests to a cache tier since the start.");
    }

    /// <summary>Shows the counters, at zero, to whoever listens or will; counting alone does so from the first request on.</summary>
    public static void Publish()
    {
        // The static constructor has done it.
    }

    /// <summary>Counts one request.</summary>
    public static void Count(CacheTier tier, CacheOutcome outcome) => Interlocked.Increment(ref Totals[IndexOf(tier, outcome)]);

    /// <summary>Requests so far.</summary>
    public static long TotalOf(CacheTier tier, CacheOutcome outcome) => Interlocked.Read(ref Totals[IndexOf(tier, outcome)]);

    private static int IndexOf(CacheTier tier, CacheOutcome outcome) => ((int)tier * OutcomeCount) + (int)outcome;

    /// <summary>The outcomes a tier can have; all are shown from the start, so that rates can be taken.</summary>
    private static CacheOutcome[] OutcomesOf(CacheTier tier) => tier switch
    {
        CacheTier.Durable => [CacheOutcome.Hit, CacheOutcome.Miss, CacheOutcome.Error],
        CacheTier.Source => [CacheOutcome.Computed, CacheOutcome.Failed, CacheOutcome.Cancelled],
        _ => [CacheOutcome.Hit, CacheOutcome.Joined, CacheOutcome.Miss],
    };

    private static IEnumerable<Measurement<long>> ObserveTotals() =>
        from tier in Tiers
        from outcome in OutcomesOf(tier)
        select new Measurement<long>(TotalOf(tier, outcome), Label(tier), new("outcome", ContractJson.NameOf(outcome)));

    private static IEnumerable<Measurement<double>> ObserveRatios()
    {
        foreach (var tier in Tiers.Where(tier => tier != CacheTier.Source))
        {
            var all = OutcomesOf(tier).Sum(outcome => TotalOf(tier, outcome));
            var spared = TotalOf(tier, CacheOutcome.Hit) + TotalOf(tier, CacheOutcome.Joined);
            if (all > 0) yield return new Measurement<double>((double)spared / all, Label(tier));
        }
    }

    private static KeyValuePair<string, object?> Label(CacheTier tier) => new("tier", ContractJson.NameOf(tier));
}
