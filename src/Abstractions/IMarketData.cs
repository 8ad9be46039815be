namespace TradingAgents.Abstractions;

/// <summary>Daily prices.</summary>
public interface IMarketData
{
    /// <summary>All daily bars held of a symbol, oldest first; null where the symbol is unknown.</summary>
    /// <param name="symbol">Upper-cased; anything that is not a plain symbol is unknown, never a path.</param>
    /// <param name="asOf">Nothing dated after this is returned; null: all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<PriceHistory?> GetPricesAsync(string symbol, DateOnly? asOf = null, CancellationToken cancellationToken = default);

    /// <summary>Identifies the content held of a symbol: while it stays the same, all answers about the symbol do.</summary>
    /// <param name="symbol">As above; one that is unknown has a version too, until it becomes known.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A version; null where it cannot be told, as here by default: what was read is then used once and not again.</returns>
    Task<string?> GetVersionAsync(string symbol, CancellationToken cancellationToken = default) => Task.FromResult<string?>(null);

    /// <summary>The symbols held, sorted.</summary>
    Task<IReadOnlyList<string>> GetSymbolsAsync(CancellationToken cancellationToken = default);
}

/// <summary>Daily bars of one symbol, oldest first, dates strictly ascending.</summary>
public sealed record PriceHistory(string Symbol, string Currency, IReadOnlyList<PriceBar> Bars)
{
    /// <summary>The day whose share count the prices are in: splits up to it are in them. Null: the last bar's day.</summary>
    /// <remarks>It stays what it is where later bars are left out.</remarks>
    public DateOnly? AdjustedTo { get; init; }
}

/// <summary>One trading day. Prices in the symbol's currency, adjusted for splits.</summary>
public readonly record struct PriceBar(DateOnly Date, double Open, double High, double Low, double Close, long Volume);

/// <summary>The periods of <c>GET /api/v1/data/stock</c>.</summary>
public static class PricePeriod
{
    /// <summary>5d, 1mo, 3mo, 6mo, 1y, 2y, 5y, max.</summary>
    public static IReadOnlyList<string> Names { get; } = ["5d", "1mo", "3mo", "6mo", "1y", "2y", "5y", "max"];

    /// <summary>The bars of a period, counted back from the last bar held.</summary>
    /// <exception cref="ArgumentException">The period is not one of <see cref="Names"/>.</exception>
    public static IReadOnlyList<PriceBar> Cut(IReadOnlyList<PriceBar> bars, string period)
    {
        if (bars.Count == 0) return bars;
        var last = bars[^1].Date;
        if (period == "5d") return bars.Skip(Math.Max(0, bars.Count - 5)).ToArray();
        var start = period switch
        {
            "1mo" => last.AddMonths(-1),
            "3mo" => last.AddMonths(-3),
            "6mo" => last.AddMonths(-6),
            "1y" => last.AddYears(-1),
            "2y" => last.AddYears(-2),
            "5y" => last.AddYears(-5),
            "max" => DateOnly.MinValue,
            _ => throw new ArgumentException($"Unknown period '{period}': use one of {string.Join(", ", Names)}.", nameof(period)),
        };
        return period == "max" ? bars : bars.Where(bar => bar.Date > start).ToArray();
    }
}
