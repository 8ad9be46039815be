using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Processes;

/// <summary>A test over processes, with a folder of its own.</summary>
public abstract class ProgramTest : IAsyncDisposable
{
    protected static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Removed with all in it at the end.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("tradingagents-e2e").FullName;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await EndProgramsAsync();
        await CleanUpAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what the test has started.</summary>
    protected virtual Task EndProgramsAsync() => Task.CompletedTask;

    /// <summary>Undone when no program runs any more, before the folder goes.</summary>
    protected virtual Task CleanUpAsync() => Task.CompletedTask;

    protected static AnalysisRequest Synthetic(string stockCode, int durationMs, int steps = 2) => new()
    {
        StockCode = stockCode,
        AnalysisType = AnalysisType.Synthetic,
        Parameters = JsonSerializer.SerializeToElement(new { duration_ms = durationMs, steps }),
    };

    /// <summary>Runs until it is cancelled, as far as a test can tell.</summary>
    protected static AnalysisRequest Hold(string stockCode) => Synthetic(stockCode, 600_000) with { TimeoutSeconds = 7200 };

    /// <summary>Asks until it is so.</summary>
    protected static Task Eventually(Func<Task<bool>> isSo, string what, TimeSpan? within = null) => Condition.BecomesTrueAsync(isSo, what, within ?? Deadline);

    protected static async Task<TaskSnapshot> UntilAsync(IAnalysisEngine engine, TaskId id, AnalysisStatus status)
    {
        TaskSnapshot? task = null;
        await Eventually(async () => (task = await engine.GetAsync(id)).Status == status, $"task {id} is {status}");
        return task!;
    }

    /// <summary>All events of a task; returns when it has ended.</summary>
    protected static async Task<IReadOnlyList<TaskEvent>> EventsAsync(IAnalysisEngine engine, TaskId id, TimeSpan? within = null)
    {
        using var deadline = new CancellationTokenSource(within ?? Deadline);
        var events = new List<TaskEvent>();
        await foreach (var happened in engine.WatchAsync(id, 0, deadline.Token)) events.Add(happened);
        return events;
    }

    /// <summary>The one terminal status that a log tells; more than one, or events after it, fail the test.</summary>
    protected static AnalysisStatus TerminalOf(IReadOnlyList<TaskEvent> events)
    {
        var last = Assert.Single(events, happened => StatusOf(happened) is { } status && TaskLifecycle.IsTerminal(status));
        Assert.Same(events[^1], last);
        return StatusOf(last)!.Value;
    }

    protected static AnalysisStatus? StatusOf(TaskEvent happened) =>
        happened.Kind == TaskEventKind.Status && ContractJson.TryParseName<AnalysisStatus>(happened.Data.GetProperty("status").GetString(), out var status) ? status : null;

    protected static bool IsFinishedStage(TaskEvent happened) =>
        happened.Kind == TaskEventKind.Stage && happened.Data.GetProperty("state").GetString() == "finished";

    protected static string StageOf(TaskEvent happened) => happened.Data.GetProperty("stage").GetString()!;

    /// <summary>Every task the server knows.</summary>
    protected static async Task<Dictionary<TaskId, TaskSnapshot>> AllAsync(IAnalysisEngine engine)
    {
        var all = new Dictionary<TaskId, TaskSnapshot>();
        TaskPage? page = null;
        do
        {
            page = await engine.ListAsync(new TaskQuery { Limit = TaskQuery.MaxLimit, Cursor = page?.NextCursor });
            foreach (var task in page.Tasks) Assert.True(all.TryAdd(task.TaskId, task), $"Task {task.TaskId} is listed twice.");
        }
        while (page.NextCursor is not null);
        return all;
    }
}
