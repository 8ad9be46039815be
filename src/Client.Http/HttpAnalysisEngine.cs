using System.Net;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Alerts;
using TradingAgents.Core.Placement;

namespace TradingAgents.Client.Http;

/// <summary>An engine on a server, over its HTTP contract.</summary>
/// <remarks>
/// A refusal has the code and detail of the server's problem document; no connection is <see cref="ErrorCodes.Unreachable"/>. Calls are repeated only
/// after a connection failure and only where that cannot do a thing twice: a submission without an idempotency key is given one for this reason.
/// </remarks>
public sealed class HttpAnalysisEngine : IAnalysisEngine, IDisposable
{
    private readonly HttpClientOptions _options;
    private readonly TimeProvider _time;

    /// <summary>An engine with a connection of its own.</summary>
    /// <param name="options">Where the server is, and how patient to be.</param>
    /// <param name="handler">What carries the calls, not disposed here; null: sockets.</param>
    /// <param name="time">Drives timeouts and pauses; null: the system's.</param>
    public HttpAnalysisEngine(HttpClientOptions options, HttpMessageHandler? handler = null, TimeProvider? time = null)
    {
        _options = options;
        _time = time ?? TimeProvider.System;
        Connection = new ApiConnection(options, handler, _time);
    }

    internal HttpAnalysisEngine(HttpClientOptions options, Func<HttpClient> clients, TimeProvider time)
    {
        _options = options;
        _time = time;
        Connection = new ApiConnection(options, clients, time);
    }

    /// <summary>For calls whose answer is wanted as it came.</summary>
    public ApiConnection Connection { get; }

    /// <inheritdoc />
    public async Task<TaskSnapshot> SubmitAsync(
        AnalysisRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        RequestRules.CheckIdempotencyKey(idempotencyKey);
        var call = ApiCall.PostOnce(ApiRoutes.Submit, WireJson.Write(request), idempotencyKey ?? NewKey());
        var task = (await Connection.SendAsync(call, cancellationToken)).Read<TaskSnapshot>();

        // Under a key of our own, a repeat is our retry after a lost answer, which is nothing the caller did.
        return idempotencyKey is null ? task with { Deduplicated = false } : task;
    }

    /// <inheritdoc />
    public async Task<BatchReceipt> SubmitBatchAsync(
        BatchRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        RequestRules.CheckIdempotencyKey(idempotencyKey);
        var call = ApiCall.PostOnce(ApiRoutes.SubmitBatch, WireJson.WriteBatch(request), idempotencyKey ?? NewKey());
        return (await Connection.SendAsync(call, cancellationToken)).Read<BatchReceipt>();
    }

    /// <inheritdoc />
    public Task<BatchSnapshot> GetBatchAsync(string batchId, CancellationToken cancellationToken = default) =>
        GetAsync<BatchSnapshot>(ApiRoutes.Batch(batchId), cancellationToken);

    /// <inheritdoc />
    public Task<BatchPage> ListBatchesAsync(BatchQuery query, CancellationToken cancellationToken = default) =>
        GetAsync<BatchPage>(ApiRoutes.Batches(query), cancellationToken);

    /// <inheritdoc />
    public Task<AnalysisRequest> GetRequestAsync(TaskId taskId, CancellationToken cancellationToken = default) =>
        GetAsync<AnalysisRequest>(ApiRoutes.Request(taskId), cancellationToken);

    /// <inheritdoc />
    public Task<WaitExplanation> ExplainWaitAsync(TaskId taskId, CancellationToken cancellationToken = default) =>
        GetAsync<WaitExplanation>(ApiRoutes.Waiting(taskId), cancellationToken);

