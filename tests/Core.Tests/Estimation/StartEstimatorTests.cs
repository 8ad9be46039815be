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
        Assert.Equal([0, 0, 70, 100, 100], StartEstimator.StartTimes([30], slots: 3, meanExecutionSeconds: 100, waiting: 5));
    }

    [Fact]
    public void With_all_slots_taken_each_end_starts_one()
    {
        Assert.Equal([10, 40, 70, 110, 140], StartEstimator.StartTimes([30, 90, 60], slots: 3, meanExecutionSeconds: 100, waiting: 5));
    }

    [Fact]
    public void After_the_limit_was_lowered_the_first_ends_free_no_slot()
    {
        Assert.Equal([70, 170], StartEstimator.StartTimes([30, 90, 60], slots: 1, meanExecutionSeconds: 100, waiting: 2));
    }

    [Fact]
    public void Overdue_tasks_are_expected_to_end_one_after_the_other()
    {
        Assert.Equal([25, 50, 60], StartEstimator.StartTimes([500, 101, 40], slots: 3, meanExecutionSeconds: 100, waiting: 3));
    }

    [Fact]
    public void Before_any_run_has_ended_ten_seconds_or_twice_the_longest_so_far_are_assumed()
    {
        Assert.Equal(7, StartEstimator.StartTime([3], slots: 1, meanExecutionSeconds: 0, position: 1));
        Assert.Equal(40, StartEstimator.StartTime([10, 40], slots: 2, meanExecutionSeconds: 0, position: 1));
        Assert.Equal(10, StartEstimator.StartTime([], slots: 1, meanExecutionSeconds: 0, position: 2));
    }

    [Fact]
    public void Nobody_waiting_means_no_times()
    {
        Assert.Empty(StartEstimator.StartTimes([1, 2], slots: 2, meanExecutionSeconds: 5, waiting: 0));
    }

    [Fact]
    public void Without_a_slot_nothing_ever_starts_and_a_newcomer_is_sent_away_for_the_longest_time()
    {
        Assert.Equal([double.PositiveInfinity], StartEstimator.StartTimes([], slots: 0, meanExecutionSeconds: 5, waiting: 1));
        Assert.Equal(3600, StartEstimator.RetryAfterSeconds([1], slots: 0, meanExecutionSeconds: 5, withoutPlace: 0));
    }

    [Theory]
    [InlineData(0, 10)]    // the next end frees a place
    [InlineData(1, 40)]    // the first is taken by the task without a place
    [InlineData(3, 110)]
    [InlineData(2_000_000, 3600)]
    public void A_newcomer_comes_back_when_a_place_is_left_by_those_who_had_none(int withoutPlace, int expected)
    {
        Assert.Equal(expected, StartEstimator.RetryAfterSeconds([30, 90, 60], slots: 3, meanExecutionSeconds: 100, withoutPlace));
    }

    [Theory]
    [InlineData(99.999, 1)]
    [InlineData(100, 1)]
    [InlineData(98.5, 2)]
    public void Retry_after_is_rounded_up_to_whole_seconds_and_at_least_one(double elapsed, int expected)
    {
        Assert.Equal(expected, StartEstimator.RetryAfterSeconds([elapsed], slots: 1, meanExecutionSeconds: 100, withoutPlace: 0));
    }

    [Fact]
    public void Numbers_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StartEstimator.StartTimes([], -1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StartEstimator.StartTimes([], 1, double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StartEstimator.StartTimes([], 1, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StartEstimator.StartTimes([double.NaN], 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StartEstimator.StartTimes([], 1, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StartEstimator.StartTime([], 1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StartEstimator.RetryAfterSeconds([], 1, 1, -1));
    }

    [Fact]
    public void Where_every_run_takes_the_mean_the_estimate_is_what_happens()
    {
        Prop.ForAll(Situations(Gen.Choose(0, 100_000), leastMeanMilliseconds: 1), now =>
        {
            var elapsed = now.Elapsed.Select(each => Math.Min(each, now.Mean)).ToArray();
            var actual = Play([.. elapsed.Select(each => now.Mean - each)], now.Slots, now.Mean, now.Waiting);
            AssertClose(actual, StartEstimator.StartTimes(elapsed, now.Slots, now.Mean, now.Waiting));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_time_is_before_the_one_ahead_of_it_and_every_one_is_a_number_within_its_round()
    {
        Prop.ForAll(Situations(Gen.Choose(-1000, 300_000)), now =>
        {
            var times = now.StartTimes();
            for (var i = 0; i < times.Length; i++)
            {
                Assert.InRange(times[i], 0, (now.EffectiveMean * ((i / now.Slots) + 1)) + Tolerance);
                Assert.True(i == 0 || times[i] >= times[i - 1] - Tolerance, $"Start {i} is before start {i - 1}.");
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_position_starts_when_the_list_of_all_says_and_whoever_is_behind_it_changes_nothing()
    {
        Prop.ForAll(Situations(Gen.Choose(-1000, 300_000)), now =>
        {
            var times = now.StartTimes();
            for (var position = 1; position <= now.Waiting; position++)
                Assert.Equal(times[position - 1], StartEstimator.StartTime(now.Elapsed, now.Slots, now.Mean, position));
            Assert.Equal(times, (now with { Waiting = now.Waiting + 7 }).StartTimes()[..now.Waiting]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void One_slot_more_makes_nobody_start_later()
    {
        Prop.ForAll(Situations(Gen.Choose(-1000, 300_000)), now =>
        {
            var more = (now with { Slots = now.Slots + 1 }).StartTimes();
            foreach (var (fewer, with) in now.StartTimes().Zip(more)) Assert.True(with <= fewer + Tolerance);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_task_that_has_run_longer_without_being_overdue_makes_nobody_start_later()
    {
        Prop.ForAll(Situations(Gen.Choose(0, 100_000), leastMeanMilliseconds: 1), now =>
        {
            var earlier = now with { Elapsed = [.. now.Elapsed.Select(each => Math.Min(each, now.Mean) / 2)] };
            var later = now with { Elapsed = [.. now.Elapsed.Select(each => Math.Min(each, now.Mean))] };
            foreach (var (before, after) in earlier.StartTimes().Zip(later.StartTimes())) Assert.True(after <= before + Tolerance);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Retry_after_is_the_start_after_all_without_a_place_in_whole_seconds_from_one_to_an_hour()
    {
        Prop.ForAll(Situations(Gen.Choose(-1000, 300_000)), now =>
        {
            var seconds = StartEstimator.RetryAfterSeconds(now.Elapsed, now.Slots, now.Mean, now.Waiting);
            var start = StartEstimator.StartTime(now.Elapsed, now.Slots, now.Mean, now.Waiting + 1);
            Assert.InRange(seconds, 1, 3600);
            Assert.True(seconds >= Math.Min(start, 3600) && (seconds == 1 || seconds - 1 < start), $"{seconds} for {start}");
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>Up to 12 running tasks, 1 to 12 slots, a mean of 0 (none observed) to 100 s, up to 40 waiting.</summary>
    private static Arbitrary<Situation> Situations(Gen<int> elapsedMilliseconds, int leastMeanMilliseconds = 0) =>
        (from running in Gen.Choose(0, 12)
         from elapsed in elapsedMilliseconds.Select(each => each / 1000.0).ArrayOf(running)
         from slots in Gen.Choose(1, 12)
         from mean in Gen.Choose(leastMeanMilliseconds, 100_000)
         from waiting in Gen.Choose(0, 40)
         select new Situation(elapsed, slots, mean / 1000.0, waiting)).ToArbitrary();

    /// <summary>What happens if every task takes exactly the given time: slots as a heap of the moments at which they come free.</summary>
    private static double[] Play(double[] remaining, int slots, double duration, int waiting)
    {
        var ends = new PriorityQueue<double, double>(remaining.Select(end => (end, end)));
        var now = 0.0;
        var starts = new double[waiting];
        for (var i = 0; i < waiting; i++)
        {
            while (ends.Count >= slots) now = ends.Dequeue();
            starts[i] = now;
            ends.Enqueue(now + duration, now + duration);
        }
        return starts;
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (one, other) in expected.Zip(actual)) Assert.Equal(one, other, Tolerance);
    }

    private sealed record Situation(double[] Elapsed, int Slots, double Mean, int Waiting)
    {
        public double EffectiveMean => Mean > 0 ? Mean : Math.Max(10, 2 * Elapsed.DefaultIfEmpty(0).Max());

        public double[] StartTimes() => StartEstimator.StartTimes(Elapsed, Slots, Mean, Waiting);
    }
}
