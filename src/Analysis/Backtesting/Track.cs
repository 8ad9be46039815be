namespace TradingAgents.Analysis.Backtesting;

/// <summary>What a simulation did day by day: one value a date in each series, from the first decision's day on, which is all 0.</summary>
/// <param name="Dates">Strictly ascending.</param>
/// <param name="Returns">Of the equity, from close to close.</param>
/// <param name="Turnover">What was bought and sold, as a share of the equity before.</param>
/// <param name="Exposure">Signed size of the position at the close, as a share of the equity.</param>
/// <param name="Gross">The same without signs.</param>
/// <param name="Trades">How many positions were entered and left, or are open at the end.</param>
/// <param name="Hits">Those whose last price was better than their entry.</param>
internal sealed record Track(
    IReadOnlyList<DateOnly> Dates,
    double[] Returns,
    double[] Turnover,
    double[] Exposure,
    double[] Gross,
    int Trades,
    int Hits)
{
    /// <summary>The value of 1 put in on the first date, at each close.</summary>
    public double[] Equity() => EquityOf(Returns);

    public static double[] EquityOf(ReadOnlySpan<double> returns)
    {
        var equity = new double[returns.Length];
        var value = 1d;
        for (var i = 0; i < returns.Length; i++) equity[i] = value *= 1 + returns[i];
        return equity;
    }

    /// <summary>Equal weights, restored each day, over the tracks that have that day after their first; days on which none does are left at 0.</summary>
    public static Track Combine(IReadOnlyList<Track> tracks)
    {
        var days = new PortfolioDays([.. tracks.Select(track => track.Dates)]);
        return new Track(
            days.Dates,
            days.Mean(tracks, track => track.Returns),
            days.Mean(tracks, track => track.Turnover),
            days.Mean(tracks, track => track.Exposure),
            days.Mean(tracks, track => track.Gross),
            tracks.Sum(track => track.Trades),
            tracks.Sum(track => track.Hits));
    }
}
