namespace TradingAgents.Testing;

/// <summary>What a test waits for.</summary>
internal static class Condition
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks until it is so; fails the test where it is not so in time.</summary>
    public static async Task BecomesTrueAsync(Func<Task<bool>> isSo, string what, TimeSpan within)
    {
        using var deadline = new CancellationTokenSource(within);
        using var again = new PeriodicTimer(AskEvery);
        try
        {
            while (!await isSo()) await again.WaitForNextTickAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            Assert.Fail($"Within {within.TotalSeconds} s it did not come true that {what}.");
        }
    }
}
