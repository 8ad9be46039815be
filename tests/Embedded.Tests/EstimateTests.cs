using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Engines;
using TradingAgents.Core;
using TradingAgents.Embedded.Journal;
using TradingAgents.Embedded.Tasks;

namespace TradingAgents.Embedded.Tests;

public sealed class EstimateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tradingagents").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Short_analyses_do_not_shorten_what_is_expected_of_long_synthetic_runs_not_even_after_a_restart()
    {
        TaskSnapshot waiting;
        await using (var engine = await StartAsync())
        {
            var analysis = await engine.SubmitAsync(new AnalysisRequest { StockCode = "AAPL" });
            await foreach (var _ in engine.WatchAsync(analysis.TaskId))
            {
            }

            await engine.SubmitAsync(Synthetic(600_000));
            waiting = await engine.SubmitAsync(Synthetic(90_000));
            Assert.InRange(waiting.EstimatedStartSeconds!.Value, 500, 600);
            var refused = await Assert.ThrowsAsync<EngineException>(() => engine.SubmitAsync(Synthetic(1000)));
            Assert.InRange(refused.RetryAfterSeconds!.Value, 500, 600);
        }

        await using var next = await StartAsync();
        Assert.InRange((await next.GetAsync(waiting.TaskId)).EstimatedStartSeconds!.Value, 500, 600);
        var still = await Assert.ThrowsAsync<EngineException>(() => next.SubmitAsync(Synthetic(1000)));
        Assert.InRange(still.RetryAfterSeconds!.Value, 500, 600);
    }

    [Fact]
    public async Task Kind_and_expectation_are_durable_with_the_task()
    {
        TaskSnapshot synthetic, analysis;
        await using (var engine = await StartAsync())
        {
            synthetic = await engine.SubmitAsync(Synthetic(20_000));
            analysis = await engine.SubmitAsync(new AnalysisRequest { StockCode = "AAPL", Parameters = JsonElement.Parse("""{"depth":3}""") });
        }

        using var journal = new JournalReader(Path.Combine(_folder, "journal.db"));
        Assert.Equal(("synthetic/20000", 20.0), KindIn(journal, synthetic.TaskId));
        Assert.Equal(("comprehensive/3", null), KindIn(journal, analysis.TaskId));
    }

    [Fact]
    public async Task A_record_of_a_release_that_knew_no_kinds_is_read()
    {
        TaskSnapshot task;
        await using (var engine = await StartAsync()) task = await engine.SubmitAsync(Synthetic(20_000));
        using var journal = new JournalReader(Path.Combine(_folder, "journal.db"));
        var row = journal.GetTask(task.TaskId)!;
        var document = JsonNode.Parse(row.Record)!;
        Assert.True(document["record"]!.AsObject().Remove("kind"));
        Assert.True(document["record"]!.AsObject().Remove("expected_seconds"));

        var record = TaskDocument.FromRow(row with { Record = JsonSerializer.SerializeToUtf8Bytes(document) }).Record;

        Assert.Equal((task.TaskId, "", null), (record.Id, record.Kind, record.ExpectedSeconds));
    }

    [Theory]
    [InlineData(0, null, "synthetic/0", 0)]
    [InlineData(149, null, "synthetic/100", 0.149)]
    [InlineData(9960, null, "synthetic/10000", 9.96)]
    [InlineData(20_400, null, "synthetic/20000", 20.4)]
    [InlineData(600_000, null, "synthetic/600000", 600)]
    [InlineData(600_000, 2.5, "synthetic/2500", 2.5)] // it is cut off there
    public void Synthetic_runs_of_about_the_same_length_are_of_one_kind(int milliseconds, double? timeout, string kind, double seconds)
    {
        Assert.Equal(new RunKind(kind, seconds), RunKind.Of(Synthetic(milliseconds) with { TimeoutSeconds = timeout }));
    }

    [Fact]
    public void All_synthetic_lengths_together_leave_room_for_the_kinds_of_analyses()
    {
        var kinds = Enumerable.Range(0, 6001).Select(hundredths => RunKind.Of(Synthetic(100 * hundredths)).Name).Distinct().Count();
        Assert.InRange(kinds, 100, 250);
    }

    [Fact]
    public void A_quick_analysis_is_of_one_kind_whatever_depth_was_asked_for()
    {
        var deep = new AnalysisRequest { StockCode = "AAPL", AnalysisType = AnalysisType.Quick, Parameters = JsonElement.Parse("""{"depth":5}""") };
        Assert.Equal(new RunKind("quick/1", null), RunKind.Of(deep));
    }

    private static AnalysisRequest Synthetic(int milliseconds) => new()
    {
        StockCode = "S",
        AnalysisType = AnalysisType.Synthetic,
        Parameters = JsonElement.Parse($$"""{"duration_ms":{{milliseconds}}}"""),
    };

    private static (string Kind, double? ExpectedSeconds) KindIn(JournalReader journal, TaskId task)
    {
        var record = TaskDocument.FromRow(journal.GetTask(task)!).Record;
        return (record.Kind, record.ExpectedSeconds);
    }

    /// <summary>One slot and one place; an analysis ends at once, a synthetic run not before it is told to stop.</summary>
    private Task<EmbeddedEngine> StartAsync() => EmbeddedEngine.StartAsync(
        new EmbeddedOptions { DataDirectory = _folder, Nodes = 1, Limits = new Limits(1, 1, 7200), AllowSynthetic = true },
        new HeldSyntheticPlanner(), TimeProvider.System, NullLoggerFactory.Instance);

    private sealed class HeldSyntheticPlanner : Abstractions.Analyses.IAnalysisPlanner
    {
        public Abstractions.Analyses.AnalysisPlan Plan(AnalysisRequest request) => new ScriptedPlanner((_, stop) =>
            request.AnalysisType == AnalysisType.Synthetic ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask).Plan(request);
    }
}
