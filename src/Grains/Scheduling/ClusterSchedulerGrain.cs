using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Engines;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;
using TradingAgents.Core.Statistics;
using TradingAgents.Grains.Storage;

namespace TradingAgents.Grains.Scheduling;

/// <inheritdoc cref="IClusterSchedulerGrain" />
/// <remarks>
/// It interprets, as every engine does: events go to Core's scheduler, changes to the tasks' grains, effects to the silos' governors. It holds no scheduling
/// rule. Its turns interleave at awaits, never within a step of the scheduler, so that a slow store or a dying silo holds nobody up.
/// </remarks>
[Reentrant, KeepAlive]
internal sealed partial class ClusterSchedulerGrain(
    ITaskStore store, ClusterNodeOptions options, IClusterMembershipService membership, TimeProvider time, ILogger<ClusterSchedulerGrain> logger)
    : Grain, IClusterSchedulerGrain
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ClosingPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MembershipInterval = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<TaskId, LiveTask> _live = [];
    private readonly ForecastCache _forecast = new(time);
    private ClusterScheduler _scheduler = null!;
    private Limits _limits = options.Limits;
    private IGrainTimer? _alarm;
    private DateTimeOffset? _armedFor;
    private long _term;
    private long _sequence;
    private bool _closing;
    private bool _over;
    private int _failingWrites;

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Begins a term and takes over what is durable.</summary>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        options.Check();
        _term = await store.BeginTermAsync();
        var settings = await store.GetSettingsAsync();
        if (settings is not null && settings.Configured == options.Limits) _limits = settings.Limits;
        _scheduler = new ClusterScheduler(new ClusterOptions
        {
            Limits = new GovernorLimits(_limits.MaxConcurrentAnalyses, _limits.MaxQueueSize),
            Strategy = settings?.Strategy ?? options.Strategy,
            Order = new OrderRules(options.Aging),
            Seed = (ulong)Random.Shared.NextInt64(),
        });
        _sequence = await store.GetMaxSequenceAsync();
        _alarm = this.RegisterGrainTimer(RingAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true });
        await TakeOverAsync(settings);
        this.RegisterGrainTimer(LookAtMembersAsync, new GrainTimerCreationOptions(TimeSpan.Zero, MembershipInterval) { Interleave = true });
        this.RegisterGrainTimer(JudgeAsync, new GrainTimerCreationOptions(options.CheckInterval, options.CheckInterval) { Interleave = true });
        this.RegisterGrainTimer(CheckNodesAsync, new GrainTimerCreationOptions(options.CheckInterval, options.CheckInterval) { Interleave = true });
    }

    /// <summary>What is on its way is made durable; nothing more is begun.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _closing = true;
        await Task.WhenAny(Task.WhenAll(_live.Values.Select(task => task.Written)), Task.Delay(ClosingPatience, time, cancellationToken));
        _over = true;
        var why = reason.Description;
        LogOver(logger, _term, why);
    }

    public async Task<bool> RunEndedAsync(Wire.RunEnd end)
    {
        CheckTerm();
        if (_scheduler.RunEnded(end.Run.Task, end.Run.Epoch, end.Outcome, Now) is { } step)
        {
            await Apply(step);
            CheckOver(); // Else it may not be durable: to be told again.
            return true;
        }

        // Its end may have been told before, and the answer was lost: then it is no late result.
        var run = end.Run;
        if (end.Kind != Wire.RunEndKind.HandedBack) LogFenced(logger, run.Task, run.Epoch);
        return false;
    }

    public Task StuckRunEndedAsync(NodeId nodeId, TaskId taskId, long epoch)
    {
        CheckTerm();
        _ = Apply(_scheduler.StuckRunEnded(nodeId, taskId, epoch, Now));
        return Task.CompletedTask;
    }

    private async Task TakeOverAsync(ClusterSettings? settings)
    {
        var documents = await store.GetUnfinishedAsync();
        var unfinished = documents.Select(document => document.Record.Id).ToHashSet();
        var ended = new Dictionary<TaskId, AnalysisStatus>();
        foreach (var id in documents.SelectMany(document => document.Record.DependsOn).Where(id => !unfinished.Contains(id)).Distinct())
        {
            if (await store.GetAsync(id) is { } kept) ended[id] = kept.Document.Record.Status;
        }

        foreach (var document in documents)
        {
            var task = new LiveTask(document);
            task.Admit(document.Record);
            _live.Add(task.Id, task);
        }

        TaskRecord[] records = [.. documents.Select(document => document.Record)];
        AddLivingNodes(settings?.Nodes ?? []);
        _startedAt = Now;
        var lately = await store.FindEndedSinceAsync(Now.AddHours(-ActivityHistory.Hours), HistoryTasks);
        _scheduler.RestoreTotals(await store.CountByStatusAsync(), records);
        _scheduler.RestoreHistory([.. records, .. lately.Select(document => document.Record)], Now);
        _ = Apply(_scheduler.TakeOver(records, ended, Now)); // Not awaited: what was decided may become durable while others call.
        LeaveRemovedNodes();
        foreach (var node in _nodes.Values.Where(node => node.Joined is not null)) _ = RetainAsync(node);
        var living = _nodes.Values.Count(node => node.Joined is not null);
        LogTookOver(logger, _term, documents.Count, living);
    }

    private Task RingAsync()
    {
        _armedFor = null; // It may have rung before the time: arm it again.
        if (!_over) _ = Apply(_scheduler.Tick(Now));
        return Task.CompletedTask;
    }

    private void ArmAlarm()
    {
        var wake = _scheduler.NextWake;
        if (wake == _armedFor) return;
        _armedFor = wake;
        var delay = wake is { } at ? at - Now : Timeout.InfiniteTimeSpan;
        if (wake is not null && delay < TimeSpan.Zero) delay = TimeSpan.Zero;
        if (delay > LongestSleep) delay = LongestSleep;
        _alarm!.Change(delay, Timeout.InfiniteTimeSpan);
    }

    private void CheckTerm()
    {
        if (_closing) throw new OrleansException("This scheduler's term ends; ask again.");
        CheckOver();
    }

    private void CheckOver()
    {
        if (_over) throw new OrleansException("This scheduler's term has ended; ask again.");
    }

    private void EndTerm()
    {
        if (_over) return;
        _over = true;
        DeactivateOnIdle();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The scheduler's term {Term} begins with {Tasks} unfinished tasks and {Nodes} living nodes")]
    private static partial void LogTookOver(ILogger logger, long term, int tasks, int nodes);

    [LoggerMessage(Level = LogLevel.Information, Message = "The scheduler's term {Term} ends here: {Reason}")]
    private static partial void LogOver(ILogger logger, long term, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A late result of task {Task}, epoch {Epoch}, was refused")]
    private static partial void LogFenced(ILogger logger, TaskId task, long epoch);
}
