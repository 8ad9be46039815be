using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;
using TradingAgents.Embedded.Tasks;

namespace TradingAgents.Embedded;

/// <content>Many tasks at once.</content>
public sealed partial class EmbeddedEngine
{
    /// <inheritdoc />
    public async Task<BulkCancellation> CancelManyAsync(BulkCancelRequest request, CancellationToken cancellationToken = default)
    {
        RequestRules.CheckBulkCancel(request);
        var matches = _host.Live.Where(task => Matches(task, request)).ToArray();
        var byStatus = matches.CountBy(task => task.Published!.Status).ToDictionary();
        if (request.DryRun) return new BulkCancellation(true, matches.Length, 0, byStatus);
        if (matches.Length > request.AtMost)
            throw new EngineException(ErrorCodes.TooManyMatch, $"{matches.Length} tasks match, more than the {request.AtMost} that may be cancelled; nothing was. Look again and confirm the new number.");

        var asked = matches.Select(task => _host.TryCancel(task.Id)).OfType<Task>().ToArray();
        await Durable(Task.WhenAll(asked), cancellationToken).ConfigureAwait(false);
        return new BulkCancellation(false, matches.Length, asked.Length, byStatus);
    }

    // One that was asked to stop before matches no more: there is nothing left to ask.
    private static bool Matches(LiveTask task, BulkCancelRequest wanted) =>
        task.Published is { CancelRequested: false } record && !TaskLifecycle.IsTerminal(record.Status)
        && (wanted.Status is null || wanted.Status == record.Status)
        && (wanted.Priority is null || wanted.Priority == record.Priority)
        && (wanted.Tenant is null || wanted.Tenant == record.Tenant)
        && (wanted.StockCode is null || wanted.StockCode.Equals(task.Request.StockCode, StringComparison.OrdinalIgnoreCase))
        && (wanted.BatchId is null || wanted.BatchId == task.BatchId)
        && (wanted.Search is null || IsFound(task, record, wanted.Search));

    // As the journal searches, so that a list and what is cancelled agree.
    private static bool IsFound(LiveTask task, TaskRecord record, string search) =>
        task.Request.StockCode.StartsWith(search, StringComparison.OrdinalIgnoreCase)
        || record.Tenant.StartsWith(search, StringComparison.Ordinal)
        || record.Id.Value.StartsWith(search, StringComparison.Ordinal)
        || task.BatchId == search;
}
