using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Simulation.Faults;

/// <summary>One process: Core's scheduler and what the embedded engine does around it, in virtual time.</summary>
/// <remarks>
/// It follows <c>SchedulerHost</c>, <c>AttemptRunner</c> and <c>NodeMonitor</c> step by step: what an event changed is appended to the journal, and only
/// when that is durable it is shown, and begins. Where those decide anything, they ask Core, and so does this.
/// </remarks>
internal sealed partial class SimulatedProcess
{
    private const double LongestSleepSeconds = 60;

    private readonly SimulatedCluster _cluster;
    private readonly ClusterScheduler _scheduler;
    private readonly List<Batch> _unsynced = [];
    private bool _syncing;
    private DateTimeOffset? _armedFor;
    private int _alarm;

    public SimulatedProcess(SimulatedCluster cluster)
    {
        _cluster = cluster;
        _scheduler = new ClusterScheduler(cluster.Rules.Setup(cluster.Plan.Cluster));
    }

    /// <summary>Nothing of it happens any more.</summary>
    public bool Dead { get; private set; }

    public bool Stopping { get; private set; }

    public ClusterScheduler Scheduler => _scheduler;

    private SafetyChecker Checker => _cluster.Checker;
    private DateTimeOffset Now => _cluster.Clock;

    /// <summary>Adds the nodes and takes over what the journal holds.</summary>
    public void Start()
    {
        Checker.ProcessStarted(Now, _cluster.Journal);
        for (var i = 1; i <= _cluster.Plan.Nodes; i++) AddNode(new NodeId($"node-{i}"), weight: 1);
        var unfinished = _cluster.Journal.Tasks.Where(task => !TaskLifecycle.IsTerminal(task.Status)).ToArray();
        var ended = ClusterScheduler.EndsToLookUp(unfinished).Select(_cluster.Journal.Find).OfType<TaskRecord>().ToDictionary(task => task.Id, task => task.Status);
        Checker.Recovers(_cluster.Journal);
        Do(scheduler => scheduler.Recover(_cluster.Rules.ToRecover(unfinished), ended, Now));
        _cluster.Queue.After(FaultPlan.CheckSeconds, CheckNodes);
    }

    /// <summary>Offers a task; its submitter is answered once it is durable.</summary>
    public void Submit(TaskRecord draft, IReadOnlyDictionary<TaskId, AnalysisStatus> ended)
    {
        Checker.Advance(Now);
        if (_scheduler.Offer(draft, ended, Now) is not Offer.Reserved { Task: var reserved })
        {
            _cluster.Refused(draft);
            return;
        }

        _cluster.Trace($"{reserved.Id} ({reserved.Priority}) is offered: {reserved.Status} {reserved.Node}");
        Checker.Offered(reserved);
        if (_cluster.Rules.AnswersBeforeCommit) Checker.Answered(reserved.Id, _cluster.Journal);
        Append(new Batch([reserved], Essential: false, durable => SettleAdmission(reserved, durable)));
        Checker.CheckState(_scheduler);
    }

    /// <summary>A caller cancels.</summary>
    public void Cancel(TaskId id)
    {
        Checker.Advance(Now);
        if (_scheduler.Cancel(id, Now) is not { } step) return;
        _cluster.Trace($"{id} is cancelled");
        if (step.Changed.Count > 0) Apply(step, () => Checker.CancellationAnswered(id));
        else Append(new Batch([], Essential: true, _ => Checker.CancellationAnswered(id)));
        Checker.CheckState(_scheduler);
    }

    /// <summary>One event.</summary>
    public void Do(Func<ClusterScheduler, Step> happen)
    {
        Checker.Advance(Now);
        Apply(happen(_scheduler));
        Checker.CheckState(_scheduler);
    }

    public void SetLimits(GovernorLimits limits)
    {
        Checker.Limits = limits;
        Do(scheduler => scheduler.SetLimits(_cluster.Rules.Limits(limits), Now));
    }

    /// <summary>kill -9. Of what was not synced, the first so many batches are on the disk all the same.</summary>
    public void Die(int written)
    {
        Dead = true;
        foreach (var batch in _unsynced.Take(written)) _cluster.Journal.Write(batch.Records);
        _unsynced.Clear();
    }

    /// <summary>How many batches are not synced.</summary>
    public int Unsynced => _unsynced.Count;

