namespace TradingAgents.Core.Retries;

/// <summary>When a failed attempt is tried again: exponential backoff with full jitter.</summary>
/// <remarks>
/// Full jitter, a uniform draw from nothing to the bound, spreads the retries of tasks that failed together
/// more evenly than a jitter around the bound would.
/// </remarks>
public sealed record RetryPolicy
{
    private const double LongestSeconds = 86_400;

    /// <summary>Bound of the first delay in seconds, above 0, at most a day. Default 1.</summary>
    public double BaseSeconds { get; init => field = Seconds(value, nameof(BaseSeconds)); } = 1;

    /// <summary>By how much the bound grows with each failure, 1 to 100. Default 2.</summary>
    public double Factor
    {
        get;
        init => field = value is >= 1 and <= 100
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Factor), value, "A retry factor is 1 to 100.");
    } = 2;

    /// <summary>The bound grows no further than this, in seconds, above 0, at most a day. Default 60.</summary>
    public double CapSeconds { get; init => field = Seconds(value, nameof(CapSeconds)); } = 60;

    /// <summary>How long to wait before the next attempt: 0 up to <c>min(cap, base x factor^(failures - 1))</c>.</summary>
    /// <param name="failedAttempts">Attempts that have failed so far, at least 1.</param>
    /// <param name="random01">A uniform random number, 0 to 1.</param>
    public TimeSpan Delay(int failedAttempts, double random01)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failedAttempts, 1);
        if (random01 is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(random01), random01, "The random number is 0 to 1.");

        // The power may be infinite; the cap is not.
        var bound = Math.Min(CapSeconds, BaseSeconds * Math.Pow(Factor, failedAttempts - 1.0));
        return TimeSpan.FromSeconds(bound * random01);
    }

    /// <summary>Whether another attempt is allowed after one that failed.</summary>
    /// <param name="usedAttempts">Attempts used up; starts lost to a crash are not counted.</param>
    /// <param name="maxAttempts">How many the task may use.</param>
    /// <param name="retryable">Whether the failure is of a kind that may pass.</param>
    public static bool MayRetry(int usedAttempts, int maxAttempts, bool retryable) => retryable && usedAttempts < maxAttempts;

    private static double Seconds(double value, string name) =>
        value is > 0 and <= LongestSeconds
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"Above 0 and at most {LongestSeconds} seconds.");
}
