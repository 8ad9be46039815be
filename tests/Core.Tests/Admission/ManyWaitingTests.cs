using System.Diagnostics;
using TradingAgents.Core.Admission;

namespace TradingAgents.Core.Tests.Admission;

/// <summary>What an operation costs beside many waiting tasks.</summary>
/// <remarks>
/// A thousand times as many tasks cost twice as many comparisons, and each of those more, because they no longer fit the processor's caches;
/// an operation that looked at all of them would take a thousand times as long. The bound stands between the two with room on both sides, and
/// the best of several rounds is taken, so that a busy machine does not decide.
/// </remarks>
public sealed class ManyWaitingTests
{
    private const int Few = 1_000, Many = 1_000_000, Rounds = 12, PerRound = 1_000;
    private const double Bound = 30;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Start.AddSeconds(1); // Later than all arrivals, too early for a promotion.

    [Fact]
    public void A_waiting_line_of_a_million_is_nearly_as_fast_as_one_of_a_thousand()
    {
        var (few, many) = (LineOf(Few), LineOf(Many));
        AssertNearlyAsFast(few, many);

        static Action<int> LineOf(int count)
        {
            var shares = new FairShare();
            var line = new WaitingLine(OrderRules.Default, shares);
            for (var number = 0; number < count; number++) line.Add(Joined(number, count, shares));
            Assert.Equal(count, line.Count);
            return number =>
            {
                var next = line.Peek(Now)!;
                line.Remove(next.Id);
                shares.Charge(next.Tenant, TimeSpan.FromSeconds(1));
                line.Add(Joined(count + (2 * number), count, shares));
                shares.Leave(next.Tenant);
                var cancelled = Task(count + (2 * number) + 1, count);
                line.Add(cancelled);
                Assert.NotNull(line.Remove(cancelled.Id));
            };
        }
    }

    [Fact]
    public void A_governor_with_a_million_waiting_is_nearly_as_fast_as_one_with_a_thousand()
    {
        var (few, many) = (GovernorOf(Few), GovernorOf(Many));
        AssertNearlyAsFast(few, many);

        static Action<int> GovernorOf(int count)
        {
            var shares = new FairShare();
            var governor = new Governor(new NodeId("node-1"), new GovernorLimits(5, count), OrderRules.Default, shares);
            for (var number = 0; number < count; number++) governor.Enqueue(Joined(number, count, shares));
            Assert.Equal((count, 0), (governor.Queued, governor.FreePlaces));
            return number =>
            {
                var refused = Task(count + (2 * number), count);
                Assert.Equal(Reservation.None, governor.Offer(refused, mayStart: true));
                var next = governor.Next(Now)!;
                governor.Start(next.Id, Now);
                shares.Charge(next.Tenant, TimeSpan.FromSeconds(1));
                var admitted = Joined(count + (2 * number) + 1, count, shares);
                Assert.Equal(Reservation.Place, governor.Offer(admitted, mayStart: true));
                Assert.Equal(Reservation.Place, governor.Commit(admitted.Id, Now));
                Assert.NotNull(governor.Finish(next.Id));
                shares.Leave(next.Tenant);
            };
        }
    }

    private static void AssertNearlyAsFast(Action<int> few, Action<int> many)
    {
        var (best, bestOfMany) = (Best(few), Best(many));
        var ratio = bestOfMany / best;
        TestContext.Current.TestOutputHelper?.WriteLine($"{best:F0} ns beside {Few} waiting tasks, {bestOfMany:F0} ns beside {Many}: {ratio:F1} times.");
        Assert.True(ratio < Bound, $"A thousand times as many waiting tasks make an operation {ratio:F0} times as slow: {best:F0} ns and {bestOfMany:F0} ns.");
    }

    /// <summary>Nanoseconds of one operation in the best round.</summary>
    private static double Best(Action<int> operation)
    {
        var best = double.MaxValue;
        for (var (round, number) = (0, 0); round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            for (var end = number + PerRound; number < end; number++) operation(number);
            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalNanoseconds / PerRound);
        }

        return best;
    }

    private static WaitingTask Joined(int number, int count, FairShare shares)
    {
        var task = Task(number, count);
        shares.Join(task.Tenant);
        return task;
    }

    // A hundred tasks for each tenant, in all priorities.
    private static WaitingTask Task(int number, int count) =>
        new(new TaskId($"t{number}"), (TaskPriority)(1 + (number % 4)), $"tenant-{number / 4 % (count / 100)}", Start.AddTicks(number), number);
}
