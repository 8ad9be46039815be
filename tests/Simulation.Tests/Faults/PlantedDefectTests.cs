using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;
using TradingAgents.Simulation.Faults;

namespace TradingAgents.Simulation.Tests.Faults;

/// <summary>A simulation that finds nothing proves something only if it finds what is there: each defect, planted alone, is found within 500 seeds.</summary>
public sealed class PlantedDefectTests
{
    private const int Seeds = 500;

    [Fact]
    [Trait("Promise", "P4")]
    public void A_result_of_any_epoch_that_is_taken_is_found() => AssertFound(new FencingOff(), "Fencing", "which nobody asked for");

    [Fact]
    [Trait("Promise", "P7")]
    public void Waiting_that_raises_nothing_is_found() => AssertFound(new AgeingOff(), "Order");

    [Fact]
    [Trait("Promise", "P1")]
    public void Runs_that_are_forgotten_when_the_process_dies_are_found() => AssertFound(new NoRequeueAfterDeath(), "Nothing acknowledged is lost");

    [Fact]
    public void Runs_that_are_forgotten_when_a_node_is_lost_are_found() => AssertFound(new LostNodesUnnoticed(), "A dead node's tasks restart");

    [Fact]
    public void An_answer_before_the_commit_is_found() => AssertFound(new AnswerBeforeCommit(), "An answer means durable");

    [Fact]
    public void A_launch_that_begins_though_its_task_was_cancelled_is_found() => AssertFound(new EveryLaunchBegins(), "Cancel is final", "that nobody waits for");

    [Fact]
    public void Lowered_limits_that_do_not_arrive_are_found() => AssertFound(new LimitsUnheard(), "Limits", "waits beside a free slot", "beside a free one");

    [Fact]
    public void Tasks_taken_over_with_a_new_waiting_time_are_found() => AssertFound(new RecoveredAsNew(), "The scheduler holds", "loses its place", "Order");

    private static void AssertFound(EngineRules defect, params string[] findings)
    {
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            try
            {
                FaultSimulation.Run(seed, defect);
            }
            catch (PromiseBrokenException broken)
            {
                Assert.True(findings.Any(finding => broken.Finding.Contains(finding, StringComparison.Ordinal)), broken.ToString());
                TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}: {broken.Finding}");
                return;
            }
        }

        Assert.Fail($"{defect.GetType().Name} goes unnoticed in {Seeds} seeds.");
    }

    private sealed class FencingOff : EngineRules
    {
        public override long EpochOf(TaskRecord run, ClusterScheduler scheduler) => scheduler.Find(run.Id)?.Epoch ?? run.Epoch;
    }

    private sealed class AgeingOff : EngineRules
    {
        public override ClusterOptions Setup(ClusterOptions told) => told with { Order = new OrderRules(TimeSpan.FromDays(10_000)) };
    }

    private sealed class NoRequeueAfterDeath : EngineRules
    {
        public override IReadOnlyCollection<TaskRecord> ToRecover(IReadOnlyCollection<TaskRecord> unfinished) =>
            [.. unfinished.Where(task => task.Status != AnalysisStatus.Running)];
    }

    private sealed class RecoveredAsNew : EngineRules
    {
        public override IReadOnlyCollection<TaskRecord> ToRecover(IReadOnlyCollection<TaskRecord> unfinished) =>
            [.. unfinished.Select(task => task with { QueuedSince = task.QueuedSince?.AddSeconds(1) })];
    }

    private sealed class LostNodesUnnoticed : EngineRules
    {
        public override bool ReportsLostNodes => false;
    }

    private sealed class AnswerBeforeCommit : EngineRules
    {
        public override bool AnswersBeforeCommit => true;
    }

    private sealed class EveryLaunchBegins : EngineRules
    {
        public override LaunchVerdict Judge(Effect.Launch launch, ClusterScheduler scheduler) => LaunchVerdict.Begin;
    }

    private sealed class LimitsUnheard : EngineRules
    {
        public override GovernorLimits Limits(GovernorLimits told) => new(told.MaxRunning + 1, told.MaxQueued + 1);
    }
}
