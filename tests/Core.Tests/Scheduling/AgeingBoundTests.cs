using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Core.Tests.Scheduling;

/// <summary>The bound of docs/scheduling.md: 4 x aging + ceil((k + 1) / S) x T.</summary>
public sealed class AgeingBoundTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 7)]
    [InlineData(3, 2)]
    [InlineData(5, 24)]
    public void Under_endless_urgent_work_a_low_task_starts_a_second_before_the_bound_at_worst(int slots, int older)
    {
        // All slots are taken anew each 60 s; the task comes a second after that, so that a whole round starts a second before it is overdue.
        var adversary = new Adversary(slots, agingSeconds: 60, longestRun: 60, older, () => 60);
        adversary.Wait(1);

        Assert.Equal(Bound(slots, older, 60, 60) - 1, adversary.LowTaskWaits());
    }

    [Fact]
    [Trait("Promise", "P7")]
    public void Whatever_the_runs_take_a_low_task_starts_within_the_bound()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var (slots, older, aging, longest) = (random.Next(1, 6), random.Next(0, 20), random.Next(1, 100), random.Next(2, 300));
            var adversary = new Adversary(slots, aging, longest, older, () => 1 + (random.NextDouble() * (longest - 1)));
            adversary.Wait(random.NextDouble() * longest);

            var waited = adversary.LowTaskWaits();

            Assert.True(waited <= Bound(slots, older, aging, longest), $"Seed {seed}: {waited} s.");
            Assert.True(waited >= 4 * aging, $"Seed {seed}: the urgent work does not even delay it, {waited} s.");
        }
    }

    private static double Bound(int slots, int older, double aging, double longest) => (4 * aging) + (((older + slots) / slots) * longest);

    /// <summary>
    /// Submits urgent work without end, each piece by a new tenant that has used less than the low task's. So the low task loses by priority,
    /// then by share, until it is overdue.
    /// </summary>
    private sealed class Adversary
    {
        private readonly TestCluster _cluster;
        private readonly int _slots;
        private readonly int _older;
        private readonly Func<double> _runSeconds;
        private readonly PriorityQueue<string, DateTimeOffset> _ends = new();
        private int _seen;
        private int _urgent;
        private int _urgentWaiting;

        public Adversary(int slots, int agingSeconds, double longestRun, int older, Func<double> runSeconds)
        {
            (_slots, _older, _runSeconds) = (slots, older, runSeconds);
            _cluster = new TestCluster(options: TestCluster.Options(slots, places: older + 1 + (2 * slots), agingSeconds: agingSeconds));
            for (var i = 0; i < slots; i++) _cluster.Submit($"greedy-{i}", tenant: "greedy");
            Continue();
            Wait(longestRun);
        }

        public void Wait(double seconds)
        {
            var until = _cluster.Now.AddSeconds(seconds);
            while (_ends.TryPeek(out _, out var end) && end <= until) EndNext();
            _cluster.Now = until;
        }

        public double LowTaskWaits()
        {
            for (var i = 0; i < _older; i++) _cluster.Submit($"older-{i}", TaskPriority.Low, tenant: "greedy");
            _cluster.Submit("low", TaskPriority.Low, tenant: "greedy");
            while (_cluster["low"].Status == AnalysisStatus.Queued) EndNext();
            return _cluster["low"].WaitSeconds!.Value;
        }

        private void EndNext()
        {
            Assert.True(_ends.TryDequeue(out var id, out var end));
            _cluster.Now = end;
            _cluster.Complete(id);
            Continue();
        }

        // There is always more urgent work waiting than slots.
        private void Continue()
        {
            for (; _seen < _cluster.Launched.Count; _seen++)
            {
                var launched = _cluster.Launched[_seen];
                _ends.Enqueue(launched, _cluster.Now.AddSeconds(_runSeconds()));
                if (_cluster[launched].Priority == TaskPriority.Urgent) _urgentWaiting--;
            }

            for (; _urgentWaiting <= _slots; _urgentWaiting++)
            {
                var urgent = $"urgent-{++_urgent}";
                _cluster.Submit(urgent, TaskPriority.Urgent, tenant: urgent);
            }
        }
    }
}
