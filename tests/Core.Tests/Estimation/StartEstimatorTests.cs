using FsCheck;
using FsCheck.Fluent;
using TradingAgents.Core.Estimation;

namespace TradingAgents.Core.Tests.Estimation;

public sealed class StartEstimatorTests
{
    private const double Tolerance = 1e-6;

    [Fact]
    public void With_free_slots_the_first_start_at_once()
    {
        Assert.Equal([0, 0, 70, 100, 100], StartEstimator.StartTimes([new(30, 100)], slots: 3, Alike(100, 5)));
    }

    [Fact]
    public void With_all_slots_taken_each_end_starts_one()
    {
        Assert.Equal([10, 40, 70, 110, 140], StartEstimator.StartTimes(Runs(100, 30, 90, 60), slots: 3, Alike(100, 5)));
    }

    [Fact]
    public void Each_run_ends_after_its_own_length_and_each_waiting_task_holds_its_slot_for_its_own()
    {
        // Slots come free at 5 (a), 90 (b); then 5 + 20, 25 + 1, 26 + 500.
        Assert.Equal([5, 25, 26, 90], StartEstimator.StartTimes([new(15, 20), new(10, 100)], slots: 2, [20, 1, 500, 3]));
    }

    [Fact]
    public void After_the_limit_was_lowered_the_first_ends_free_no_slot()
    {
        Assert.Equal([70, 170], StartEstimator.StartTimes(Runs(100, 30, 90, 60), slots: 1, Alike(100, 2)));
    }

    [Fact]
    public void Overdue_tasks_are_expected_to_end_one_after_the_other()
    {
        Assert.Equal([25, 50, 60], StartEstimator.StartTimes(Runs(100, 500, 101, 40), slots: 3, Alike(100, 3)));
    }

    [Fact]
    public void Overdue_tasks_of_different_lengths_are_each_expected_to_end_within_their_own()
    {
        Assert.Equal([1, 50, 60], StartEstimator.StartTimes([new(500, 100), new(9, 4), new(40, 100)], slots: 3, Alike(100, 3)));
    }

    [Fact]
    public void Nobody_waiting_means_no_times()
    {
        Assert.Empty(StartEstimator.StartTimes(Runs(5, 1, 2), slots: 2, []));
    }

    [Fact]
    public void Without_a_slot_nothing_ever_starts_and_a_newcomer_is_sent_away_for_the_longest_time()
    {
        Assert.Equal([double.PositiveInfinity], StartEstimator.StartTimes([], slots: 0, [5]));
        Assert.Equal(3600, StartEstimator.RetryAfterSeconds(Runs(5, 1), slots: 0, withoutPlace: 0, []));
        Assert.Equal(3600, StartEstimator.RetryAfterSeconds([], slots: 0, withoutPlace: 7, [0]));
    }

    [Fact]
    public void As_many_slots_as_anyone_may_set_cost_nothing_where_few_wait()
    {
        Assert.Equal([0, 0], StartEstimator.StartTimes(Runs(100, 30), slots: int.MaxValue, Alike(100, 2)));
    }

    [Theory]
    [InlineData(0, 10)]    // the next end frees a place
    [InlineData(1, 40)]    // the first is taken by the task without a place
    [InlineData(3, 110)]
    public void A_newcomer_comes_back_when_a_place_is_left_by_those_who_had_none(int withoutPlace, int expected)
    {
        Assert.Equal(expected, StartEstimator.RetryAfterSeconds(Runs(100, 30, 90, 60), slots: 3, withoutPlace, Alike(100, withoutPlace)));
    }

    [Theory]
    [InlineData(30, 1010)] // as if all 30 were told of
    [InlineData(2_000_000, 3600)]
    public void Of_many_without_a_place_some_tell_the_pace_of_all(int withoutPlace, int expected)
    {
        Assert.Equal(expected, StartEstimator.RetryAfterSeconds(Runs(100, 30, 90, 60), slots: 3, withoutPlace, Alike(100, 3)));
    }

    [Theory]
    [InlineData(99.999, 1)]
    [InlineData(100, 1)]
    [InlineData(98.5, 2)]
    public void Retry_after_is_rounded_up_to_whole_seconds_and_at_least_one(double elapsed, int expected)
    {
        Assert.Equal(expected, StartEstimator.RetryAfterSeconds(Runs(100, elapsed), slots: 1, withoutPlace: 0, []));
    }