    /// <inheritdoc />
    public Task<BulkCancellation> CancelManyAsync(BulkCancelRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<BulkCancellation>(ApiCall.Post(ApiRoutes.CancelMany, WireJson.WriteBulkCancel(request)), cancellationToken);

    /// <inheritdoc />
    public Task<TaskSnapshot> GetAsync(TaskId taskId, CancellationToken cancellationToken = default) =>
        GetAsync<TaskSnapshot>(ApiRoutes.Status(taskId), cancellationToken);

    /// <inheritdoc />
    public Task<TaskPage> ListAsync(TaskQuery query, CancellationToken cancellationToken = default) =>
        GetAsync<TaskPage>(ApiRoutes.List(query), cancellationToken);

    /// <inheritdoc />
    /// <remarks>A broken stream is opened again after the last event that came; <see cref="ErrorCodes.Unreachable"/> once that has failed too often in a row.</remarks>
    public IAsyncEnumerable<TaskEvent> WatchAsync(TaskId taskId, long afterEventId = 0, CancellationToken cancellationToken = default) =>
        new EventStream(this, _options, _time, taskId).ReadAsync(afterEventId, cancellationToken);

    /// <inheritdoc />
    public async Task<AnalysisResult> GetResultAsync(TaskId taskId, CancellationToken cancellationToken = default)
    {
        var report = await GetAsync<JsonElement>(ApiRoutes.Result(taskId), cancellationToken);
        return new AnalysisResult(await GetAsync(taskId, cancellationToken), report);
    }

    /// <inheritdoc />
    public Task<TaskSnapshot> CancelAsync(TaskId taskId, CancellationToken cancellationToken = default) =>
        SendAsync<TaskSnapshot>(ApiCall.Delete(ApiRoutes.Cancel(taskId)), cancellationToken);

    /// <inheritdoc />
    public Task<SystemStats> GetStatsAsync(CancellationToken cancellationToken = default) =>
        GetAsync<SystemStats>(ApiRoutes.Stats, cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<NodeSnapshot>> GetNodesAsync(CancellationToken cancellationToken = default) =>
        (await GetAsync<NodeList>(ApiRoutes.Nodes, cancellationToken)).Nodes;

    /// <inheritdoc />
    public async Task<IReadOnlyList<Alert>> GetAlertsAsync(CancellationToken cancellationToken = default) =>
        (await GetAsync<AlertList>(ApiRoutes.Alerts, cancellationToken)).Alerts;

    /// <inheritdoc />
    public Task<SystemReport> GetReportAsync(CancellationToken cancellationToken = default) =>
        GetAsync<SystemReport>(ApiRoutes.Report, cancellationToken);

    /// <inheritdoc />
    public Task<SystemHistory> GetHistoryAsync(int hours = SystemHistory.DefaultHours, CancellationToken cancellationToken = default) =>
        GetAsync<SystemHistory>(ApiRoutes.History(hours), cancellationToken);

    /// <inheritdoc />
    public async Task<Readiness> GetReadinessAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await Connection.SendAsync(ApiCall.Get(ApiRoutes.Ready), cancellationToken);
            return new Readiness(true);
        }
        catch (HttpEngineException refused) when (refused.Status == HttpStatusCode.ServiceUnavailable)
        {
            return new Readiness(false, refused.Code);
        }
    }

    /// <inheritdoc />
    public async Task<int> CleanupAsync(TimeSpan olderThan, CancellationToken cancellationToken = default)
    {
        var call = ApiCall.Post(ApiRoutes.Cleanup, WireJson.Write(new { OlderThanSeconds = olderThan.TotalSeconds }));
        return (await SendAsync<Removed>(call, cancellationToken)).Count;
    }

    /// <inheritdoc />
    public Task<NodeSnapshot> AddNodeAsync(NewNode node, CancellationToken cancellationToken = default) =>
        SendAsync<NodeSnapshot>(ApiCall.Post(ApiRoutes.AddInstance, WireJson.Write(node)), cancellationToken);

    /// <inheritdoc />
    public Task<NodeSnapshot> UpdateNodeAsync(NodeId nodeId, NodeUpdate update, CancellationToken cancellationToken = default) =>
        SendAsync<NodeSnapshot>(ApiCall.Put(ApiRoutes.Instance(nodeId), WireJson.Write(update)), cancellationToken);

    /// <inheritdoc />
    public Task<NodeSnapshot> RemoveNodeAsync(NodeId nodeId, CancellationToken cancellationToken = default) =>
        SendAsync<NodeSnapshot>(ApiCall.Delete(ApiRoutes.Instance(nodeId)), cancellationToken);

    /// <inheritdoc />
    public Task SetStrategyAsync(PlacementStrategy strategy, CancellationToken cancellationToken = default) =>
        Connection.SendAsync(ApiCall.Put(ApiRoutes.Strategy, WireJson.Write(new { Strategy = strategy })), cancellationToken);

    /// <inheritdoc />
    public Task<Limits> SetLimitsAsync(LimitsUpdate update, CancellationToken cancellationToken = default) =>
        SendAsync<Limits>(ApiCall.Put(ApiRoutes.Limits, WireJson.Write(update)), cancellationToken);

    /// <inheritdoc />
    public Task InjectFaultAsync(NodeId nodeId, FaultKind kind, CancellationToken cancellationToken = default) =>
        Connection.SendAsync(ApiCall.Post(ApiRoutes.Faults, WireJson.Write(new { NodeId = nodeId, Kind = kind })), cancellationToken);

    /// <inheritdoc />
    public void Dispose() => Connection.Dispose();

    private Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) => SendAsync<T>(ApiCall.Get(path), cancellationToken);

    private async Task<T> SendAsync<T>(ApiCall call, CancellationToken cancellationToken) =>
        (await Connection.SendAsync(call, cancellationToken)).Read<T>();

    private static string NewKey() => Guid.NewGuid().ToString("N");

    private sealed record AlertList(IReadOnlyList<Alert> Alerts);

    private sealed record NodeList(IReadOnlyList<NodeSnapshot> Nodes);

    private sealed record Removed([property: System.Text.Json.Serialization.JsonPropertyName("removed")] int Count);
}
