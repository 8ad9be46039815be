namespace TradingAgents.Analysis.Indicators;

/// <summary>On-balance volume (Granville, 1963) and what can be said from it about a window.</summary>
public static class OnBalanceVolume
{
    /// <summary>Starts at 0; adds the day's volume after a higher close, takes it away after a lower one. No warm-up.</summary>
    public static long[] Of(ReadOnlySpan<double> close, ReadOnlySpan<long> volume)
    {
        var result = new long[close.Length];
        for (var i = 1; i < close.Length; i++) result[i] = result[i - 1] + Math.Sign(close[i] - close[i - 1]) * volume[i];
        return result;
    }

    /// <summary>The change of the on-balance volume over the last <paramref name="window"/> days as a share of all volume traded in them.</summary>
    /// <returns>-1 (all volume on falling days) to 1 (all on rising days); null where the history is shorter or nothing was traded.</returns>
    public static double? NetShare(ReadOnlySpan<double> close, ReadOnlySpan<long> volume, int window)
    {
        if (close.Length <= window) return null;
        double net = 0, all = 0;
        for (var i = close.Length - window; i < close.Length; i++)
        {
            net += Math.Sign(close[i] - close[i - 1]) * (double)volume[i];
            all += volume[i];
        }

        return all == 0 ? null : net / all;
    }
}
