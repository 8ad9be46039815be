using System.Diagnostics;
using System.Globalization;
using TradingAgents.Core;
using TradingAgents.Core.Admission;

namespace TradingAgents.Load;

/// <summary>What a governor's operation costs beside a million waiting tasks, against a thousand.</summary>
internal static class GovernorCost
{
    private const int Operations = 200_000;

    public static Task RunAsync()
    {
        Measure(1_000);
        var (few, many) = (new List<double>(), new List<double>());
        for (var round = 0; round < 3; round++)
        {
            few.Add(Measure(1_000));
            many.Add(Measure(1_000_000));
        }

        Lines.Write($"governor: {Lines.Median(many):0} ns per operation beside 1,000,000 waiting, {Lines.Median(few):0} ns beside 1,000, ratio {Lines.Median(many) / Lines.Median(few):0.00} (must be at most 3)");
        return Task.CompletedTask;
    }

    // An operation is what a task costs in its life: a place, the best of all, a slot, and its end.
    private static double Measure(int waiting)
    {
        var governor = new Governor(new NodeId("n"), new GovernorLimits(1, waiting + 1), OrderRules.Default, new FairShare());
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var tasks = Enumerable.Range(0, waiting + Operations).Select(i => new WaitingTask(
            new TaskId(i.ToString(CultureInfo.InvariantCulture)), (TaskPriority)(1 + (i % 4)), $"tenant-{i % 10}", now.AddMilliseconds(i), i)).ToArray();
        for (var i = 0; i < waiting; i++) governor.Enqueue(tasks[i]);
        now = now.AddMilliseconds(waiting);
        var watch = Stopwatch.StartNew();
        for (var i = waiting; i < tasks.Length; i++)
        {
            governor.Enqueue(tasks[i]);
            var next = governor.Next(now)!;
            governor.Start(next.Id, now);
            governor.Finish(next.Id);
            now = now.AddMilliseconds(1);
        }

        return watch.Elapsed.TotalNanoseconds / Operations;
    }
}
