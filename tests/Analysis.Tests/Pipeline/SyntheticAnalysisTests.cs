using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.Pipeline;
using TradingAgents.Core;

namespace TradingAgents.Analysis.Tests.Pipeline;

public sealed class SyntheticAnalysisTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly ManualTimeProvider _time = new();
    private readonly MemoryJournal _journal = new();

    [Fact]
    public async Task It_takes_the_time_and_makes_the_steps_it_was_told()
    {
        var run = RunAsync("""{"duration_ms": 1000, "steps": 4}""");
        for (var step = 1; step <= 4; step++)
        {
            await UntilAsync(() => _time.Waiting == 1);
            Assert.False(run.IsCompleted);
            _time.Advance(TimeSpan.FromMilliseconds(250));
        }

        var result = await run.WaitAsync(Deadline);
        Assert.Equal("""{"synthetic":true}""", result.GetRawText());
        Assert.Equal([0, 0.25, 0.5, 0.75, 1], _journal.Reports.Select(report => report.Progress).Distinct());
    }

    [Fact]
    public async Task A_later_attempt_goes_on_after_the_last_finished_step()
    {
        var run = RunAsync("""{"duration_ms": 900, "steps": 3, "fail_attempts": 1}""");
        for (var step = 1; step <= 3; step++)
        {
            await UntilAsync(() => _time.Waiting == 1);
            _time.Advance(TimeSpan.FromMilliseconds(300));
        }

        await Assert.ThrowsAsync<AnalysisException>(() => run.WaitAsync(Deadline));
        var again = RunAsync("""{"duration_ms": 900, "steps": 3, "fail_attempts": 1}""", usedAttempts: 2);
        await UntilAsync(() => _time.Waiting == 1);
        _time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal("""{"synthetic":true}""", (await again.WaitAsync(Deadline)).GetRawText());
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task It_fails_as_many_used_attempts_as_told(int usedAttempts, bool fails)
    {
        var run = RunAsync("""{"fail_attempts": 2}""", usedAttempts: usedAttempts);
        if (!fails)
        {
            await run.WaitAsync(Deadline);
            return;
        }

        var failure = await Assert.ThrowsAsync<AnalysisException>(() => run.WaitAsync(Deadline));
        Assert.Equal((TaskErrorCodes.Synthetic, true), (failure.Code, failure.Retryable));
    }

    [Fact]
    public async Task Cancelling_ends_it_at_once()
    {
        using var cancellation = new CancellationTokenSource();
        var run = RunAsync("""{"duration_ms": 600000}""", cancellationToken: cancellation.Token);
        await UntilAsync(() => _time.Waiting == 1);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Deadline));
    }

    [Fact]
    public async Task Without_parameters_it_completes_at_once() =>
        Assert.Equal("""{"synthetic":true}""", (await RunAsync(null).WaitAsync(Deadline)).GetRawText());

    private Task<JsonElement> RunAsync(string? parameters, int usedAttempts = 1, CancellationToken cancellationToken = default)
    {
        var request = new AnalysisRequest
        {
            StockCode = "ANY",
            AnalysisType = AnalysisType.Synthetic,
            Parameters = parameters is null ? null : JsonElement.Parse(parameters),
        };
        var plan = new AnalysisPlanner(new MemoryMarketData(), _time).Plan(request);
        return PipelineRunner.RunAsync(plan, new TaskId("t"), request, usedAttempts, usedAttempts, _journal, _time, cancellationToken);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!condition())
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
