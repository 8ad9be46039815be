using System.Diagnostics;
using System.Globalization;
using TradingAgents.Simulation.Faults;

namespace TradingAgents.Simulation.Tests.Faults;

/// <summary>Whole clusters from seeds. A failure names its seed; <c>tradingagents simulate --faults --seed N --trace</c> repeats it.</summary>
public sealed class FaultSimulationTests
{
    private const int Seeds = 2_000;
    private const int SeedsAtLeast = 500;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(60);

    /// <summary>Every seed that ever failed, with what it found. None is taken out.</summary>
    private static readonly (ulong Seed, string Found)[] SeedsThatFailed =
    [
        (1, "the simulation checked a new process before its recovery"),
        (253, "a retry waited for as long as the clock had been set back"),
    ];

    /// <summary>2,000 seeds or as many as a minute allows, 500 at least. SIMULATION_SEEDS sets another count, SIMULATION_FIRST_SEED where to begin.</summary>
    [Fact]
    [Trait("Promise", "P3")]
    [Trait("Promise", "P4")]
    [Trait("Promise", "P6")]
    [Trait("Promise", "P17")]
    public void Every_promise_holds_after_every_event_of_any_seed()
    {
        var first = ulong.Parse(Environment.GetEnvironmentVariable("SIMULATION_FIRST_SEED") ?? "1", CultureInfo.InvariantCulture);
        var asked = Environment.GetEnvironmentVariable("SIMULATION_SEEDS") is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : (int?)null;
        var watch = Stopwatch.StartNew();
        var played = 0;
        for (; played < (asked ?? Seeds); played++)
        {
            if (asked is null && played >= SeedsAtLeast && watch.Elapsed > Enough) break;
            FaultSimulation.Run(first + (ulong)played);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{played} seeds in {watch.Elapsed.TotalSeconds:0.0} s");
    }

    [Fact]
    public void Every_seed_that_ever_failed_still_holds() => Assert.All(SeedsThatFailed, failed => FaultSimulation.Run(failed.Seed));

    [Fact]
    public void The_same_seed_is_the_same_history()
    {
        List<string> first = [], second = [];
        var run = FaultSimulation.Run(42, first.Add);

        Assert.Equal(run, FaultSimulation.Run(42, second.Add));
        Assert.Equal(first, second);
        Assert.NotEqual(run, FaultSimulation.Run(43) with { Seed = 42 });
    }

    [Fact]
    public void A_hundred_seeds_see_every_kind_of_fault_and_what_comes_of_it()
    {
        string[] happenings =
        [
            "a process starts", "the process dies", "kills the process", "unsynced batches are on the disk", "the process has stopped", "crashes", "is silent", "is lost",
            "becomes slow", "is drained", "to leave", "is added", "limits become", "the disk fails", "the clock is set", "cannot be made durable", "is refused",
            "the report of", "a late report", "given up", "is cancelled", "poison", "dependency_failed", "timeout", "boom", "the faults stop",
        ];
        var open = happenings.ToHashSet();
        for (var seed = 1UL; seed <= 100 && open.Count > 0; seed++) FaultSimulation.Run(seed, line => open.RemoveWhere(line.Contains));

        Assert.Empty(open);
    }

    [Fact]
    public void A_broken_promise_tells_seed_commit_and_how_to_repeat_it()
    {
        var broken = new PromiseBrokenException(17, TimeSpan.FromSeconds(1.5), "Something is wrong.");

        Assert.Equal($"Something is wrong. (after 1.500 s)\nSEED=17 COMMIT={PromiseBrokenException.Commit}\nTo repeat it: tradingagents simulate --faults --seed 17 --trace", broken.Message);
    }
}
