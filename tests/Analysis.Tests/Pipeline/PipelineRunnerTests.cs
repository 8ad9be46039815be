using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.Pipeline;
using TradingAgents.Core;

namespace TradingAgents.Analysis.Tests.Pipeline;

public sealed class PipelineRunnerTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly MemoryJournal _journal = new();

    [Fact]
    public async Task Steps_run_in_order_and_see_the_outputs_of_earlier_steps_only()
    {
        IReadOnlyDictionary<string, JsonElement>? seen = null;
        var plan = new AnalysisPlan(
        [
            new AnalysisStep(Stage("first", 1)),
            new AnalysisStep(
                new AnalysisStage("left", 1, (context, _) =>
                {
                    seen = context.Outputs;
                    return Task.FromResult(Number(2));
                }),
                Stage("right", 3)),
            new AnalysisStep(new AnalysisStage("last", 1, (context, _) => Task.FromResult(Number(context.Outputs.Values.Sum(value => value.GetInt32()))))),
        ]);
        Assert.Equal(6, (await RunAsync(plan)).GetInt32());
        Assert.Equal(["first"], seen!.Keys);
        Assert.Equal("first", _journal.Starts.First());
        Assert.Equal("last", _journal.Starts.Last());
        Assert.Equal(4, _journal.Finished.Count);
        Assert.Equal(["last"], _journal.Conclusions); // The engine may write it together with the end.
    }

    [Fact]
    public async Task The_stages_of_a_step_run_side_by_side()
    {
        using var meeting = new Barrier(2);
        AnalysisStage Meets(string name) => new(name, 1, (_, token) =>
        {
            Assert.True(meeting.SignalAndWait(Deadline, token));
            return Task.FromResult(Number(1));
        });
        await RunAsync(new AnalysisPlan([new AnalysisStep(Meets("a"), Meets("b")), new AnalysisStep(Stage("last", 1))]));
    }

    [Fact]
    public async Task A_later_attempt_runs_only_what_has_not_finished()
    {
        var fails = true;
        var plan = new AnalysisPlan(
        [
            new AnalysisStep(Stage("first", 1)),
            new AnalysisStep(Stage("second", 2)),
            new AnalysisStep(new AnalysisStage("third", 1, (context, _) => fails ? throw new IOException("the disk is away") : Task.FromResult(context.Outputs["second"]))),
        ]);
        var failure = await Assert.ThrowsAsync<AnalysisException>(() => RunAsync(plan));
        Assert.Equal((TaskErrorCodes.AnalysisFailed, true), (failure.Code, failure.Retryable));
        Assert.Contains("third", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the disk is away", failure.Message, StringComparison.Ordinal);

        fails = false;
        _journal.Reports.Clear();
        Assert.Equal(2, (await RunAsync(plan)).GetInt32());
        Assert.Equal(["first", "second", "third", "third"], _journal.Starts);
        Assert.Equal((2 / 3.0, "third"), (_journal.Reports.First().Progress, _journal.Reports.First().Stage));

        Assert.Equal(2, (await RunAsync(plan)).GetInt32());
        Assert.Equal(4, _journal.Starts.Count);
    }

    [Fact]
    public async Task The_first_failure_cancels_its_siblings_and_is_what_is_thrown()
    {
        var (siblingStopped, begun) = (false, new TaskCompletionSource());
        var plan = new AnalysisPlan(
        [
            new AnalysisStep(
                new AnalysisStage("fails", 1, async (_, token) =>
                {
                    await begun.Task.WaitAsync(Deadline, token); // Else the sibling might never have run.
                    throw new AnalysisException("no_data", "None.", retryable: false);
                }),
                new AnalysisStage("waits", 1, async (_, token) =>
                {
                    try
                    {
                        begun.SetResult();
                        await Task.Delay(Deadline, token);
                    }
                    finally
                    {
                        siblingStopped = token.IsCancellationRequested;
                    }

                    return Number(1);
                })),
            new AnalysisStep(Stage("last", 1)),
        ]);
        var failure = await Assert.ThrowsAsync<AnalysisException>(() => RunAsync(plan));
        Assert.Equal(("no_data", false), (failure.Code, failure.Retryable));
        Assert.True(siblingStopped);
        Assert.DoesNotContain("last", _journal.Starts);
    }

    [Fact]
    public async Task An_output_that_a_stage_no_longer_accepts_is_made_again_and_so_is_all_that_came_of_it()
    {
        var (first, other, last) = (Stage("first", 1), Stage("other", 5), new AnalysisStage("last", 1, (context, _) => Task.FromResult(Number(context.Outputs["first"].GetInt32() + context.Outputs["other"].GetInt32()))));
        await _journal.FinishedAsync("first", Number(99), TimeSpan.Zero, CancellationToken.None);
        await _journal.FinishedAsync("other", Number(7), TimeSpan.Zero, CancellationToken.None);
        await _journal.FinishedAsync("last", Number(106), TimeSpan.Zero, CancellationToken.None);
        var plan = new AnalysisPlan([new AnalysisStep(first with { Accepts = output => output.GetInt32() < 50 }, other), new AnalysisStep(last)]);
        Assert.Equal(8, (await RunAsync(plan)).GetInt32()); // 1 anew, 7 as it was
        Assert.Equal(["first", "last"], _journal.Starts);
    }

    [Fact]
    public async Task Work_that_had_finished_when_a_sibling_failed_is_saved()
    {
        var plan = new AnalysisPlan(
        [
            new AnalysisStep(
                Stage("good", 1),
                new AnalysisStage("bad", 1, async (_, _) =>
                {
                    using var deadline = new CancellationTokenSource(Deadline);
                    while (!_journal.Finished.ContainsKey("good"))
                    {
                        deadline.Token.ThrowIfCancellationRequested();
                        await Task.Yield();
                    }

                    throw new InvalidOperationException("broken");
                })),
            new AnalysisStep(Stage("last", 1)),
        ]);
        await Assert.ThrowsAsync<AnalysisException>(() => RunAsync(plan));
        Assert.Equal(["good"], _journal.Finished.Keys);
    }

    [Fact]
    public async Task Cancelling_stops_the_stages_and_shows_as_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        var plan = new AnalysisPlan([new AnalysisStep(new AnalysisStage("waits", 1, async (_, token) =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Deadline, token);
            return Number(1);
        }))]);
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(plan, cancellation.Token));
        Assert.Equal(cancellation.Token, cancelled.CancellationToken);
        Assert.Empty(_journal.Finished);
    }

    [Fact]
    public async Task A_stage_that_gives_up_by_itself_is_a_failure_not_a_cancellation()
    {
        var plan = new AnalysisPlan([new AnalysisStep(new AnalysisStage("slow", 1, (_, _) => throw new TaskCanceledException("a request timed out")))]);
        var failure = await Assert.ThrowsAsync<AnalysisException>(() => RunAsync(plan));
        Assert.True(failure.Retryable);
    }

    [Fact]
    public async Task What_the_journal_throws_reaches_the_engine_as_it_is()
    {
        var plan = new AnalysisPlan([new AnalysisStep(Stage("only", 1))]);
        var failure = await Assert.ThrowsAsync<EngineException>(() => PipelineRunner.RunAsync(
            plan, new TaskId("t"), new AnalysisRequest { StockCode = "AAPL" }, 1, 1, new FullJournal(), TimeProvider.System, CancellationToken.None));
        Assert.Equal(ErrorCodes.StorageUnavailable, failure.Code);
    }

    [Fact]
    public async Task Progress_is_weighted_never_falls_and_is_passed_on_by_the_percent()
    {
        var plan = new AnalysisPlan(
        [
            new AnalysisStep(new AnalysisStage("long", 9, (context, _) =>
            {
                for (var i = 0; i <= 10_000; i++) context.ReportProgress(i / 10_000.0);
                foreach (var nonsense in new[] { 0.3, -1, double.NaN, double.PositiveInfinity }) context.ReportProgress(nonsense);
                return Task.FromResult(Number(1));
            })),
            new AnalysisStep(Stage("short", 1)),
        ]);
        await RunAsync(plan);
        var progress = _journal.Reports.Select(report => report.Progress).ToArray();
        Assert.Equal(progress.Order(), progress);
        Assert.InRange(progress.Length, 80, 120);
        Assert.Equal(0, progress[0]);
        Assert.Equal(1, progress[^1]);
        Assert.Contains(_journal.Reports, report => report.Stage == "short" && Math.Abs(report.Progress - 0.9) < 1e-9);
    }

    [Fact]
    public async Task A_plan_that_breaks_the_rules_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(new AnalysisPlan([])));
        await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(new AnalysisPlan([new AnalysisStep(Stage("a", 1), Stage("b", 1))])));
        await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(new AnalysisPlan([new AnalysisStep(Stage("a", 1)), new AnalysisStep(Stage("a", 1))])));
    }

    private Task<JsonElement> RunAsync(AnalysisPlan plan, CancellationToken cancellationToken = default) => PipelineRunner.RunAsync(
        plan, new TaskId("t"), new AnalysisRequest { StockCode = "AAPL" }, 1, 1, _journal, TimeProvider.System, cancellationToken);

    private static AnalysisStage Stage(string name, int output) => new(name, 1, (_, _) => Task.FromResult(Number(output)));

    private static JsonElement Number(int value) => JsonSerializer.SerializeToElement(value);

    private sealed class FullJournal : IStageJournal
    {
        public IReadOnlyDictionary<string, JsonElement> Finished { get; } = new Dictionary<string, JsonElement>();

        public void Started(string stage) { }

        public Task FinishedAsync(string stage, JsonElement output, TimeSpan? took, CancellationToken cancellationToken) =>
            throw new EngineException(ErrorCodes.StorageUnavailable, "The disk is full.");

        public void Progress(double progress, string? stage) { }
    }
}
