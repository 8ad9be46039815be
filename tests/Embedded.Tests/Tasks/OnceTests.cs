using TradingAgents.Embedded.Tasks;

namespace TradingAgents.Embedded.Tests.Tasks;

public sealed class OnceTests
{
    private Once _once;

    [Fact]
    public async Task Those_who_wait_and_those_who_ask_later_learn_that_it_happened()
    {
        var waiting = _once.Task;
        Assert.False(waiting.IsCompleted);
        _once.Happen();
        await waiting.WaitAsync(EngineBench.Patience, EngineBench.Stop);
        Assert.True(_once.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Those_who_wait_and_those_who_ask_later_learn_why_it_failed()
    {
        var waiting = _once.Task;
        _once.Fail(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => waiting.WaitAsync(EngineBench.Patience, EngineBench.Stop));
        await Assert.ThrowsAsync<TimeoutException>(() => _once.Task);
    }

    [Fact]
    public void What_has_happened_cannot_fail_any_more()
    {
        _once.Happen();
        _once.Fail(new TimeoutException());
        Assert.True(_once.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public void What_has_failed_cannot_happen_any_more()
    {
        _once.Fail(new TimeoutException());
        _once.Happen();
        Assert.True(_once.Task.IsFaulted);
    }

    [Fact]
    public async Task A_signal_wakes_all_who_wait_each_time_it_is_raised()
    {
        var signal = new Signal();
        signal.Raise();
        var (first, second) = (signal.Next, signal.Next);
        Assert.False(first.IsCompleted);
        signal.Raise();
        await Task.WhenAll(first, second).WaitAsync(EngineBench.Patience, EngineBench.Stop);
        Assert.False(signal.Next.IsCompleted);
    }
}
