using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Simulation.Faults;

/// <summary>Follows a cluster from outside and compares it with what is promised, the plain way. Every finding names the promise.</summary>
/// <remarks>
/// It knows the tasks from their records alone: those offered, those live, and how the others ended. Nothing it expects comes from the scheduler that it judges,
/// but the order of starts, which is defined in <see cref="OrderRules.Compare"/> and nowhere else.
/// </remarks>
internal sealed partial class SafetyChecker(ClusterOptions promised)
{
    private readonly Dictionary<TaskId, TaskRecord> _live = [];
    private readonly Dictionary<TaskId, TaskRecord> _offered = [];
    private readonly Dictionary<TaskId, AnalysisStatus> _ends = [];
    private readonly Dictionary<TaskId, long> _begun = [];
    private readonly Dictionary<TaskId, AnalysisStatus> _shownEnds = [];
    private readonly HashSet<TaskId> _acknowledged = [];
    private readonly HashSet<TaskId> _cancelled = [];
    private FairShare _shares = new();
    private DateTimeOffset _now = DateTimeOffset.MinValue;
    private bool _recovering;

    public GovernorLimits Limits { get; set; } = promised.Limits;

    /// <summary>Nothing may start any more.</summary>
    public bool Stopping { get; set; }

    /// <summary>Tasks whose callers have the answer, in the order of the answers.</summary>
    public List<TaskId> Acknowledged { get; } = [];

    /// <summary>Time of the scheduler, which never runs backwards.</summary>
    public void Advance(DateTimeOffset now) => _now = now > _now ? now : _now;

    /// <summary>A new process looks at what the last one left on the disk.</summary>
    public void ProcessStarted(DateTimeOffset now, SimulatedJournal journal)
    {
        (_now, Stopping, Limits, _shares) = (now, false, promised.Limits, new FairShare());
        _live.Clear();
        _offered.Clear();
        _ends.Clear();
        foreach (var id in Acknowledged)
        {
            if (journal.Find(id) is not { } task) throw new FindingException($"Nothing acknowledged is lost: {id} is not on the disk.");
            if (_shownEnds.TryGetValue(id, out var end) && task.Status != end) throw new FindingException($"One terminal state: {id} was shown as {end} and is {task.Status} on the disk.");
        }
    }

    /// <summary>It takes over what has not ended.</summary>
    public void Recovers(SimulatedJournal journal)
    {
        foreach (var task in journal.Tasks)
        {
            if (TaskLifecycle.IsTerminal(task.Status)) _ends.Add(task.Id, task.Status);
            else _live.Add(task.Id, task);
        }

        _recovering = true;
        foreach (var task in _live.Values.OrderBy(task => task.Sequence).Where(task => HoldsShare(task.Status))) _shares.Join(task.Tenant);
    }

    public void Offered(TaskRecord task) => _offered.Add(task.Id, task);

    public void Committed(TaskRecord task)
    {
        _offered.Remove(task.Id);
        if (task.Status == AnalysisStatus.Failed)
        {
            _ends.Add(task.Id, task.Status);
            return;
        }

        _live.Add(task.Id, task);
        if (HoldsShare(task.Status)) _shares.Join(task.Tenant);
    }

    // Nobody was told of it, but others may have been offered that depend on it.
    public void Aborted(TaskRecord task)
    {
        _offered.Remove(task.Id);
        _ends.Add(task.Id, AnalysisStatus.Failed);
    }

    /// <summary>The caller has its 202.</summary>
    public void Answered(TaskId task, SimulatedJournal journal)
    {
        if (journal.Find(task) is null) throw new FindingException($"An answer means durable: {task} is acknowledged and not on the disk.");
        if (_acknowledged.Add(task)) Acknowledged.Add(task);
    }

    /// <summary>A caller was told that its cancellation is durable.</summary>
    public void CancellationAnswered(TaskId task)
    {
        if (!_shownEnds.ContainsKey(task)) _cancelled.Add(task);
    }

    /// <summary>A run begins for good: it costs money from now on.</summary>
    public void Begun(TaskRecord run)
    {
        if (run.Epoch <= _begun.GetValueOrDefault(run.Id)) throw new FindingException($"Fencing: {run.Id} begins with epoch {run.Epoch} after {_begun[run.Id]}.");
        if (!IsCurrent(run)) throw new FindingException($"A run of {run.Id} begins, epoch {run.Epoch}, that nobody waits for.");
        if (_live[run.Id].CancelRequested) throw new FindingException($"Cancel is final: {run.Id} begins to run after its cancellation.");
        _begun[run.Id] = run.Epoch;
    }

    /// <summary>A run's end arrives. Whether it counts.</summary>
    public bool EndArrives(TaskRecord run, RunOutcome outcome)
    {
        if (!IsCurrent(run)) return false;
        if (outcome is not RunOutcome.HandedBack) _shares.Charge(run.Tenant, _now - _live[run.Id].StartedAt!.Value);
        return true;
    }

    /// <summary>The scheduler has taken the end, or refused it.</summary>
    public static void EndJudged(TaskRecord run, bool counts, bool taken)
    {
        if (taken && !counts) throw new FindingException($"Fencing: a late result of {run.Id}, epoch {run.Epoch}, was taken.");
        if (!taken && counts) throw new FindingException($"Nothing is lost: the result of {run.Id}, epoch {run.Epoch}, was refused.");
    }

    /// <summary>A durable record is what callers see from now on.</summary>
    public void Shown(TaskRecord task)
    {
        if (_shownEnds.TryGetValue(task.Id, out var end)) throw new FindingException($"One terminal state: {task.Id} was shown as {end} and then as {task.Status}.");
        if (!TaskLifecycle.IsTerminal(task.Status)) return;
        if (_cancelled.Contains(task.Id) && task.Status != AnalysisStatus.Cancelled) throw new FindingException($"Cancel is final: {task.Id} ended as {task.Status} after its cancellation.");
        _shownEnds.Add(task.Id, task.Status);
    }

    /// <summary>A node was checked, and is not lost: what runs there still holds its slots.</summary>
    public void StillCounted(NodeId id, SimulatedNode node, DateTimeOffset now)
    {
        if (now - node.CrashedSince > TimeSpan.FromSeconds(FaultPlan.CheckSeconds) || now - node.SilentSince > TimeSpan.FromSeconds(FaultPlan.CheckSeconds * promised.ChecksToLose))
            throw new FindingException($"A dead node's tasks restart: {id} is dead, and its runs are still waited for.");
    }

    /// <summary>Nothing breaks any more, and time enough has passed.</summary>
    public void CheckAllEnded(SimulatedJournal journal)
    {
        foreach (var task in journal.Tasks)
        {
            if (!TaskLifecycle.IsTerminal(task.Status)) throw new FindingException($"Liveness: {task.Id} is still {task.Status} long after the last fault.");
        }

        foreach (var id in _acknowledged)
        {
            if (!_shownEnds.ContainsKey(id) && !TaskLifecycle.IsTerminal(journal.Find(id)!.Status)) throw new FindingException($"Liveness: nobody can see how {id} ended.");
        }
    }

    private bool IsCurrent(TaskRecord run) => _live.TryGetValue(run.Id, out var task) && task.Status == AnalysisStatus.Running && task.Epoch == run.Epoch;

    private static bool HoldsShare(AnalysisStatus status) => status is AnalysisStatus.Queued or AnalysisStatus.Running;
}
