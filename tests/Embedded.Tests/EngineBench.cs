using System.Collections.Concurrent;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Embedded.Journal;
using TradingAgents.Embedded.Tests.Journal;

namespace TradingAgents.Embedded.Tests;

/// <summary>An engine in a folder of its own, with analyses, a clock and a disk that the test controls.</summary>
internal sealed class EngineBench : IAsyncDisposable
{
    /// <summary>Far beyond what anything should take; reaching it is a failure.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<EmbeddedEngine> _engines = [];
    private readonly List<string> _folders = [];
    private readonly FailureLog _log = new();
    private int _begun;

    public EngineBench() => Options = OptionsFor(NewFolder());

    /// <summary>Of the next start.</summary>
    public EmbeddedOptions Options { get; set; }

    public ManualTime Time { get; } = new();

    public TestDisk Disk { get; } = new();

    /// <summary>What the single stage of every analysis does; ends at once where the test says nothing.</summary>
    public Func<StageContext, CancellationToken, Task> Run { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What analyses consist of, for tests of several stages.</summary>
    public IAnalysisPlanner? Planner { get; set; }

    /// <summary>What the engines logged; mistakes that are left there fail the test.</summary>
    public FailureLog Log => _log;

    public EmbeddedEngine Engine { get; private set; } = null!;

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task UntilAsync(Func<bool> condition)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < deadline, "The condition did not come true in time.");
            await Task.Delay(1, Stop);
        }
    }

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < deadline, "The condition did not come true in time.");
            await Task.Delay(1, Stop);
        }
    }

    public async Task StartAsync()
    {
        Engine = await EmbeddedEngine.StartAsync(
            Options, Planner ?? new ScriptedPlanner(BeginAsync), Time, _log, Stop).WaitAsync(Patience, Stop);
        _engines.Add(Engine);
    }

    /// <summary>Stops as SIGTERM without patience would, and starts again on the same folder.</summary>
    public async Task RestartAsync()
    {
        await Engine.DisposeAsync().AsTask().WaitAsync(Patience, Stop);
        await StartAsync();
    }

    /// <summary>Starts on what a kill -9 at this instant would leave. The old engine, of which the new one knows nothing, goes on until the end of the test.</summary>
    public async Task CrashAsync()
    {
        var copy = NewFolder();
        foreach (var name in new[] { "journal.db", "journal.db-wal" })
        {
            var file = Path.Combine(Options.DataDirectory, name);
            if (File.Exists(file)) File.Copy(file, Path.Combine(copy, name));
        }

        Options = Options with { DataDirectory = copy };
        await StartAsync();
    }

    /// <summary>Waits until so many analyses have begun since the bench was made.</summary>
    public Task BegunAsync(int count) => UntilAsync(() => Volatile.Read(ref _begun) >= count);

    public Task<TaskSnapshot> SubmitAsync(string code = "AAPL", int? maxAttempts = null, double? timeout = null, string? key = null) =>
        SubmitAsync(new AnalysisRequest { StockCode = code, MaxAttempts = maxAttempts, TimeoutSeconds = timeout }, key);

    public Task<TaskSnapshot> SubmitAsync(AnalysisRequest request, string? key = null) => Engine.SubmitAsync(request, key, Stop).WaitAsync(Patience, Stop);

    public async Task<AnalysisStatus> StatusAsync(TaskId task) => (await Engine.GetAsync(task, Stop)).Status;

    public Task StatusAsync(TaskId task, AnalysisStatus expected) => UntilAsync(async () => await StatusAsync(task) == expected);

    /// <summary>The task once it has ended; its events lead there.</summary>
    public async Task<TaskSnapshot> EndAsync(TaskId task)
    {
        await EventsAsync(task);
        return await Engine.GetAsync(task, Stop);
    }

    /// <summary>All events of a task after the given one; returns when it has ended.</summary>
    public async Task<IReadOnlyList<TaskEvent>> EventsAsync(TaskId task, long after = 0)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        deadline.CancelAfter(Patience);
        var events = new List<TaskEvent>();
        await foreach (var happened in Engine.WatchAsync(task, after, deadline.Token)) events.Add(happened);
        return events;
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(_log.Mistakes);
        Disk.Mend();
        foreach (var engine in _engines) await engine.DisposeAsync().AsTask().WaitAsync(Patience);
        Disk.Dispose();
        foreach (var folder in _folders) Directory.Delete(folder, recursive: true);
        Assert.Empty(_log.Mistakes);
    }

    private Task BeginAsync(StageContext context, CancellationToken stop)
    {
        Interlocked.Increment(ref _begun);
        return Run(context, stop);
    }

    private EmbeddedOptions OptionsFor(string folder) => new()
    {
        DataDirectory = folder,
        Nodes = 1,
        AllowFaults = true,
        Journal = new JournalOptions { BeforeTransaction = Disk.BeforeTransaction },
    };

    private string NewFolder()
    {
        _folders.Add(Directory.CreateTempSubdirectory("engine-").FullName);
        return _folders[^1];
    }
}

/// <summary>Analyses of the given stages, one after another, whose starts are counted by name.</summary>
internal sealed class StagedPlanner(params (string Name, Func<StageContext, CancellationToken, Task<JsonElement>> Run)[] stages) : IAnalysisPlanner
{
    public ConcurrentDictionary<string, int> Starts { get; } = new();

    public AnalysisPlan Plan(AnalysisRequest request) => new([.. stages.Select(stage => new AnalysisStep(new AnalysisStage(stage.Name, 1, (context, stop) =>
    {
        Starts.AddOrUpdate(stage.Name, 1, (_, count) => count + 1);
        return stage.Run(context, stop);
    })))]);
}
