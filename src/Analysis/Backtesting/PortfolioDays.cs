namespace TradingAgents.Analysis.Backtesting;

/// <summary>The days of several calendars as one, and means over those that have a day.</summary>
internal sealed class PortfolioDays
{
    private readonly int[][] _places;
    private readonly int[] _present;

    /// <param name="calendars">Each strictly ascending and not empty; the first day of each begins it and does not count.</param>
    public PortfolioDays(IReadOnlyList<IReadOnlyList<DateOnly>> calendars)
    {
        Dates = [.. calendars.SelectMany(dates => dates).Distinct().Order()];
        var placeOf = Dates.Index().ToDictionary(day => day.Item, day => day.Index);
        _places = [.. calendars.Select(dates => dates.Select(date => placeOf[date]).ToArray())];
        _present = new int[Dates.Length];
        foreach (var place in _places.SelectMany(places => places.Skip(1))) _present[place]++;
    }

    public DateOnly[] Dates { get; }

    /// <param name="owners">One a calendar, in the same order.</param>
    /// <param name="seriesOf">Its series, one value a day of its calendar.</param>
    public double[] Mean<T>(IReadOnlyList<T> owners, Func<T, IReadOnlyList<double>> seriesOf)
    {
        var sums = new double[Dates.Length];
        for (var owner = 0; owner < owners.Count; owner++)
        {
            var series = seriesOf(owners[owner]);
            for (var i = 1; i < series.Count; i++) sums[_places[owner][i]] += series[i];
        }

        for (var day = 0; day < sums.Length; day++) sums[day] /= Math.Max(1, _present[day]);
        return sums;
    }
}
