namespace TradingAgents.Analysis.Indicators;

/// <summary>A return against a benchmark's over the same days.</summary>
/// <param name="From">The first common day.</param>
/// <param name="To">The last common day.</param>
/// <param name="Own">The symbol's return, as a fraction.</param>
/// <param name="Benchmark">The benchmark's return, as a fraction.</param>
public readonly record struct RelativeStrength(DateOnly From, DateOnly To, double Own, double Benchmark)
{
    /// <summary>The symbol's return less the benchmark's.</summary>
    public double Excess => Own - Benchmark;

    /// <summary>Over the last <paramref name="window"/> days on which both have a close; null where there are fewer. Both series ascend by date.</summary>
    public static RelativeStrength? Of(
        IReadOnlyList<(DateOnly Date, double Close)> own, IReadOnlyList<(DateOnly Date, double Close)> benchmark, int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        (int Own, int Benchmark)? last = null;
        int i = own.Count - 1, k = benchmark.Count - 1, back = 0;
        while (i >= 0 && k >= 0)
        {
            if (own[i].Date > benchmark[k].Date) i--;
            else if (own[i].Date < benchmark[k].Date) k--;
            else
            {
                last ??= (i, k);
                if (back++ == window)
                {
                    var end = last.Value;
                    return new RelativeStrength(own[i].Date, own[end.Own].Date, own[end.Own].Close / own[i].Close - 1, benchmark[end.Benchmark].Close / benchmark[k].Close - 1);
                }

                i--;
                k--;
            }
        }

        return null;
    }
}
