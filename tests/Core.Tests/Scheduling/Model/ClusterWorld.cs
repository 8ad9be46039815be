using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Core.Tests.Scheduling.Model;

/// <summary>What surrounds a scheduler: clients, a journal that writes late and in order, runs that end as they please, a process that dies.</summary>
internal sealed partial class ClusterWorld
{
    private static readonly string[] Tenants = ["red", "green", "blue"];
    private static readonly TaskError Failure = new("boom", "It broke.");

    private readonly ClusterOptions _options = TestCluster.Options(slots: 2, places: 3, maxHeld: 6);
    private readonly Dictionary<TaskId, TaskRecord> _journal = [];
    private readonly Queue<Write> _unwritten = [];
    private readonly List<(TaskRecord Task, bool Durable)> _answers = [];
    private readonly List<Run> _executing = [];
    private readonly List<Run> _launched = [];
    private readonly Dictionary<TaskId, long> _lastEpoch = [];
    private readonly List<Run> _stuck = [];
    private readonly List<TaskId> _known = [];
    private readonly ClusterOracle _oracle;
    private ClusterScheduler _scheduler;
    private DateTimeOffset _clock = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private long _sequence;
    private int _events;

    private ClusterWorld()
    {
        _oracle = new ClusterOracle(_options);
        _scheduler = null!;
        StartProcess(nodes: 2);
        Recover();
    }

    /// <summary>Plays a history; throws where something does not hold.</summary>
    public static void Play(IReadOnlyList<ClusterEvent> history)
    {
        var world = new ClusterWorld();
        foreach (var happening in history) world.Happen(happening.Kind, happening.Detail);
        world.WindUp();
    }

    private void Happen(EventKind kind, int detail)
    {
        switch (kind)
        {
            case EventKind.Submit: Submit(detail, held: false); break;
            case EventKind.SubmitHeld: Submit(detail, held: true); break;
            case EventKind.Write: WriteSome(1 + (detail % 4)); break;
            case EventKind.FailWrite: FailWrite(); break;
            case EventKind.Answer: AnswerOne(detail); break;
            case EventKind.EndRun: EndRun(detail); break;
            case EventKind.LateResult: DeliverLateResult(detail); break;
            case EventKind.Cancel: Cancel(detail); break;
            case EventKind.Wait: Wait(detail % 5 == 0 ? detail % 300 : detail % 20); break;
            case EventKind.SetClockBack: _clock -= TimeSpan.FromSeconds(detail % 600); break;
            case EventKind.AddNode: AddNode(detail); break;
            case EventKind.DrainNode: OnNode(detail, node => _scheduler.DrainNode(node, leave: false, _clock)); break;
            case EventKind.RemoveNode: OnNode(detail, node => _scheduler.DrainNode(node, leave: true, _clock)); break;
            case EventKind.ActivateNode: OnNode(detail, node => _scheduler.ActivateNode(node, _clock)); break;
            case EventKind.LoseNode: OnNode(detail, node => _scheduler.LoseNode(node, _clock)); break;
            case EventKind.StuckRunEnds: EndStuckRun(detail); break;
            case EventKind.ReportChecks: OnNode(detail, node => _scheduler.ReportChecks(node, detail / 64 % 6, crashed: detail / 512 % 8 == 0, _clock)); break;
            case EventKind.SetLimits: SetLimits(new GovernorLimits(1 + (detail % 4), detail / 4 % 6)); break;
            case EventKind.SetStrategy: _scheduler.Strategy = (PlacementStrategy)(detail % 6); break;
            case EventKind.StopAndRestart: StopAndRestart(); break;
            case EventKind.Die: Die(written: detail % (_unwritten.Count + 1), nodes: 1 + (detail / 64 % 3)); break;
        }

        _oracle.CheckState(_scheduler, forecast: ++_events % 4 == 0);
    }

    private void Submit(int detail, bool held)
    {
        var mode = held ? detail / 64 % 3 : -1;
        var draft = new TaskRecord
        {
            Id = new TaskId($"t{++_sequence}"),
            Sequence = _sequence,
            Priority = (TaskPriority)(1 + (detail % 4)),
            Tenant = Tenants[detail / 4 % Tenants.Length],
            MaxAttempts = 1 + (detail / 16 % 3),
            DependsOn = mode is 0 or 1 && _known.Count > 0 ? [.. Dependencies(detail / 256).Distinct()] : [],
            NotBefore = mode is 1 or 2 ? _clock.AddSeconds((detail / 256 % 200) - 20) : null,
            SubmittedAt = _clock,
        };
        _oracle.Advance(_clock);
        var expected = _oracle.ExpectOffer(draft, _scheduler);
        var offer = _scheduler.Offer(draft, _oracle.Ends, _clock);
        if (offer is Offer.Refused refused)
        {
            Assert.Null(expected);
            Assert.InRange(refused.RetryAfterSeconds, 1, 3600);
            return;
        }

        var reserved = Assert.IsType<Offer.Reserved>(offer).Task;
        Assert.Equal(expected, reserved.Status);
        _known.Add(reserved.Id);
        _oracle.Offered(reserved);
        _unwritten.Enqueue(new Write([reserved], [], IsOffer: true));
    }

    // Mostly recent tasks, which are still live.
    private IEnumerable<TaskId> Dependencies(int detail)
    {
        for (var left = 1 + (detail % 2); left > 0; left--, detail /= 8) yield return _known[Math.Max(0, _known.Count - 1 - (detail % 8))];
    }

    private void WriteSome(int count)
    {
        for (; count > 0 && _unwritten.TryDequeue(out var write); count--)
        {
            Persist(write);
            if (write.IsOffer) _answers.Add((write.Records[0], Durable: true));
            foreach (var launch in write.Effects.OfType<Effect.Launch>()) Launch(launch.Task);
        }
    }

