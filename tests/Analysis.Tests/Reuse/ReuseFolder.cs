using System.Collections.Concurrent;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Analysis.MarketData;
using TradingAgents.Analysis.Pipeline;
using TradingAgents.Analysis.Reuse;
using TradingAgents.Analysis.Tests.News;
using TradingAgents.Analysis.Tests.Pipeline;
using TradingAgents.Core;

namespace TradingAgents.Analysis.Tests.Reuse;

/// <summary>Whole analyses over a market data folder of their own, with their stages shared.</summary>
internal sealed class ReuseFolder : IDisposable
{
    private readonly CountingPlanner _counted;
    private StageReuse _reuse;
    private int _tasks;

    public ReuseFolder()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(CsvMarketData.FindShipped(), "prices"))) Write($"prices/{Path.GetFileName(file)}", File.ReadAllText(file));
        Write("news/wire.jsonl", NewsFolder.Line("2017-02-20", "AAPL beats expectations with record profit", symbols: "AAPL") + "\n");
        Write("fundamentals/AAPL.csv", Fundamentals.FilingsFolder.Header + "2017-01-31,10-Q,2017,Q1,Revenues,USD,2016-09-25,2016-12-31,78351000000,0-2017\n");
        Write("splits.csv", "symbol,effective,ratio\nAAPL,2014-06-09,7\n");
        var sources = AnalysisSources.In(Folder);
        _counted = new CountingPlanner(new AnalysisPlanner(sources.MarketData, TimeProvider.System, StandardAnalysts.Of(sources)));
        _reuse = new StageReuse(new StageReuseOptions(), TimeProvider.System, Store);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("tradingagents-reuse-").FullName;

    public MemoryStore Store { get; } = new();

    public StageReuse Reuse => _reuse;

    /// <summary>Waited for by every stage before it runs.</summary>
    public Task Gate
    {
        set => _counted.Gate = value;
    }

    /// <summary>The stages that ran since the last look, sorted, each as often as it ran.</summary>
    public string[] TakeRuns()
    {
        string[] runs = [.. _counted.Runs.SelectMany(run => Enumerable.Repeat(run.Key, run.Value)).Order(StringComparer.Ordinal)];
        _counted.Runs.Clear();
        return runs;
    }

    /// <summary>Another process, with nothing in memory.</summary>
    public void ForgetMemory() => _reuse = new StageReuse(new StageReuseOptions(), TimeProvider.System, Store);

    /// <summary>Written later than ever before, so that it is seen.</summary>
    public void Write(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var before = File.Exists(path) ? File.GetLastWriteTimeUtc(path) : DateTime.UnixEpoch;
        File.WriteAllText(path, content);
        if (File.GetLastWriteTimeUtc(path) <= before) File.SetLastWriteTimeUtc(path, before.AddSeconds(1));
    }

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public async Task<Ran> RunAsync(
        AnalysisType type = AnalysisType.Comprehensive, string parameters = """{"trade_date":"2017-03-01"}""", bool shared = true, MemoryJournal? journal = null, string symbol = "AAPL")
    {
        var request = AnalysisRun.Request(symbol, type, parameters);
        var id = $"task-{Interlocked.Increment(ref _tasks)}";
        journal ??= new MemoryJournal();
        var plan = shared ? _reuse.Share(_counted.Plan(request)) : _counted.Plan(request);
        var report = await PipelineRunner.RunAsync(plan, new TaskId(id), request, 1, 1, journal, TimeProvider.System, TestContext.Current.CancellationToken);
        return new Ran(id, report, journal);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>A run that has ended.</summary>
    public sealed record Ran(string TaskId, JsonElement Report, MemoryJournal Journal)
    {
        /// <summary>Every byte that may not depend on how it came about: the outputs of all stages, the report without its meta.</summary>
        public string Content => string.Join('\n', Journal.Finished.Where(stage => stage.Key != "report").OrderBy(stage => stage.Key, StringComparer.Ordinal)
            .Select(stage => $"{stage.Key} {JsonSerializer.Serialize(stage.Value)}")) + AnalysisRun.WithoutMeta(Report);
    }

    /// <summary>A durable tier that lasts as long as the test.</summary>
    public sealed class MemoryStore : IOutputStore
    {
        public ConcurrentDictionary<ContentKey, byte[]> Kept { get; } = new();

        /// <summary>Thrown by every look.</summary>
        public Exception? Failure { get; set; }

        public Task<byte[]?> FindAsync(ContentKey key, CancellationToken cancellationToken) =>
            Failure is null ? Task.FromResult(Kept.GetValueOrDefault(key)) : Task.FromException<byte[]?>(Failure);

        public void Keep(ContentKey key, string stage, byte[] output) => Kept[key] = output;
    }
}
