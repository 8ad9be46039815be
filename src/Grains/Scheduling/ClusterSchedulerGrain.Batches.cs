using System.Globalization;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Engines;
using TradingAgents.Core;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains.Scheduling;

/// <content>Many stock codes at once, each with its own outcome.</content>
internal sealed partial class ClusterSchedulerGrain
{
    private readonly Dictionary<string, (string Digest, int Holders)> _openBatches = [];

    private async Task<BatchReceipt> TakeBatchAsync(BatchSubmission submission)
    {
        var (batch, key) = (submission.Request, submission.Key);
        if (batch.Template.DependsOn is { Count: > 0 }) await EndsAsync(batch.Template); // An unknown one is no item's fault.
        var tenant = batch.Template.Tenant ?? RequestRules.DefaultTenant;
        var batchId = key is null ? submission.BatchId : "batch-" + RequestDigest.Hash(tenant + "\n" + key)[..32];
        var requests = batch.StockCodes.Select(code => Normalize(batch.Template with { StockCode = code })).ToArray();
        var digest = RequestDigest.Hash(string.Join('\n', requests.Select((item, index) =>
            item.Request is null ? $"not taken: {batch.StockCodes[index]}" : RequestDigest.Of(item.Request))));
        await OpenBatchAsync(batchId, digest);
        try
        {
            var outcomes = await Task.WhenAll(requests.Select((item, index) => OutcomeAsync(batch.StockCodes[index], item.Wrong, () => TakeAsync(
                new Item(ItemId(submission.BatchId, index), item.Request!, key is null ? null : ItemKey(key, index), submission.Again, batchId, index, digest)))));
            return outcomes.All(item => item.Task is null) ? throw Refusals.NoneTaken(outcomes) : new BatchReceipt(batchId, outcomes);
        }
        finally
        {
            var (open, holders) = _openBatches[batchId];
            if (holders == 1) _openBatches.Remove(batchId);
            else _openBatches[batchId] = (open, holders - 1);
        }
    }

    private async Task OpenBatchAsync(string batchId, string digest)
    {
        var kept = _openBatches.ContainsKey(batchId) ? null : (await store.GetBatchAsync(batchId))?.Digest;
        var open = _openBatches.TryGetValue(batchId, out var found) ? found : (Digest: kept ?? digest, Holders: 0);
        if (open.Digest != digest) throw Refusals.KeyUsed("batch");
        _openBatches[batchId] = (digest, open.Holders + 1);
    }

    // The same for a repeated call; and no key that a caller chooses may contain a control character.
    private static TaskId ItemId(string batchId, int index) =>
        new(RequestDigest.Hash(string.Create(CultureInfo.InvariantCulture, $"{batchId}/{index}"))[..32]);

    private static string ItemKey(string key, int index) => string.Create(CultureInfo.InvariantCulture, $"\u0001{index}:{key}");
}
