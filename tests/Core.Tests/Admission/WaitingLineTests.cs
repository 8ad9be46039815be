using System.Diagnostics;
using FsCheck.Fluent;
using TradingAgents.Core.Admission;

namespace TradingAgents.Core.Tests.Admission;

public sealed class WaitingLineTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private enum Act
    {
        Add,
        AddOlder,
        TakeNext,
        Remove,
        Charge,
        Wait,
        SetClockBack,
    }

    /// <summary>The line is only an index: whatever happens, its first is the least by <see cref="OrderRules.Compare"/> over all that wait.</summary>
    [Fact]
    public void The_next_is_always_the_least_by_the_order_rules()
    {
        var act = Gen.Frequency(
            (6, Gen.Constant(Act.Add)), (1, Gen.Constant(Act.AddOlder)), (3, Gen.Constant(Act.TakeNext)), (2, Gen.Constant(Act.Remove)),
            (3, Gen.Constant(Act.Charge)), (4, Gen.Constant(Act.Wait)), (1, Gen.Constant(Act.SetClockBack)));
        var step = act.Zip(Gen.Choose(0, 1 << 20), (what, detail) => (What: what, Detail: detail));
        Histories.Check("waiting line", 2_000, step, length: 150, Play);
    }

    [Fact]
    public void A_task_waits_only_once()
    {
        var line = new WaitingLine(OrderRules.Default, new FairShare());
        line.Add(Task(1, 0));
        Assert.Throws<UnreachableException>(() => line.Add(Task(1, 5)));
        Assert.Null(line.Remove(new TaskId("t2")));
        Assert.Equal(1, line.Count);
    }

    [Fact]
    public void An_empty_line_has_no_next() => Assert.Null(new WaitingLine(OrderRules.Default, new FairShare()).Peek(Start));

    [Fact]
    public void Counts_are_kept_by_submitted_priority()
    {
        var line = new WaitingLine(OrderRules.Default, new FairShare());
        line.Add(Task(1, 0, TaskPriority.Low));
        line.Add(Task(2, 0, TaskPriority.Low));
        line.Add(Task(3, 0, TaskPriority.Urgent));
        line.Peek(Start.AddHours(1)); // Aged to urgent by now.
        line.Remove(new TaskId("t1"));

        Assert.Equal((1, 0, 1), (line.CountOf(TaskPriority.Low), line.CountOf(TaskPriority.Normal), line.CountOf(TaskPriority.Urgent)));
    }

    [Fact]
    public void After_a_clock_set_back_the_order_stays_as_it_was()
    {
        var line = new WaitingLine(OrderRules.Default, new FairShare());
        line.Add(Task(1, 0, TaskPriority.Low));
        line.Add(Task(2, 200, TaskPriority.Normal));
        Assert.Equal("t1", line.Peek(Start.AddSeconds(201))!.Id.Value); // Aged to urgent.

        Assert.Equal("t1", line.Peek(Start.AddSeconds(10))!.Id.Value);
        Assert.Equal(["t1", "t2"], line.InOrder(Start.AddSeconds(10)).Select(task => task.Id.Value));
    }

    private static void Play(IReadOnlyList<(Act What, int Detail)> steps)
    {
        var rules = new OrderRules(TimeSpan.FromSeconds(60));
        var shares = new FairShare();
        var line = new WaitingLine(rules, shares);
        var waiting = new List<WaitingTask>();
        var (clock, latest, sequence) = (Start, Start, 0);
        Assert.Null(line.Peek(clock)); // It has seen this time.
        foreach (var (what, detail) in steps)
        {
            switch (what)
            {
                case Act.Add or Act.AddOlder:
                    var since = what == Act.Add ? clock : clock.AddSeconds(-(detail % 400));
                    var task = new WaitingTask(new TaskId($"t{++sequence}"), (TaskPriority)(1 + (detail % 4)), $"tenant-{detail / 4 % 5}", since, sequence);
                    shares.Join(task.Tenant);
                    line.Add(task);
                    waiting.Add(task);
                    break;
                case Act.TakeNext when line.Peek(clock) is { } next:
                    Remove(next);
                    break;
                case Act.Remove when waiting.Count > 0:
                    Remove(waiting[detail % waiting.Count]);
                    break;
                case Act.Charge:
                    shares.Charge($"tenant-{detail % 5}", TimeSpan.FromSeconds(detail % 7));
                    break;
                case Act.Wait:
                    clock = clock.AddSeconds(detail % 3 == 0 ? detail % 250 : detail % 20);
                    break;
                case Act.SetClockBack:
                    clock = clock.AddSeconds(-(detail % 500));
                    break;
            }

            latest = clock > latest ? clock : latest;
            WaitingTask? least = null;
            foreach (var task in waiting)
            {
                if (least is null || rules.Compare(task, least, latest, shares.UseOf) < 0) least = task;
            }

            Assert.Equal(least, line.Peek(clock));
            Assert.Equal(waiting.Count, line.Count);
        }

        Assert.Equal(line.InOrder(clock), waiting.Order(Comparer<WaitingTask>.Create((left, right) => rules.Compare(left, right, latest, shares.UseOf))));
        for (var left = line.Count; left > 0; left--)
        {
            var expected = line.InOrder(clock)[0];
            Assert.Equal(expected, line.Peek(clock));
            line.Remove(expected.Id);
        }

        void Remove(WaitingTask task)
        {
            Assert.Same(task, line.Remove(task.Id));
            waiting.Remove(task);
            shares.Leave(task.Tenant);
        }
    }

    private static WaitingTask Task(int number, double since, TaskPriority priority = TaskPriority.Normal) =>
        new(new TaskId($"t{number}"), priority, "default", Start.AddSeconds(since), number);
}
