using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.Pipeline;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Analysis.Tests.Pipeline;

public sealed class AttemptExecutionTests
{
    private readonly List<Exception> _unexpected = [];

    [Fact]
    public async Task An_attempt_that_completes_brings_its_report()
    {
        var (outcome, report) = await RunAsync(_ => Task.FromResult(JsonElement.Parse("42")));
        Assert.IsType<RunOutcome.Completed>(outcome);
        Assert.Equal("42"u8.ToArray(), report);
    }

    [Fact]
    public async Task A_fenced_run_counts_as_stopped_and_is_no_fault_of_the_analysis()
    {
        var (outcome, report) = await RunAsync(_ => Task.FromResult(JsonElement.Parse("42")), new FencedJournal());
        Assert.Equal(new RunOutcome.Stopped(Stuck: false), outcome);
        Assert.Null(report);
        Assert.Empty(_unexpected);
    }

    [Fact]
    public async Task A_cancelled_run_counts_as_stopped()
    {
        using var stop = new CancellationTokenSource();
        var (outcome, _) = await RunAsync(async token =>
        {
            await stop.CancelAsync();
            token.ThrowIfCancellationRequested();
            return default;
        }, stop: stop.Token);
        Assert.Equal(new RunOutcome.Stopped(Stuck: false), outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_analysis_says_itself_whether_another_attempt_helps(bool retryable)
    {
        var (outcome, _) = await RunAsync(_ => throw new AnalysisException("no_data", "There are no prices.", retryable));
        Assert.Equal(new RunOutcome.Failed(new TaskError("no_data", "There are no prices."), retryable), outcome);
        Assert.Empty(_unexpected);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_opened_is_told_to_the_log_and_tried_again()
    {
        var (outcome, _) = await Execution().RunAsync(new AnalysisRequest { StockCode = "AAPL" }, Record(), _ => throw new InvalidDataException("not readable"), CancellationToken.None);
        Assert.Equal((TaskErrorCodes.AnalysisFailed, true), (Assert.IsType<RunOutcome.Failed>(outcome).Error.Code, ((RunOutcome.Failed)outcome).Retryable));
        Assert.IsType<InvalidDataException>(Assert.Single(_unexpected));
    }

    [Fact]
    public void A_request_that_cannot_be_read_has_no_timeout_and_fails_for_good()
    {
        var strange = new AnalysisRequest { StockCode = "AAPL", Parameters = JsonElement.Parse("""{"depth":"deep"}""") };
        Assert.Null(AttemptExecution.TimeoutOf(strange, 300, out var unreadable));
        Assert.False(unreadable!.Retryable);
        Assert.Equal(TimeSpan.FromSeconds(7), AttemptExecution.TimeoutOf(new AnalysisRequest { StockCode = "AAPL", TimeoutSeconds = 7 }, 300, out _));
    }

    private Task<(RunOutcome Outcome, byte[]? Report)> RunAsync(Func<CancellationToken, Task<JsonElement>> work, IStageJournal? journal = null, CancellationToken stop = default) =>
        Execution(work).RunAsync(new AnalysisRequest { StockCode = "AAPL" }, Record(), _ => Task.FromResult(journal ?? new MemoryJournal()), stop);

    private AttemptExecution Execution(Func<CancellationToken, Task<JsonElement>>? work = null) =>
        new(new OneStage(work), TimeProvider.System, (_, failure) => _unexpected.Add(failure));

    private static TaskRecord Record() => new()
    {
        Id = new TaskId("t1"),
        Sequence = 1,
        Priority = TaskPriority.Normal,
        Tenant = "default",
        MaxAttempts = 3,
        SubmittedAt = DateTimeOffset.UnixEpoch,
        Status = AnalysisStatus.Running,
        Attempt = 1,
    };

    private sealed class OneStage(Func<CancellationToken, Task<JsonElement>>? work) : IAnalysisPlanner
    {
        public AnalysisPlan Plan(AnalysisRequest request) => new([new AnalysisStep(new AnalysisStage("only", 1, (_, token) => work!(token)))]);
    }

    private sealed class FencedJournal : IStageJournal
    {
        public IReadOnlyDictionary<string, JsonElement> Finished { get; } = new Dictionary<string, JsonElement>();

        public void Started(string stage)
        {
        }

        public Task FinishedAsync(string stage, JsonElement output, TimeSpan? took, CancellationToken cancellationToken) => throw new RunFencedException();

        public void Progress(double progress, string? stage)
        {
        }
    }
}