    [Fact]
    public void Numbers_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StartEstimator.StartTimes([], -1, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => StartEstimator.StartTimes([], 1, [double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => StartEstimator.StartTimes([], 1, [-1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => StartEstimator.StartTimes([], 0, [double.PositiveInfinity]));
        Assert.Throws<ArgumentOutOfRangeException>(() => StartEstimator.StartTimes(Runs(1, double.NaN), 1, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => StartEstimator.StartTimes(Runs(double.NaN, 1), 1, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => StartEstimator.StartTimes(Runs(-1, 1), 1, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => StartEstimator.RetryAfterSeconds([], 1, -1, []));
        Assert.Throws<ArgumentException>(() => StartEstimator.RetryAfterSeconds([], 1, 1, []));
        Assert.Throws<ArgumentException>(() => StartEstimator.RetryAfterSeconds([], 1, 1, [1, 1]));
    }

    [Fact]
    public void Where_every_run_takes_what_is_expected_of_it_the_estimate_is_what_happens()
    {
        Prop.ForAll(Situations(), now =>
        {
            var running = now.WithinLength();
            var actual = Play([.. running.Select(run => run.ExpectedSeconds - Math.Max(0, run.ElapsedSeconds))], now.Slots, now.Waiting);
            AssertClose(actual, StartEstimator.StartTimes(running, now.Slots, now.Waiting));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_time_is_before_the_one_ahead_of_it_and_every_one_is_a_number_within_the_longest_a_round()
    {
        Prop.ForAll(Situations(), now =>
        {
            var times = now.StartTimes();
            var longest = now.Running.Select(run => run.ExpectedSeconds).Concat(now.Waiting).DefaultIfEmpty(0).Max();
            for (var i = 0; i < times.Length; i++)
            {
                Assert.InRange(times[i], 0, (longest * ((i / now.Slots) + 1)) + Tolerance);
                Assert.True(i == 0 || times[i] >= times[i - 1], $"Start {i} is before start {i - 1}.");
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Whoever_is_behind_changes_nothing()
    {
        Prop.ForAll(Situations(), now =>
            Assert.Equal(now.StartTimes(), (now with { Waiting = [.. now.Waiting, 3, 0, 900] }).StartTimes()[..now.Waiting.Length])).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void One_slot_more_makes_nobody_start_later()
    {
        Prop.ForAll(Situations(), now => AssertNoneLater(now.StartTimes(), (now with { Slots = now.Slots + 1 }).StartTimes())).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_longer_run_or_one_more_ahead_makes_nobody_start_earlier()
    {
        Prop.ForAll(Situations(), now =>
        {
            AssertNoneLater((now with { Waiting = [.. now.Waiting.Select(length => length + 5)] }).StartTimes(), now.StartTimes());
            AssertNoneLater((now with { Waiting = [7, .. now.Waiting] }).StartTimes()[1..], now.StartTimes());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_task_that_has_run_longer_without_being_overdue_makes_nobody_start_later()
    {
        Prop.ForAll(Situations(), now =>
        {
            var later = now with { Running = now.WithinLength() };
            var earlier = now with { Running = [.. later.Running.Select(run => run with { ElapsedSeconds = Math.Max(0, run.ElapsedSeconds) / 2 })] };
            AssertNoneLater(earlier.StartTimes(), later.StartTimes());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Retry_after_is_the_start_after_all_without_a_place_in_whole_seconds_from_one_to_an_hour()
    {
        Prop.ForAll(Situations(), now =>
        {
            var seconds = StartEstimator.RetryAfterSeconds(now.Running, now.Slots, now.Waiting.Length, now.Waiting);
            var start = (now with { Waiting = [.. now.Waiting, 0] }).StartTimes()[^1];
            Assert.Equal((int)Math.Clamp(Math.Ceiling(start), 1, 3600), seconds);
        }).QuickCheckThrowOnFailure();
    }

    private static double[] Alike(double length, int count) => [.. Enumerable.Repeat(length, count)];

    private static RunInProgress[] Runs(double length, params double[] elapsed) => [.. elapsed.Select(each => new RunInProgress(each, length))];

    /// <summary>Up to 12 running tasks, some overdue, 1 to 12 slots, up to 40 waiting, each with a length of 0 to 300 s.</summary>
    private static Arbitrary<Situation> Situations()
    {
        var length = Gen.Choose(0, 300_000).Select(each => each / 1000.0);
        var run = from elapsed in Gen.Choose(-1000, 400_000) from expected in length select new RunInProgress(elapsed / 1000.0, expected);
        return (from runs in Gen.Choose(0, 12).SelectMany(count => run.ArrayOf(count))
                from slots in Gen.Choose(1, 12)
                from waiting in Gen.Choose(0, 40).SelectMany(count => length.ArrayOf(count))
                select new Situation(runs, slots, waiting)).ToArbitrary();
    }

    /// <summary>What happens if every task takes exactly its time, event by event: at each end, whoever is next starts while there is a slot.</summary>
    private static double[] Play(double[] remaining, int slots, double[] waiting)
    {
        var ends = remaining.ToList();
        var now = 0.0;
        var starts = new List<double>();
        while (starts.Count < waiting.Length)
        {
            if (ends.Count < slots)
            {
                ends.Add(now + waiting[starts.Count]);
                starts.Add(now);
                continue;
            }

            now = ends.Min();
            ends.Remove(now);
        }

        return [.. starts];
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (one, other) in expected.Zip(actual)) Assert.Equal(one, other, Tolerance);
    }

    private static void AssertNoneLater(double[] before, double[] after)
    {
        Assert.Equal(before.Length, after.Length);
        foreach (var (was, isNow) in before.Zip(after)) Assert.True(isNow <= was + Tolerance, $"{isNow} is after {was}.");
    }

    private sealed record Situation(RunInProgress[] Running, int Slots, double[] Waiting)
    {
        public double[] StartTimes() => StartEstimator.StartTimes(Running, Slots, Waiting);

        /// <summary>What runs, none of it overdue.</summary>
        public RunInProgress[] WithinLength() => [.. Running.Select(run => run with { ElapsedSeconds = Math.Min(run.ElapsedSeconds, run.ExpectedSeconds) })];
    }
}
