using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Engines;
using TradingAgents.Grains.Membership;

namespace TradingAgents.Silo;

/// <summary>The cluster as seen through one silo's facade: while the silo leaves, it refuses new work, so that callers try another one.</summary>
internal sealed class SiloEngine(IAnalysisEngine cluster, ISiloPresence presence) : DelegatingAnalysisEngine(cluster)
{
    /// <inheritdoc />
    public override Task<TaskSnapshot> SubmitAsync(AnalysisRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        CheckAdmitting();
        return base.SubmitAsync(request, idempotencyKey, cancellationToken);
    }

    /// <inheritdoc />
    public override Task<BatchReceipt> SubmitBatchAsync(BatchRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        CheckAdmitting();
        return base.SubmitBatchAsync(request, idempotencyKey, cancellationToken);
    }

    /// <inheritdoc />
    public override async Task<Readiness> GetReadinessAsync(CancellationToken cancellationToken = default) =>
        presence.IsLeaving ? new Readiness(false, ErrorCodes.Draining)
        : !presence.Joined.IsCompleted ? new Readiness(false, "starting")
        : await base.GetReadinessAsync(cancellationToken);

    private void CheckAdmitting()
    {
        if (presence.IsLeaving)
            throw new EngineException(ErrorCodes.Draining, "This silo is stopping and takes no new work; try another one.") { RetryAfterSeconds = 1 };
    }
}
