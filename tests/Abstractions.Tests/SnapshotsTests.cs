using TradingAgents.Abstractions.Engines;
using TradingAgents.Core;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Abstractions.Tests;

public sealed class SnapshotsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private static readonly AnalysisRequest Request = new() { StockCode = "AAPL" };

    private static TaskRecord Tried { get; } = new()
    {
        Id = new TaskId("t-1"),
        Sequence = 1,
        Priority = TaskPriority.Normal,
        Tenant = "default",
        MaxAttempts = 3,
        SubmittedAt = Start,
        QueuedSince = Start,
        StartedAt = Start,
        WaitSeconds = 0,
        Attempt = 1,
        ExecutionSeconds = 10,
    };

    [Theory]
    [InlineData(AnalysisStatus.Retrying)]
    [InlineData(AnalysisStatus.Queued)]
    public void What_waits_for_another_attempt_has_waited_since_its_last_one_ended(AnalysisStatus status) =>
        Assert.Equal(5, WaitOf(Tried with { Status = status }, Start.AddSeconds(15)));

    [Fact]
    public void What_lost_its_attempt_has_waited_since_that_started() =>
        Assert.Equal(15, WaitOf(Tried with { Status = AnalysisStatus.Queued, ExecutionSeconds = null, Rescues = 1 }, Start.AddSeconds(15)));

    [Theory]
    [InlineData(AnalysisStatus.Running)]
    [InlineData(AnalysisStatus.Completed)]
    public void What_does_not_wait_tells_the_wait_for_its_first_start(AnalysisStatus status) =>
        Assert.Equal(3, WaitOf(Tried with { Status = status, Attempt = 2, WaitSeconds = 3 }, Start.AddSeconds(60)));

    private static double WaitOf(TaskRecord record, DateTimeOffset now) => Snapshots.Of(record, Request, 0, null, null, now).WaitSeconds;
}
