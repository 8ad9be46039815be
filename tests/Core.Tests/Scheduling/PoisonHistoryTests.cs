using FsCheck.Fluent;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Core.Tests.Scheduling;

public sealed class PoisonHistoryTests
{
    /// <summary>One or two tasks kill their process whenever they run long enough; all else completes or retries.</summary>
    [Fact]
    public void Whatever_runs_beside_them_only_killers_are_convicted_and_everyone_else_completes() =>
        Histories.Check("poison", 1_000, Gen.Choose(0, 1 << 20), length: 60, Play);

    private static void Play(IReadOnlyList<int> details)
    {
        var next = 0;
        var (tasks, slots) = (3 + (Draw() % 8), 1 + (Draw() % 4));
        string[] killers = [$"t{Draw() % tasks}", $"t{Draw() % tasks}"];
        var cluster = new TestCluster(nodes: 2, TestCluster.Options(slots));
        for (var i = 0; i < tasks; i++) cluster.Submit($"t{i}", maxAttempts: 10);

        for (var moves = 0; cluster.Scheduler.Tasks.Any(); moves++)
        {
            Assert.True(moves < 500, "It does not come to an end.");
            var running = cluster.Scheduler.Tasks.Where(task => task.Status == AnalysisStatus.Running).OrderBy(task => task.Sequence).Select(task => task.Id.Value).ToArray();
            if (running.Length == 0)
            {
                cluster.Pass(60);
                continue;
            }

            var chosen = running[Draw() % running.Length];
            if (killers.Contains(chosen)) cluster.Die(nodes: 1 + (Draw() % 2));
            else if (next < details.Count && Draw() % 4 == 0) cluster.Fail(chosen);
            else cluster.Complete(chosen);
        }

        Assert.All(cluster.Journal, task => Assert.Equal(
            killers.Contains(task.Id.Value) ? (AnalysisStatus.Failed, "poison") : (AnalysisStatus.Completed, null),
            (task.Status, task.Error?.Code)));

        int Draw() => next < details.Count ? details[next++] : next++;
    }
}
