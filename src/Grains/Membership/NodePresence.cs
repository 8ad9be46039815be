using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradingAgents.Core;
using TradingAgents.Grains.Governors;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains.Membership;

/// <summary>Offers this silo's slots to the scheduler for as long as it lives, and keeps a scheduler alive; when the silo stops, hands its work over.</summary>
/// <remarks>Added after Orleans, it starts after the silo and stops before it.</remarks>
internal sealed partial class NodePresence(
    IGrainFactory grains, ILocalSiloDetails silo, SiloGovernor governor, ClusterNodeOptions options, TimeProvider time, ILogger<NodePresence> logger)
    : IHostedService, ISiloPresence, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _leaving = new();
    private readonly TaskCompletionSource _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _presence = Task.CompletedTask;

    public bool IsLeaving => _leaving.IsCancellationRequested;

    public Task Joined => _joined.Task;

    private IClusterSchedulerGrain Scheduler => grains.GetGrain<IClusterSchedulerGrain>(GrainKeys.Scheduler);

    private NodeId Node => new(options.Name);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _presence = Task.Run(StayAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task LeaveAsync() => StopAsync(CancellationToken.None);

    /// <summary>Leaves once; what runs gets its time, then goes to other nodes from its last finished stage.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (IsLeaving) return;
        await _leaving.CancelAsync();
        await _presence;
        using var left = new CancellationTokenSource();
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var telling = TellLeavingAsync(heard, left.Token);
        await Task.WhenAny(heard.Task, Task.Delay(Patience, time, CancellationToken.None)); // Else what is handed back might start here again.
        if (!await IsIdleWithinAsync(options.Drain, cancellationToken))
        {
            LogHandingBack(logger, governor.Count);
            governor.HandBackAll();
            if (!await IsIdleWithinAsync(Patience, CancellationToken.None))
            {
                LogAbandoned(logger, governor.Count);
                governor.AbandonAll();
            }
        }

        await left.CancelAsync();
        await telling;
    }

    public void Dispose() => _leaving.Dispose();

    // Again and again: the scheduler may move meanwhile, and the next one does not know.
    private async Task TellLeavingAsync(TaskCompletionSource heard, CancellationToken left)
    {
        while (true)
        {
            if (await TryAsync(() => Scheduler.LeaveAsync(Node, silo.SiloAddress.ToParsableString()))) heard.TrySetResult();
            if (left.IsCancellationRequested) return;
            try
            {
                await Task.Delay(options.HelloInterval, time, left);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task StayAsync()
    {
        using var ticks = new PeriodicTimer(options.HelloInterval, time);
        var hello = new NodeHello(Node, silo.SiloAddress.ToParsableString(), options.Standby);
        do
        {
            if (await TryAsync(() => Scheduler.HelloAsync(hello))) _joined.TrySetResult();
        }
        while (await NextAsync(ticks));
    }

    private async Task<bool> NextAsync(PeriodicTimer ticks)
    {
        try
        {
            return await ticks.WaitForNextTickAsync(_leaving.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> IsIdleWithinAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (governor.Count > 0)
        {
            if (time.GetElapsedTime(start) >= patience || cancellationToken.IsCancellationRequested) return false;
            await Task.Delay(Look, time, CancellationToken.None);
        }

        return true;
    }

    private async Task<bool> TryAsync(Func<Task> call)
    {
        try
        {
            await call().WaitAsync(Patience, time);
            return true;
        }
        catch (Exception failure)
        {
            LogUnheard(logger, failure);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The scheduler cannot be reached now; this silo will try again")]
    private static partial void LogUnheard(ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Runs} analyses still run and are handed over to other nodes")]
    private static partial void LogHandingBack(ILogger logger, int runs);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Runs} analyses could not be handed over, as nobody hears of them; they run again once this silo is seen to be gone")]
    private static partial void LogAbandoned(ILogger logger, int runs);
}
