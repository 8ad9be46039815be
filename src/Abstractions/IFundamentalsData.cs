namespace TradingAgents.Abstractions;

/// <summary>What companies have filed, seen from a day.</summary>
public interface IFundamentalsData
{
    /// <summary>The facts of a symbol that were filed by a day.</summary>
    /// <param name="symbol">Upper-cased; anything that is not a plain symbol is unknown, never a path.</param>
    /// <param name="asOf">Nothing filed after this is returned.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where nothing had been filed by then, or nothing is held of the symbol.</returns>
    /// <exception cref="InvalidDataException">A file holds something that does not fit; the message names file and line.</exception>
    Task<CompanyFilings?> GetFilingsAsync(string symbol, DateOnly asOf, CancellationToken cancellationToken = default);

    /// <summary>Identifies the content held of a symbol, splits included: while it stays the same, all answers about the symbol do.</summary>
    /// <param name="symbol">As above; one that is unknown has a version too, until it becomes known.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A version; null where it cannot be told, as here by default: what was read is then used once and not again.</returns>
    Task<string?> GetVersionAsync(string symbol, CancellationToken cancellationToken = default) => Task.FromResult<string?>(null);
}

/// <summary>Facts as they were filed, oldest filing first; never empty.</summary>
/// <remarks>A period that was filed more than once is there more than once: the later filing restates the earlier one or repeats it.</remarks>
public sealed record CompanyFilings(string Symbol, IReadOnlyList<FiledFact> Facts)
{
    /// <summary>
    /// All splits of the symbol, whenever they were, oldest first; null where none are known because no list of splits is held.
    /// They may lie after the day asked for: they serve to bring filings and split-adjusted prices to one share basis, nothing else.
    /// </summary>
    public required IReadOnlyList<ShareSplit>? Splits { get; init; }
}

/// <summary>One number of one filing.</summary>
public sealed record FiledFact
{
    /// <summary>The day it became public.</summary>
    public required DateOnly Filed { get; init; }

    /// <summary>Such as <c>10-K</c>, <c>10-Q</c>, <c>8-K</c>.</summary>
    public required string Form { get; init; }

    /// <summary>The us-gaap concept, such as <c>NetIncomeLoss</c>.</summary>
    public required string Concept { get; init; }

    /// <summary>A currency, <c>shares</c>, or the one by the other, such as <c>USD/shares</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>The first day of the period; null for what is of a day, such as a balance.</summary>
    public DateOnly? PeriodStart { get; init; }

    /// <summary>The last day of the period, or the day itself.</summary>
    public required DateOnly PeriodEnd { get; init; }

    /// <summary>As filed: never adjusted for a later split.</summary>
    public required double Value { get; init; }

    /// <summary>Names the filing.</summary>
    public required string Accession { get; init; }
}

/// <summary>From that day on there are <paramref name="Ratio"/> shares for each one before.</summary>
/// <param name="Effective">The first day on the new basis.</param>
/// <param name="Ratio">New shares for one old, above 0: below 1 for a reverse split.</param>
public readonly record struct ShareSplit(DateOnly Effective, double Ratio);
