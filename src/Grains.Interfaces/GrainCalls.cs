using TradingAgents.Abstractions;

namespace TradingAgents.Grains;

/// <summary>Repeats calls that failed because a silo died, moved or is on its way.</summary>
internal static class GrainCalls
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Whether another call may succeed, as nothing is wrong with what was asked.</summary>
    public static bool MayPass(Exception failure) => failure is OrleansException or TimeoutException or ObjectDisposedException or IOException;

    /// <summary>The answer, for which it is patient.</summary>
    /// <exception cref="EngineException">A refusal, or storage_unavailable where none came in time.</exception>
    public static Task<T> RepeatAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken) => RepeatAsync(_ => call(), cancellationToken);

    /// <inheritdoc cref="RepeatAsync{T}(Func{Task{T}}, CancellationToken)"/>
    /// <param name="call">Is told whether it is made again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<T> RepeatAsync<T>(Func<bool, Task<T>> call, CancellationToken cancellationToken)
    {
        var again = false;
        var (until, pause) = (Environment.TickCount64 + (long)GrainAnalysisEngine.Patience.TotalMilliseconds, FirstPause);
        while (true)
        {
            try
            {
                return await call(again).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (MayPass(failure))
            {
                if (Environment.TickCount64 >= until)
                    throw new EngineException(ErrorCodes.StorageUnavailable, "The cluster does not answer now; what was asked may have been done. Ask again later.", failure) { RetryAfterSeconds = 5 };
                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
                again = true;
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    /// <inheritdoc cref="RepeatAsync{T}(Func{Task{T}}, CancellationToken)"/>
    public static Task RepeatAsync(Func<Task> call, CancellationToken cancellationToken) => RepeatAsync(
        async _ =>
        {
            await call().ConfigureAwait(false);
            return true;
        },
        cancellationToken);
}