    private void Persist(Write write)
    {
        foreach (var record in write.Records)
        {
            if (_journal.TryGetValue(record.Id, out var before)) Assert.False(TaskLifecycle.IsTerminal(before.Status), $"{before} became {record}.");
            _journal[record.Id] = record;
        }
    }

    private void FailWrite()
    {
        if (!_unwritten.TryPeek(out var write) || !write.IsOffer) return;
        _unwritten.Dequeue();
        _answers.Add((write.Records[0], Durable: false));
    }

    private void Launch(TaskRecord task)
    {
        Assert.True(task.Epoch > _lastEpoch.GetValueOrDefault(task.Id), $"{task.Id} is launched with epoch {task.Epoch} after {_lastEpoch.GetValueOrDefault(task.Id)}.");
        _lastEpoch[task.Id] = task.Epoch;
        var run = new Run(task.Id, task.Epoch, task.Node!.Value);
        _executing.Add(run);
        _launched.Add(run);
    }

    private void AnswerOne(int detail)
    {
        if (_answers.Count == 0) return;
        var (task, durable) = _answers[detail % _answers.Count];
        _answers.RemoveAt(detail % _answers.Count);
        _oracle.Advance(_clock);
        if (durable)
        {
            _oracle.Committed(task);
            Take(_scheduler.Commit(task.Id, _clock));
        }
        else
        {
            _oracle.Aborted(task);
            Take(_scheduler.Abort(task.Id, _clock));
        }
    }

    private void EndRun(int detail)
    {
        if (_executing.Count == 0) return;
        var run = _executing[detail % _executing.Count];
        _executing.Remove(run);
        var stuck = detail / 64 % 2 == 0;
        RunOutcome outcome = (detail / 128 % 8) switch
        {
            0 => new RunOutcome.Failed(Failure, Retryable: false),
            1 or 2 => new RunOutcome.Failed(Failure, Retryable: true),
            3 or 5 => new RunOutcome.TimedOut(Failure, stuck),
            4 when _oracle.IsCancelRequested(run.Task) => new RunOutcome.Stopped(stuck),
            _ => new RunOutcome.Completed(),
        };
        if (outcome is RunOutcome.TimedOut { Stuck: true } or RunOutcome.Stopped { Stuck: true }) _stuck.Add(run); // Fenced ones too: their ends change nothing.
        Deliver(run, outcome);
    }

    private void Deliver(Run run, RunOutcome outcome)
    {
        _oracle.Advance(_clock);
        var expected = _oracle.ExpectEnd(run.Task, run.Epoch, outcome);
        var step = _scheduler.RunEnded(run.Task, run.Epoch, outcome, _clock);
        if (expected is null)
        {
            Assert.Null(step);
            return;
        }

        Assert.NotNull(step);
        Assert.Equal(expected, step.Changed.First(record => record.Id == run.Task).Status);
        Take(step);
    }

    private void DeliverLateResult(int detail)
    {
        if (_launched.Count == 0) return;
        var run = _launched[detail % _launched.Count];
        if (_executing.Contains(run)) run = run with { Epoch = run.Epoch + 1 };
        if (_oracle.IsCurrent(run.Task, run.Epoch)) return; // Durable in a moment: nobody could know of that epoch yet.
        Deliver(run, new RunOutcome.Completed());
    }

    private void Cancel(int detail)
    {
        if (_known.Count == 0) return;
        var task = _known[Math.Max(0, _known.Count - 1 - (detail % 20))];
        _oracle.Advance(_clock);
        var step = _scheduler.Cancel(task, _clock);
        Assert.Equal(_oracle.IsLive(task), step is not null);
        if (step is not null) Take(step);
    }

    private void Wait(int seconds)
    {
        _clock += TimeSpan.FromSeconds(seconds);
        _oracle.Advance(_clock);
        Take(_scheduler.Tick(_clock));
        _oracle.CheckNothingIsDue();
    }

    // Everything accepted comes to an end once everything works again.
    private void WindUp()
    {
        SetLimits(new GovernorLimits(3, 3));
        AddNode(4);
        foreach (var node in _scheduler.Nodes) Take(_scheduler.ActivateNode(node.Node, _clock));
        for (var rounds = 0; _answers.Count + _unwritten.Count > 0 || _oracle.LiveCount > 0; rounds++)
        {
            Assert.True(rounds < 2_000, "Accepted work does not come to an end.");
            WriteSome(int.MaxValue);
            if (_answers.Count > 0) AnswerOne(0);
            if (_executing.Count > 0)
            {
                var run = _executing[0];
                _executing.Remove(run);
                Deliver(run, new RunOutcome.Completed());
            }
            else if (_scheduler.NextWake is { } wake) Wait(1 + (int)Math.Max(0, (wake - _clock).TotalSeconds));
        }

        _oracle.CheckState(_scheduler, forecast: true);
        foreach (var id in _journal.Keys) Assert.True(TaskLifecycle.IsTerminal(_journal[id].Status));
        foreach (var tenant in Tenants) Assert.Equal(0, _scheduler.Shares.TasksOf(tenant));
    }

    private void Take(Step step)
    {
        _oracle.Apply(step, _scheduler);
        if (step.Changed.Count + step.Effects.Count > 0) _unwritten.Enqueue(new Write(step.Changed, step.Effects, IsOffer: false));
    }

    private sealed record Write(IReadOnlyList<TaskRecord> Records, IReadOnlyList<Effect> Effects, bool IsOffer);

    private sealed record Run(TaskId Task, long Epoch, NodeId Node);
}
