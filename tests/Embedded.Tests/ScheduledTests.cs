using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Embedded.Tests;

public sealed class ScheduledTests : IAsyncDisposable
{
    private readonly EngineBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Tasks_start_at_their_times_near_and_far_whatever_the_order_they_came_in()
    {
        await _bench.StartAsync();
        var far = await SubmitAsync(TimeSpan.FromDays(400));
        var near = await SubmitAsync(TimeSpan.FromSeconds(10));
        var nearer = await SubmitAsync(TimeSpan.FromMilliseconds(1500));
        _bench.Time.Advance(TimeSpan.FromMilliseconds(1499));
        Assert.Equal(AnalysisStatus.Scheduled, await _bench.StatusAsync(nearer.TaskId));
        _bench.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(nearer.TaskId)).Status);
        Assert.Equal(AnalysisStatus.Scheduled, await _bench.StatusAsync(near.TaskId));
        _bench.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(near.TaskId)).Status);
        for (var hour = 0; hour < 48; hour++) _bench.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(AnalysisStatus.Scheduled, await _bench.StatusAsync(far.TaskId));
        Assert.Equal(AnalysisStatus.Cancelled, (await _bench.Engine.CancelAsync(far.TaskId)).Status);
    }

    [Fact]
    [Trait("Promise", "P17")]
    public async Task A_clock_set_forward_past_the_time_is_noticed_within_a_minute()
    {
        await _bench.StartAsync();
        var task = await SubmitAsync(TimeSpan.FromHours(2));
        _bench.Time.SetClock(TimeSpan.FromHours(3));
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(task.TaskId)).Status);
    }

    [Fact]
    [Trait("Promise", "P17")]
    public async Task A_clock_set_back_starts_nothing_early_and_breaks_nothing()
    {
        var end = new TaskCompletionSource();
        _bench.Run = (context, _) => context.Request.StockCode == "LONG" ? end.Task : Task.CompletedTask;
        await _bench.StartAsync();
        var running = await _bench.SubmitAsync("LONG");
        var scheduled = await SubmitAsync(TimeSpan.FromSeconds(10));
        _bench.Time.SetClock(TimeSpan.FromHours(-1));
        _bench.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(AnalysisStatus.Scheduled, await _bench.StatusAsync(scheduled.TaskId));
        var during = await _bench.SubmitAsync("OTHER");
        var ended = await _bench.EndAsync(during.TaskId);
        Assert.Equal((AnalysisStatus.Completed, true, true), (ended.Status, ended.WaitSeconds >= 0, ended.ExecutionSeconds >= 0));
        end.SetResult();
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(running.TaskId)).Status);
        _bench.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(scheduled.TaskId)).Status);
    }

    [Fact]
    public async Task A_task_with_dependencies_and_a_time_waits_for_both()
    {
        await _bench.StartAsync();
        var first = await SubmitAsync(TimeSpan.FromSeconds(5));
        var both = await _bench.SubmitAsync(new AnalysisRequest { StockCode = "A", DependsOn = [first.TaskId], NotBefore = _bench.Time.GetUtcNow().AddSeconds(60) });
        Assert.Equal(AnalysisStatus.Blocked, both.Status);
        _bench.Time.Advance(TimeSpan.FromSeconds(5));
        await _bench.EndAsync(first.TaskId);
        Assert.Equal(AnalysisStatus.Scheduled, await _bench.StatusAsync(both.TaskId));
        _bench.Time.Advance(TimeSpan.FromSeconds(55));
        Assert.Equal(AnalysisStatus.Completed, (await _bench.EndAsync(both.TaskId)).Status);
    }

    private Task<TaskSnapshot> SubmitAsync(TimeSpan from) =>
        _bench.SubmitAsync(new AnalysisRequest { StockCode = "A", NotBefore = _bench.Time.GetUtcNow() + from });
}
