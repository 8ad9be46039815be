using TradingAgents.Core.Admission;

namespace TradingAgents.Core.Tests.Admission;

/// <summary>What an operation costs beside many waiting tasks.</summary>
/// <remarks>Counted in comparisons, so that a busy machine does not decide. A thousand times as many tasks, and tenants, may cost four times as many; a look at all of them would cost a thousand times.</remarks>
public sealed class ManyWaitingTests
{
    private const int Few = 1_000, Many = 1_000_000, Operations = 10_000;
    private const double Bound = 4;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Start.AddSeconds(1); // Later than all arrivals, too early for a promotion.

    [Fact]
    public void A_waiting_line_of_a_million_costs_little_more_than_one_of_a_thousand()
    {
        AssertCostsLittleMore(LineOf);

        static Action<int> LineOf(int count, Counting arrival)
        {
            var shares = new FairShare();
            var line = new WaitingLine(OrderRules.Default, shares, arrival);
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
    public void A_governor_with_a_million_waiting_costs_little_more_than_one_with_a_thousand()
    {
        AssertCostsLittleMore(GovernorOf);

        static Action<int> GovernorOf(int count, Counting arrival)
        {
            var shares = new FairShare();
            var governor = new Governor(new NodeId("node-1"), new GovernorLimits(5, count), new WaitingLine(OrderRules.Default, shares, arrival));
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

    private static void AssertCostsLittleMore(Func<int, Counting, Action<int>> operationBeside)
    {
        var (few, many) = (Cost(Few), Cost(Many));
        TestContext.Current.TestOutputHelper?.WriteLine($"{few:F1} comparisons beside {Few} waiting tasks, {many:F1} beside {Many}.");
        Assert.True(few > 0, "Nothing was compared, so nothing was counted.");
        Assert.True(many < Bound * few, $"{few:F1} comparisons beside {Few} waiting tasks, {many:F1} beside {Many}.");

        double Cost(int count)
        {
            var arrival = new Counting();
            var operation = operationBeside(count, arrival);
            arrival.Count = 0;
            for (var number = 0; number < Operations; number++) operation(number);
            return (double)arrival.Count / Operations;
        }
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

    private sealed class Counting : IComparer<WaitingTask>
    {
        public long Count { get; set; }

        public int Compare(WaitingTask? x, WaitingTask? y)
        {
            Count++;
            return WaitingTask.ByArrival.Compare(x, y);
        }
    }
}
