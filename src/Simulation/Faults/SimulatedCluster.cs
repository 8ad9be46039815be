using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Simulation.Faults;

/// <summary>Callers, one process after the other, their disk, the way of reports, and what breaks.</summary>
internal sealed partial class SimulatedCluster
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly Action<string>? _trace;
    private readonly Dictionary<TaskId, TaskNature> _natures = [];
    private TimeSpan _clockSet;
    private SimulatedProcess? _process;
    private long _sequence;
    private bool _calm;

    public SimulatedCluster(FaultPlan plan, EngineRules rules, Action<string>? trace)
    {
        (Plan, Rules, _trace) = (plan, rules, trace);
        Random = new SeededRandom(plan.Seed ^ 0x5DEECE66D);
        Checker = new SafetyChecker(plan.Cluster);
    }

    public FaultPlan Plan { get; }
    public EngineRules Rules { get; }
    public SeededRandom Random { get; }
    public SafetyChecker Checker { get; }
    public EventQueue Queue { get; } = new(Start);
    public SimulatedJournal Journal { get; } = new();

    /// <summary>The wall clock, which may be set; timers do not follow it.</summary>
    public DateTimeOffset Clock => Queue.Now + _clockSet;

    /// <summary>Since the start, by no clock that can be set.</summary>
    public TimeSpan Elapsed => Queue.Now - Start;

    public int Submissions { get; private set; }
    public int Refusals { get; private set; }
    public int Processes { get; private set; }
    public int FaultsSeen { get; private set; }

    /// <summary>Lives through the plan: first with faults, then without until everything has ended.</summary>
    /// <exception cref="FindingException">A promise is broken.</exception>
    public void Live()
    {
        StartProcess();
        ScheduleFaults();
        Queue.After(Random.Exponential(Plan.SecondsBetweenSubmissions), SubmitNext);
        Queue.After(Plan.FaultySeconds, CalmDown);
        while (Elapsed.TotalSeconds < Plan.FaultySeconds || !_calm) Queue.Next();
        var deadline = Elapsed + TimeToEnd();
        while (Journal.Open > 0 || _process?.Unsynced > 0 || _process is null)
        {
            if (Elapsed > deadline) break;
            Queue.Next();
        }

        Checker.CheckAllEnded(Journal);
    }

    public TaskNature NatureOf(TaskId task) => _natures[task];

    public void Refused(TaskRecord draft)
    {
        Refusals++;
        Trace($"{draft.Id} is refused");
    }

    public void Trace(FormattableString happened)
    {
        _trace?.Invoke(FormattableString.Invariant($"{Elapsed.TotalSeconds,10:0.000}  {FormattableString.Invariant(happened)}"));
    }

    public bool AbortsCommit() => Comes(FaultKind.AbortedCommits) && Random.Of(0.05);

    public bool LosesReport() => Comes(FaultKind.LostReports) && Random.Of(0.05);

    /// <summary>The report of a run's end goes to whatever process there is when it arrives.</summary>
    public void Deliver(SimulatedRun run, RunOutcome outcome)
    {
        if (LosesReport())
        {
            Trace($"the report of {run} is lost");
            return;
        }

        var late = Comes(FaultKind.LateReports) && Random.Of(0.2);
        Queue.After(late ? Random.Between(0, 3 * Plan.TimeoutSeconds) : 0, () => _process?.Report(run, outcome));
        if (late && Random.Of(0.5)) Queue.After(Random.Between(0, 3 * Plan.TimeoutSeconds), () => _process?.Report(run, outcome));
    }

    public void ProcessDies(string why)
    {
        if (_process is null) return;
        var written = Journal.Fails ? 0 : Random.Between(0, _process.Unsynced);
        Trace($"the process dies ({why}); {written} of {_process.Unsynced} unsynced batches are on the disk");
        FaultsSeen++;
        _process.Die(written);
        _process = null;
        Queue.After(Random.Between(0.1, 10), StartProcess);
    }

    private void StartProcess()
    {
        Trace($"a process starts; {Journal.Open} tasks have not ended");
        Processes++;
        _process = new SimulatedProcess(this);
        _process.Start();
    }

    private bool Comes(FaultKind kind) => !_calm && Plan.Faults.Contains(kind);

    // Generous: everything one after the other, each attempt to its timeout, with its longest backoff, and what kills the process convicted alone.
    private TimeSpan TimeToEnd()
    {
        var attempt = Plan.TimeoutSeconds + FaultPlan.StopGraceSeconds + Plan.Cluster.Retry.CapSeconds + 20;
        return TimeSpan.FromSeconds(600 + Plan.FaultySeconds + ((Journal.Open + 10) * 9 * attempt));
    }

    private void SubmitNext()
    {
        if (_calm) return;
        Queue.After(Random.Exponential(Plan.SecondsBetweenSubmissions), SubmitNext);
        if (_process is null || _process.Stopping || _process.Dead) return; // Nobody answers, or 503.
        var ends = new Dictionary<TaskId, AnalysisStatus>();
        var draft = Draft(ends);
        if (draft is null) return;
        Submissions++;
        _process.Submit(draft, ends);
        if (Comes(FaultKind.Cancellations) && Random.Of(0.2)) Queue.After(Random.Exponential(Plan.RunSeconds), () => Cancel(draft.Id));
    }

    private TaskRecord? Draft(Dictionary<TaskId, AnalysisStatus> ends)
    {
        var id = new TaskId($"t{++_sequence}");
        _natures[id] = new TaskNature(
            Random.Exponential(Plan.RunSeconds), Comes(FaultKind.FailedRuns) ? 0.2 : 0, Comes(FaultKind.HungRuns) ? 0.1 : 0, Comes(FaultKind.KillerTasks) && Random.Of(0.01));
        var dependsOn = new List<TaskId>();
        if (Checker.Acknowledged.Count > 0 && Random.Of(0.15)) dependsOn.Add(Checker.Acknowledged[^Random.Between(1, Math.Min(8, Checker.Acknowledged.Count))]);
        foreach (var dependency in dependsOn.Where(dependency => !_process!.Scheduler.IsLive(dependency)))
        {
            // Ended, but that is not durable yet: a caller would be asked to look again.
            if (Journal.Find(dependency) is not { } task || !TaskLifecycle.IsTerminal(task.Status)) return null;
            ends.Add(dependency, task.Status);
        }

        return new TaskRecord
        {
            Id = id,
            Sequence = _sequence,
            Priority = (TaskPriority)Random.Between((int)TaskPriority.Low, (int)TaskPriority.Urgent),
            Tenant = $"tenant-{Random.Between(1, Plan.Tenants)}",
            MaxAttempts = Random.Between(1, 3),
            DependsOn = dependsOn,
            NotBefore = Random.Of(0.1) ? Clock.AddSeconds(Random.Between(-5.0, 60)) : null,
            SubmittedAt = Clock,
        };
    }

    private void Cancel(TaskId task)
    {
        if (_process is { Dead: false } && Checker.Acknowledged.Contains(task)) _process.Cancel(task);
    }
}
