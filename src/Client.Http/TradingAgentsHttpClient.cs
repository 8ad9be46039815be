using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Client.Http;

/// <summary>What a .NET program does with a server: analyses, one or many, prices and memory. Safe to use from many threads.</summary>
/// <remarks>
/// A refusal is an <see cref="EngineException"/> with a <see cref="EngineException.Reason"/> and, where waiting helps, a <see cref="EngineException.RetryAfter"/>; a server's is an
/// <see cref="HttpEngineException"/>. Calls are repeated after a lost connection only where that cannot do a thing twice: each submission has an idempotency key, made once per call.
/// </remarks>
public sealed class TradingAgentsHttpClient : IDisposable
{
    private readonly HttpAnalysisEngine _engine;
    private readonly HttpClientOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpMemory _memory;
    private readonly HttpMarketData _marketData;

    /// <summary>A client without a container.</summary>
    /// <param name="options">Where the server is, and how patient to be.</param>
    /// <param name="handler">What carries the calls, not disposed here; null: sockets.</param>
    /// <param name="time">Drives timeouts and pauses; null: the system's.</param>
    public TradingAgentsHttpClient(HttpClientOptions options, HttpMessageHandler? handler = null, TimeProvider? time = null)
        : this(new HttpAnalysisEngine(options, handler, time), options, time ?? TimeProvider.System) { }

    internal TradingAgentsHttpClient(HttpAnalysisEngine engine, HttpClientOptions options, TimeProvider time)
    {
        (_engine, _options, _time) = (engine, options, time);
        _memory = new HttpMemory(engine.Connection);
        _marketData = new HttpMarketData(engine.Connection);
    }

    /// <summary>Every other call of the contract: lists, server-side batches, statistics, administration.</summary>
    public IAnalysisEngine Engine => _engine;

    /// <summary>Gives the server an analysis; returns once it is durable there.</summary>
    /// <param name="stockCode">Such as <c>AAPL</c>.</param>
    /// <param name="analysisType">Which analysts take part.</param>
    /// <param name="priority">How urgent it is.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer; the task may have been taken.</param>
    /// <exception cref="EngineException">It was refused, or the server is unreachable.</exception>
    public Task<TaskSnapshot> SubmitAsync(string stockCode, AnalysisType analysisType = AnalysisType.Comprehensive,
        TaskPriority priority = TaskPriority.Normal, CancellationToken cancellationToken = default) =>
        SubmitAsync(new AnalysisRequest { StockCode = stockCode, AnalysisType = analysisType, Priority = priority }, idempotencyKey: null, cancellationToken);

    /// <summary>Gives the server an analysis; returns once it is durable there.</summary>
    /// <param name="request">What to analyse.</param>
    /// <param name="idempotencyKey">A repeat with the same key returns the same task; null: a new one for this call.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer; the task may have been taken.</param>
    /// <exception cref="EngineException">It was refused, or the server is unreachable.</exception>
    public async Task<TaskSnapshot> SubmitAsync(AnalysisRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        var key = idempotencyKey ?? Guid.NewGuid().ToString("N");
        var began = _time.GetTimestamp();
        while (true)
        {
            try
            {
                var task = await _engine.SubmitAsync(request, key, cancellationToken);
                return idempotencyKey is null ? task with { Deduplicated = false } : task; // Then a repeat is our own, nothing the caller did.
            }
            catch (EngineException refused) when (refused is { IsTransient: true, RetryAfter: { } pause } && _time.GetElapsedTime(began) + pause <= _options.WaitForPlace)
            {
                await Task.Delay(pause, _time, cancellationToken);
            }
        }
    }

    /// <summary>A task as it stands.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EngineException">unknown_task, unreachable.</exception>
    public Task<TaskSnapshot> GetAsync(TaskId taskId, CancellationToken cancellationToken = default) => _engine.GetAsync(taskId, cancellationToken);

    /// <summary>What happens to a task, each event once and in order, up to its end. A broken stream is opened again after the last event that came.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="afterEventId">The <see cref="TaskEvent.Id"/> of the last event seen, to go on from; 0: from the first.</param>
    /// <param name="cancellationToken">Stops watching; the task goes on.</param>
    /// <exception cref="EngineException">unknown_task; unreachable once opening again has failed too often in a row.</exception>
    public IAsyncEnumerable<TaskEvent> WatchAsync(TaskId taskId, long afterEventId = 0, CancellationToken cancellationToken = default) =>
        _engine.WatchAsync(taskId, afterEventId, cancellationToken);

    /// <summary>Waits for a task's end; returns the task as it ended.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="cancellationToken">Stops waiting; the task goes on.</param>
    /// <exception cref="EngineException">unknown_task, unreachable.</exception>
    public async Task<TaskSnapshot> WaitAsync(TaskId taskId, CancellationToken cancellationToken = default)
    {
        await foreach (var _ in _engine.WatchAsync(taskId, cancellationToken: cancellationToken)) { }
        return await _engine.GetAsync(taskId, cancellationToken);
    }

    /// <summary>The report of a completed task.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EngineException">unknown_task, not_finished, no_result, unreachable.</exception>
    public Task<AnalysisResult> GetResultAsync(TaskId taskId, CancellationToken cancellationToken = default) => _engine.GetResultAsync(taskId, cancellationToken);

