using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Retries;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Core.Tests.Scheduling;

/// <summary>A scheduler with the journal that an engine would keep for it, in virtual time.</summary>
internal sealed class TestCluster
{
    private readonly ClusterOptions _options;
    private readonly Dictionary<TaskId, TaskRecord> _journal = [];
    private readonly Dictionary<TaskId, AnalysisStatus> _ended = [];
    private long _sequence;

    public TestCluster(int nodes = 1, ClusterOptions? options = null)
    {
        _options = options ?? new ClusterOptions();
        Scheduler = new ClusterScheduler(_options);
        for (var i = 1; i <= nodes; i++) Take(Scheduler.AddNode(new NodeId($"node-{i}"), weight: 1, Now));
    }

    public ClusterScheduler Scheduler { get; private set; }
    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Ids of all launched runs, in order.</summary>
    public List<string> Launched { get; } = [];

    /// <summary>Runs told to stop.</summary>
    public List<Effect.Interrupt> Interrupted { get; } = [];

    public int Queued => Scheduler.Queued;
    public int Running => Scheduler.Running;

    /// <summary>A task as the journal has it.</summary>
    public TaskRecord this[string id] => _journal[new TaskId(id)];

    public IEnumerable<TaskRecord> Journal => _journal.Values;

    public static ClusterOptions Options(int slots, int places = 50, int maxHeld = 10_000, int agingSeconds = 60) => new()
    {
        Limits = new GovernorLimits(slots, places),
        MaxHeld = maxHeld,
        Order = new OrderRules(TimeSpan.FromSeconds(agingSeconds)),
        Retry = new RetryPolicy { CapSeconds = 60 },
        Seed = 7,
    };

    public TaskRecord Draft(
        string id, TaskPriority priority = TaskPriority.Normal, string tenant = "default", int maxAttempts = 3,
        string[]? dependsOn = null, TimeSpan? notBefore = null) => new()
        {
            Id = new TaskId(id),
            Sequence = ++_sequence,
            Priority = priority,
            Tenant = tenant,
            MaxAttempts = maxAttempts,
            DependsOn = [.. (dependsOn ?? []).Select(dependency => new TaskId(dependency))],
            NotBefore = notBefore is { } delay ? Now + delay : null,
            SubmittedAt = Now,
        };

    public Offer Offer(TaskRecord draft) => Scheduler.Offer(draft, _ended, Now);

    public TaskRecord OfferReserved(TaskRecord draft) => Assert.IsType<Offer.Reserved>(Offer(draft)).Task;

    /// <summary>Writes an offered record and tells the scheduler.</summary>
    public void Commit(TaskRecord offered)
    {
        Write(offered);
        Take(Scheduler.Commit(offered.Id, Now));
    }

    public TaskRecord Submit(
        string id, TaskPriority priority = TaskPriority.Normal, string tenant = "default", int maxAttempts = 3,
        string[]? dependsOn = null, TimeSpan? notBefore = null)
    {
        Commit(OfferReserved(Draft(id, priority, tenant, maxAttempts, dependsOn, notBefore)));
        return this[id];
    }

    public TaskRecord End(string id, RunOutcome outcome)
    {
        var step = Scheduler.RunEnded(new TaskId(id), this[id].Epoch, outcome, Now);
        Assert.NotNull(step);
        Take(step);
        return this[id];
    }

    public TaskRecord Complete(string id) => End(id, new RunOutcome.Completed());

    public TaskRecord Fail(string id, bool retryable = true) => End(id, new RunOutcome.Failed(new TaskError("boom", "It broke."), retryable));

    public TaskRecord TimeOut(string id, bool stuck = false) => End(id, new RunOutcome.TimedOut(new TaskError("timeout", "Too slow."), stuck));

    public TaskRecord Cancel(string id)
    {
        var step = Scheduler.Cancel(new TaskId(id), Now);
        Assert.NotNull(step);
        Take(step);
        return this[id];
    }

    public void Pass(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        Take(Scheduler.Tick(Now));
    }

    /// <summary>The process dies and another one takes over, with new nodes.</summary>
    public void Die(int nodes = 1)
    {
        Scheduler = new ClusterScheduler(_options);
        for (var i = 1; i <= nodes; i++) Take(Scheduler.AddNode(new NodeId($"node-{i}"), weight: 1, Now));
        var live = _journal.Values.Where(task => !TaskLifecycle.IsTerminal(task.Status)).ToArray();
        Take(Scheduler.Recover(live, _ended, Now));
    }

    /// <summary>The scheduler alone dies; another one takes over while these nodes live on.</summary>
    public void Move(params string[] living)
    {
        Scheduler = new ClusterScheduler(_options);
        foreach (var node in living) Take(Scheduler.AddNode(new NodeId(node), weight: 1, Now));
        var live = _journal.Values.Where(task => !TaskLifecycle.IsTerminal(task.Status)).ToArray();
        Take(Scheduler.TakeOver(live, _ended, Now));
    }

    public void Take(Step step)
    {
        foreach (var record in step.Changed)
        {
            if (_journal.TryGetValue(record.Id, out var before))
                Assert.False(TaskLifecycle.IsTerminal(before.Status), $"{record.Id} changes after it ended as {before.Status}.");
            Write(record);
        }

        foreach (var effect in step.Effects)
        {
            if (effect is Effect.Launch launch) Launched.Add(launch.Task.Id.Value);
            if (effect is Effect.Interrupt interrupt) Interrupted.Add(interrupt);
        }
    }

    private void Write(TaskRecord record)
    {
        _journal[record.Id] = record;
        if (TaskLifecycle.IsTerminal(record.Status)) _ended[record.Id] = record.Status;
    }
}
