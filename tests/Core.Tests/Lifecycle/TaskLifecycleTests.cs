using TradingAgents.Core.Lifecycle;
using static TradingAgents.Core.Lifecycle.AnalysisStatus;
using static TradingAgents.Core.Lifecycle.TaskTrigger;

namespace TradingAgents.Core.Tests.Lifecycle;

public sealed class TaskLifecycleTests
{
    // Written down from the HTTP contract, not from the table: the two must agree.
    private static readonly Dictionary<(AnalysisStatus From, TaskTrigger Trigger), AnalysisStatus> Expected = new()
    {
        [(Scheduled, Due)] = Queued,
        [(Scheduled, Cancel)] = Cancelled,
        [(Blocked, DependenciesMet)] = Queued,
        [(Blocked, DependenciesMetEarly)] = Scheduled,
        [(Blocked, DependencyFailed)] = Failed,
        [(Blocked, Cancel)] = Cancelled,
        [(Queued, Start)] = Running,
        [(Queued, Cancel)] = Cancelled,
        [(Running, Complete)] = Completed,
        [(Running, RetryAfterFailure)] = Retrying,
        [(Running, Fail)] = Failed,
        [(Running, TimeOut)] = TimedOut,
        [(Running, Lose)] = Queued,
        [(Running, Convict)] = Failed,
        [(Running, Cancel)] = Cancelled,
        [(Retrying, Due)] = Queued,
        [(Retrying, Cancel)] = Cancelled,
    };

    private static readonly AnalysisStatus[] Terminal = [Completed, Failed, Cancelled, TimedOut];

    public static TheoryData<AnalysisStatus, TaskTrigger> Pairs()
    {
        var pairs = new TheoryData<AnalysisStatus, TaskTrigger>();
        foreach (var from in Enum.GetValues<AnalysisStatus>())
        {
            foreach (var trigger in Enum.GetValues<TaskTrigger>()) pairs.Add(from, trigger);
        }
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_trigger_moves_a_task_as_the_contract_says_or_is_refused(AnalysisStatus from, TaskTrigger trigger)
    {
        if (Expected.TryGetValue((from, trigger), out var expected))
        {
            Assert.Equal(expected, TaskLifecycle.Next(from, trigger));
        }
        else
        {
            var refusal = Assert.Throws<InvalidTransitionException>(() => TaskLifecycle.Next(from, trigger));
            Assert.Equal((from, trigger), (refusal.From, refusal.Trigger));
            Assert.Contains(from.ToString(), refusal.Message, StringComparison.Ordinal);
            Assert.Contains(trigger.ToString(), refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_table_has_no_move_beyond_the_expected_ones()
    {
        Assert.Equal(Expected.Count + 3, TaskLifecycle.Table.Count);
    }

    [Theory]
    [InlineData(Admit, Queued)]
    [InlineData(Schedule, Scheduled)]
    [InlineData(Block, Blocked)]
    public void An_admission_decides_where_a_task_begins(TaskTrigger admission, AnalysisStatus expected)
    {
        Assert.Equal(expected, TaskLifecycle.Initial(admission));
    }

    [Fact]
    public void No_other_trigger_begins_a_task()
    {
        foreach (var trigger in Enum.GetValues<TaskTrigger>().Except([Admit, Schedule, Block]))
        {
            var refusal = Assert.Throws<InvalidTransitionException>(() => TaskLifecycle.Initial(trigger));
            Assert.Null(refusal.From);
            Assert.Contains(trigger.ToString(), refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Completed_failed_cancelled_and_timed_out_are_final_and_nothing_else_is()
    {
        Assert.Equal(
            Terminal.Order(),
            Enum.GetValues<AnalysisStatus>().Where(TaskLifecycle.IsTerminal).Order());
    }

    [Fact]
    public void From_every_status_that_is_not_final_each_final_one_that_makes_sense_can_be_reached()
    {
        foreach (var from in Enum.GetValues<AnalysisStatus>().Except(Terminal))
        {
            var reached = Reachable(from);
            foreach (var terminal in Terminal) Assert.Contains(terminal, reached);
        }
    }

    [Fact]
    public void Every_status_occurs_and_every_trigger_is_used()
    {
        var occurring = TaskLifecycle.Table.Where(row => row.From is null).SelectMany(row => Reachable(row.To)).Distinct();
        Assert.Equal(Enum.GetValues<AnalysisStatus>(), occurring.Order());
        Assert.Equal(Enum.GetValues<TaskTrigger>(), TaskLifecycle.Table.Select(row => row.Trigger).Distinct().Order());
    }

    [Fact]
    public void Every_move_is_explained_in_one_sentence()
    {
        Assert.All(TaskLifecycle.Table, row => Assert.Matches("^[A-Z][^.]+\\.$", row.Why));
    }

    private static HashSet<AnalysisStatus> Reachable(AnalysisStatus start)
    {
        HashSet<AnalysisStatus> reached = [start];
        var open = new Stack<AnalysisStatus>(reached);
        while (open.TryPop(out var from))
        {
            foreach (var move in TaskLifecycle.Table.Where(row => row.From == from))
            {
                if (reached.Add(move.To)) open.Push(move.To);
            }
        }
        return reached;
    }
}
