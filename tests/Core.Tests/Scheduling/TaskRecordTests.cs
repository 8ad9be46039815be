using TradingAgents.Core.Admission;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Core.Tests.Scheduling;

public sealed class TaskRecordTests
{
    private static readonly TaskRecord Record = new()
    {
        Id = new TaskId("t"),
        Sequence = 1,
        Priority = TaskPriority.Normal,
        Tenant = "default",
        MaxAttempts = 1,
        SubmittedAt = new DateTimeOffset(2026, 3, 2, 14, 0, 0, 123, TimeSpan.FromHours(2)),
    };

    [Fact]
    public void A_record_gives_back_the_times_it_was_given_in_UTC()
    {
        var time = new DateTimeOffset(2026, 3, 2, 14, 0, 0, 123, TimeSpan.FromHours(2)).AddTicks(7);
        var record = Record with { NotBefore = time, QueuedSince = time, DueAt = time, StartedAt = time, FinishedAt = time };
        Assert.All([record.NotBefore, record.QueuedSince, record.DueAt, record.StartedAt, record.FinishedAt], given => Assert.Equal(time.ToUniversalTime(), given));
        Assert.All([Record.NotBefore, Record.QueuedSince, Record.DueAt, Record.StartedAt, Record.FinishedAt], Assert.Null);
        Assert.Equal(TimeSpan.Zero, record.SubmittedAt.Offset);
        Assert.Null((record with { DueAt = null }).DueAt);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    [InlineData(-3.5)]
    [InlineData(double.MaxValue)]
    [InlineData(null)]
    public void A_record_gives_back_the_seconds_it_was_given(double? seconds)
    {
        var record = Record with { ExpectedSeconds = seconds, WaitSeconds = seconds, ExecutionSeconds = seconds };
        Assert.Equal((seconds, seconds, seconds), (record.ExpectedSeconds, record.WaitSeconds, record.ExecutionSeconds));
    }

    [Fact]
    public void Records_of_equal_content_are_equal()
    {
        Assert.Equal(Record with { WaitSeconds = 1, DueAt = DateTimeOffset.UnixEpoch }, Record with { DueAt = DateTimeOffset.UnixEpoch, WaitSeconds = 1 });
        Assert.NotEqual(Record with { WaitSeconds = 0 }, Record);
        Assert.NotEqual(Record with { DueAt = DateTimeOffset.MinValue }, Record);
    }

    [Fact]
    public void The_earliest_time_is_a_time() => Assert.Equal(DateTimeOffset.MinValue, (Record with { NotBefore = DateTimeOffset.MinValue }).NotBefore);
}