    /// <summary>SIGTERM: nothing starts any more, and what does not end in time is handed back.</summary>
    public void Stop(double drainSeconds, Action stopped)
    {
        Stopping = true;
        Checker.Stopping = true;
        _scheduler.Stop();
        _cluster.Queue.After(drainSeconds, () => HandBack(stopped));
    }

    private void HandBack(Action stopped)
    {
        if (Dead) return;
        foreach (var task in _scheduler.Tasks.Where(task => task.Status == AnalysisStatus.Running).ToArray())
        {
            Checker.Advance(Now);
            Checker.EndArrives(task, new RunOutcome.HandedBack());
            Apply(_scheduler.RunEnded(task.Id, task.Epoch, new RunOutcome.HandedBack(), Now)!);
        }

        Checker.CheckState(_scheduler);
        Append(new Batch([], Essential: true, _ => stopped())); // Once everything before it is durable.
    }

    private void SettleAdmission(TaskRecord task, bool durable)
    {
        Checker.Advance(Now);
        if (!durable)
        {
            _cluster.Trace($"{task.Id} cannot be made durable");
            Checker.Aborted(task);
            Apply(_scheduler.Abort(task.Id, Now));
        }
        else
        {
            Checker.Committed(task);
            Apply(_scheduler.Commit(task.Id, Now));
            Checker.Shown(task);
            Checker.Answered(task.Id, _cluster.Journal);
        }

        Checker.CheckState(_scheduler);
    }

    private void Apply(Step step, Action? durable = null)
    {
        Checker.Changed(step, _scheduler);
        foreach (var interrupt in step.Effects.OfType<Effect.Interrupt>()) Interrupt(interrupt.Task, interrupt.Epoch);
        ArmAlarm();
        if (step.Changed.Count == 0)
        {
            Perform(step);
            durable?.Invoke();
            return;
        }

        foreach (var record in step.Changed) _cluster.Trace($"{record.Id} is {record.Status} {record.Node} epoch {record.Epoch} {record.Error?.Code}");
        Append(new Batch(step.Changed, Essential: true, _ =>
        {
            Perform(step);
            foreach (var record in step.Changed) Checker.Shown(record);
            durable?.Invoke();
        }));
    }

    private void Perform(Step step)
    {
        foreach (var launch in step.Effects.OfType<Effect.Launch>())
        {
            switch (_cluster.Rules.Judge(launch, _scheduler))
            {
                case LaunchVerdict.Begin: Begin(launch.Task); break;
                case LaunchVerdict.Stopped: EndRun(new SimulatedRun(launch.Task), new RunOutcome.Stopped(Stuck: false)); break;
            }
        }
    }

    private void Append(Batch batch)
    {
        _unsynced.Add(batch);
        ScheduleSync();
    }

    private void ScheduleSync()
    {
        if (_syncing || _unsynced.Count == 0) return;
        _syncing = true;
        _cluster.Queue.After(_cluster.Journal.Fails ? 1 : _cluster.Random.Between(0, _cluster.Plan.SyncSeconds), Sync);
    }

    // Whatever waits shares one sync. While the disk fails, admissions are refused and what has happened waits for it.
    private void Sync()
    {
        if (Dead) return;
        _syncing = false;
        var group = _cluster.Journal.Fails ? _unsynced.Where(batch => !batch.Essential).ToArray() : [.. _unsynced];
        _unsynced.RemoveAll(group.Contains);
        foreach (var batch in group)
        {
            var durable = !_cluster.Journal.Fails && (batch.Essential || !_cluster.AbortsCommit());
            if (durable) _cluster.Journal.Write(batch.Records);
            _cluster.Queue.After(0, () => Settle(batch, durable));
        }

        ScheduleSync();
    }

    private void Settle(Batch batch, bool durable)
    {
        if (!Dead) batch.Settled(durable);
    }

    private void ArmAlarm()
    {
        var wake = _scheduler.NextWake;
        if (wake == _armedFor) return;
        _armedFor = wake;
        var alarm = ++_alarm;
        if (wake is { } at) _cluster.Queue.After(Math.Min((at - Now).TotalSeconds, LongestSleepSeconds), () => Ring(alarm));
    }

    private void Ring(int alarm)
    {
        if (Dead || alarm != _alarm) return;
        _armedFor = null;
        Do(scheduler => scheduler.Tick(Now));
    }
}