    /// <summary>Submits an analysis, waits for its end and returns its report.</summary>
    /// <param name="request">What to analyse.</param>
    /// <param name="cancellationToken">Stops waiting; a task that was taken goes on.</param>
    /// <exception cref="TaskNotCompletedException">It failed, timed out or was cancelled.</exception>
    /// <exception cref="EngineException">It was refused, or the server is unreachable.</exception>
    public async Task<AnalysisResult> AnalyzeAsync(AnalysisRequest request, CancellationToken cancellationToken = default)
    {
        var task = await SubmitAsync(request, idempotencyKey: null, cancellationToken);
        task = await WaitAsync(task.TaskId, cancellationToken);
        return task.Status == AnalysisStatus.Completed ? await GetResultAsync(task.TaskId, cancellationToken) : throw new TaskNotCompletedException(task);
    }

    /// <summary>Asks a task to stop.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <exception cref="EngineException">unknown_task, already_finished, unreachable.</exception>
    public Task<TaskSnapshot> CancelAsync(TaskId taskId, CancellationToken cancellationToken = default) => _engine.CancelAsync(taskId, cancellationToken);

    /// <summary>
    /// Analyses many stocks, each to its end, and never has more than <paramref name="maxConcurrent"/> of them submitted and unfinished, so that others keep their places. One item's
    /// failure leaves the others alone. To hand all over at once instead, use <see cref="IAnalysisEngine.SubmitBatchAsync"/> of <see cref="Engine"/>.
    /// </summary>
    /// <param name="stockCodes">The stocks; one named twice is analysed twice.</param>
    /// <param name="maxConcurrent">1 or more; default 5.</param>
    /// <param name="template">The options of every analysis; its stock code is ignored. Null: comprehensive, of normal priority.</param>
    /// <param name="cancellationToken">Stops waiting; tasks that were taken go on.</param>
    /// <returns>What became of each, in the order of the codes.</returns>
    public async Task<IReadOnlyList<BatchOutcome>> BatchAsync(
        IEnumerable<string> stockCodes, int maxConcurrent = 5, AnalysisRequest? template = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stockCodes);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxConcurrent, 1);
        string[] codes = [.. stockCodes];
        var outcomes = new BatchOutcome[codes.Length];
        var limit = new ParallelOptions { MaxDegreeOfParallelism = maxConcurrent, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, codes.Length, limit, async (item, token) =>
        {
            var request = template is null ? new AnalysisRequest { StockCode = codes[item] } : template with { StockCode = codes[item] };
            outcomes[item] = await RunAsync(request, token);
        });
        return outcomes;
    }

    /// <summary>Daily prices of a period counted back from the last day held; null where the symbol is unknown.</summary>
    /// <param name="symbol">Such as <c>AAPL</c>.</param>
    /// <param name="period">One of <see cref="PricePeriod.Names"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EngineException">invalid_request, unreachable.</exception>
    public Task<PriceHistory?> GetStockDataAsync(string symbol, string period = "1y", CancellationToken cancellationToken = default) =>
        _marketData.GetPricesAsync(symbol, period, cancellationToken);

    /// <summary>The texts of a collection that match best, best first.</summary>
    /// <param name="collection">Its name.</param>
    /// <param name="query">Free text in any language.</param>
    /// <param name="count">How many at most, 1 to 100.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EngineException">unknown_collection, invalid_request, unreachable.</exception>
    public Task<IReadOnlyList<MemoryMatch>> SearchMemoryAsync(string collection, string query, int count = 3, CancellationToken cancellationToken = default) =>
        _memory.SearchAsync(collection, query, count, cancellationToken);

    /// <summary>Adds texts to a collection, which is made where there is none; returns their ids. One whose id exists replaces what was there.</summary>
    /// <param name="collection">1 to 64 of A-Z a-z 0-9 . - _.</param>
    /// <param name="documents">1 to 1000. Give ids: only then is the call repeated after a lost connection.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <exception cref="EngineException">invalid_request, unreachable.</exception>
    public Task<IReadOnlyList<string>> AddMemoryAsync(string collection, IReadOnlyList<MemoryDocument> documents, CancellationToken cancellationToken = default) =>
        _memory.AddAsync(collection, documents, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _engine.Dispose();

    private async Task<BatchOutcome> RunAsync(AnalysisRequest request, CancellationToken cancellationToken)
    {
        TaskSnapshot? task = null;
        try
        {
            task = await SubmitAsync(request, idempotencyKey: null, cancellationToken);
            return new BatchOutcome(request.StockCode, await WaitAsync(task.TaskId, cancellationToken));
        }
        catch (EngineException failure)
        {
            return new BatchOutcome(request.StockCode, task, failure);
        }
    }
}

/// <summary>What became of one stock of <see cref="TradingAgentsHttpClient.BatchAsync"/>.</summary>
/// <param name="StockCode">As it was given.</param>
/// <param name="Task">As it ended; where there is an <paramref name="Error"/>, as it was taken, or null where it was not.</param>
/// <param name="Error">Why it was refused, or can no longer be followed; null where the task ended, well or not.</param>
public sealed record BatchOutcome(string StockCode, TaskSnapshot? Task, EngineException? Error = null)
{
    /// <summary>Whether there is a report to fetch.</summary>
    public bool IsCompleted => Error is null && Task?.Status == AnalysisStatus.Completed;
}

/// <summary>A task ended otherwise than completed.</summary>
/// <param name="task">As it ended.</param>
public sealed class TaskNotCompletedException(TaskSnapshot task)
    : Exception($"Task {task.TaskId} of {task.StockCode} ended as {ContractJson.NameOf(task.Status)}{(task.Error is { } error ? $": {error.Message} ({error.Code})" : "")}.")
{
    /// <summary>The task, whose <see cref="TaskSnapshot.Error"/> says why.</summary>
    public TaskSnapshot Task { get; } = task;
}
