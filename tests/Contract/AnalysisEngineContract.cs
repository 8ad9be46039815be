using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Testing;

namespace TradingAgents.Contract;

/// <summary>What every <see cref="IAnalysisEngine"/> promises, as tests; each derived class holds one part of it.</summary>
/// <remarks>
/// An engine passes the suite by a class per part that names its host. All work is synthetic, so that nothing but the engine is tested.
/// Nothing sleeps: a test watches a task, or asks until what it waits for is so, at most for <see cref="Deadline"/>.
/// </remarks>
public abstract class AnalysisEngineContract(IEngineHost host) : IAsyncDisposable
{
    /// <summary>Far beyond what anything should take; reaching it is a failure.</summary>
    protected static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private const int HoldMs = 600_000;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<IAnalysisEngine> StartEngineAsync(ContractSetup? setup = null) => host.StartEngineAsync(setup ?? new ContractSetup());

    /// <summary>A synthetic analysis, over at once unless told otherwise.</summary>
    protected static AnalysisRequest Work(string stockCode = "AAPL", int durationMs = 0, int failAttempts = 0, int steps = 1) => new()
    {
        StockCode = stockCode,
        AnalysisType = AnalysisType.Synthetic,
        Parameters = JsonSerializer.SerializeToElement(new { duration_ms = durationMs, fail_attempts = failAttempts, steps }),
    };

    /// <summary>A synthetic analysis that runs until it is cancelled, as far as a test can tell.</summary>
    protected static AnalysisRequest Hold(string stockCode = "HOLD") => Work(stockCode, HoldMs);

    /// <summary>A synthetic analysis that fails for good at its first attempt.</summary>
    protected static AnalysisRequest Failure(string stockCode = "FAIL") => Work(stockCode, failAttempts: 10) with { MaxAttempts = 1 };

    /// <summary>Asks until it is so.</summary>
    protected static Task Eventually(Func<Task<bool>> isSo, string what) => Condition.BecomesTrueAsync(isSo, what, Deadline);

    /// <summary>The task once it has this status.</summary>
    protected static async Task<TaskSnapshot> UntilAsync(IAnalysisEngine engine, TaskId id, AnalysisStatus status)
    {
        TaskSnapshot? task = null;
        await Eventually(async () => (task = await engine.GetAsync(id)).Status == status, $"task {id} is {status} (it is {task?.Status})");
        return task!;
    }

    /// <summary>All events of the task after one; returns when it has ended.</summary>
    protected static async Task<IReadOnlyList<TaskEvent>> EventsAsync(IAnalysisEngine engine, TaskId id, long after = 0)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var events = new List<TaskEvent>();
        await foreach (var happened in engine.WatchAsync(id, after, deadline.Token)) events.Add(happened);
        return events;
    }

    /// <summary>The task once it has ended.</summary>
    protected static async Task<TaskSnapshot> EndAsync(IAnalysisEngine engine, TaskId id)
    {
        await EventsAsync(engine, id);
        var task = await engine.GetAsync(id);
        Assert.True(TaskLifecycle.IsTerminal(task.Status), $"The events of {id} have ended, yet it is {task.Status}.");
        return task;
    }

    /// <summary>Takes the only slot, so that what follows waits.</summary>
    protected static async Task<TaskId> OccupyAsync(IAnalysisEngine engine)
    {
        var task = await engine.SubmitAsync(Hold("BLOCKER") with { Priority = TaskPriority.Urgent, Tenant = "blocker" });
        await UntilAsync(engine, task.TaskId, AnalysisStatus.Running);
        return task.TaskId;
    }

    /// <summary>The stock codes of these tasks in the order in which they started, once all have ended.</summary>
    protected static async Task<string[]> StartOrderAsync(IAnalysisEngine engine, IEnumerable<TaskSnapshot> tasks)
    {
        var ended = await Task.WhenAll(tasks.Select(task => EndAsync(engine, task.TaskId)));
        return [.. ended.OrderBy(task => task.StartedAt).Select(task => task.StockCode)];
    }

    /// <summary>The call is refused with this code.</summary>
    protected static async Task<EngineException> RefusedAsync(string code, Func<Task> call)
    {
        var refused = await Assert.ThrowsAnyAsync<EngineException>(call);
        Assert.Equal(code, refused.Code);
        Assert.False(string.IsNullOrWhiteSpace(refused.Message));
        return refused;
    }

    /// <summary>The status that a status event tells; null for another event.</summary>
    protected static AnalysisStatus? StatusOf(TaskEvent happened) =>
        happened.Kind == TaskEventKind.Status && ContractJson.TryParseName<AnalysisStatus>(happened.Data.GetProperty("status").GetString(), out var status) ? status : null;
}
