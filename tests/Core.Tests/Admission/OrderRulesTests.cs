using TradingAgents.Core.Admission;

namespace TradingAgents.Core.Tests.Admission;

public sealed class OrderRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static long _sequence;
    private static readonly OrderRules Rules = new(TimeSpan.FromSeconds(60));

    [Theory]
    [InlineData(TaskPriority.Low, 0, TaskPriority.Low)]
    [InlineData(TaskPriority.Low, 59.999, TaskPriority.Low)]
    [InlineData(TaskPriority.Low, 60, TaskPriority.Normal)]
    [InlineData(TaskPriority.Low, 120, TaskPriority.High)]
    [InlineData(TaskPriority.Low, 180, TaskPriority.Urgent)]
    [InlineData(TaskPriority.Low, 1e6, TaskPriority.Urgent)]
    [InlineData(TaskPriority.High, 60, TaskPriority.Urgent)]
    [InlineData(TaskPriority.Urgent, 60, TaskPriority.Urgent)]
    [InlineData(TaskPriority.Normal, -1e6, TaskPriority.Normal)]
    public void Each_ageing_time_waited_raises_a_task_by_one_level_at_most_to_urgent(TaskPriority submitted, double waited, TaskPriority expected) =>
        Assert.Equal(expected, Rules.EffectivePriority(Waits(submitted), Start.AddSeconds(waited)));

    [Theory]
    [InlineData(240, false)]
    [InlineData(240.001, true)]
    public void A_task_is_overdue_after_more_than_four_ageing_times(double waited, bool expected) =>
        Assert.Equal(expected, Rules.IsOverdue(Waits(TaskPriority.Low), Start.AddSeconds(waited)));

    [Fact]
    public void An_overdue_task_goes_before_an_urgent_one_of_a_tenant_that_used_less()
    {
        var low = Waits(TaskPriority.Low, "greedy", since: 0);
        var urgent = Waits(TaskPriority.Urgent, "modest", since: 240);

        Assert.True(Rules.Compare(low, urgent, Start.AddSeconds(240), Use) > 0);
        Assert.True(Rules.Compare(low, urgent, Start.AddSeconds(241), Use) < 0);
    }

    [Fact]
    public void Overdue_tasks_go_first_come_first_served_whatever_their_priority_and_tenant()
    {
        var first = Waits(TaskPriority.Low, "greedy", since: 0);
        var second = Waits(TaskPriority.Urgent, "modest", since: 1);

        Assert.True(Rules.Compare(first, second, Start.AddSeconds(300), Use) < 0);
    }

    [Fact]
    public void The_effective_priority_goes_before_the_tenants_share()
    {
        var normal = Waits(TaskPriority.Normal, "modest", since: 100);
        var aged = Waits(TaskPriority.Low, "greedy", since: 0); // High after 120 s.

        Assert.True(Rules.Compare(aged, normal, Start.AddSeconds(120), Use) < 0);
        Assert.True(Rules.Compare(aged, normal, Start.AddSeconds(119), Use) > 0);
    }

    [Fact]
    public void Among_equals_the_tenant_with_the_least_use_goes_first_and_then_who_came_first()
    {
        var greedy = Waits(TaskPriority.Normal, "greedy", since: 0);
        var modest = Waits(TaskPriority.Normal, "modest", since: 5);
        var later = Waits(TaskPriority.Normal, "modest", since: 6);
        var sameInstant = Waits(TaskPriority.Normal, "modest", since: 6);

        Assert.True(Rules.Compare(modest, greedy, Start.AddSeconds(10), Use) < 0);
        Assert.True(Rules.Compare(modest, later, Start.AddSeconds(10), Use) < 0);
        Assert.True(Rules.Compare(later, sameInstant, Start.AddSeconds(10), Use) < 0);
        Assert.Equal(0, Rules.Compare(later, later, Start.AddSeconds(10), Use));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void An_ageing_time_must_be_above_zero(int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrderRules(TimeSpan.FromSeconds(seconds)));

    private static double Use(string tenant) => tenant == "greedy" ? 100 : 1;

    private static WaitingTask Waits(TaskPriority priority, string tenant = "default", double since = 0)
    {
        var sequence = Interlocked.Increment(ref _sequence);
        return new WaitingTask(new TaskId($"t{sequence}"), priority, tenant, Start.AddSeconds(since), sequence);
    }
}
