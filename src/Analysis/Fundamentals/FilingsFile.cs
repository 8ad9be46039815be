using TradingAgents.Abstractions;
using TradingAgents.Analysis.MarketData;

namespace TradingAgents.Analysis.Fundamentals;

/// <summary>Reads <c>fundamentals/SYMBOL.csv</c> and <c>splits.csv</c>.</summary>
internal static class FilingsFile
{
    private static readonly string[] FactColumns =
        ["filed", "form", "fiscal_year", "fiscal_period", "concept", "unit", "period_start", "period_end", "value", "accession"];

    private static readonly string[] SplitColumns = ["symbol", "effective", "ratio"];

    /// <returns>Oldest filing first.</returns>
    /// <exception cref="InvalidDataException">With the file's name and the line.</exception>
    public static Versioned<FiledFact[]> Read(string path)
    {
        var bytes = SourceFile.ReadAllBytes(path);
        var seen = new HashSet<(string, string, string, DateOnly?, DateOnly)>();
        var facts = CsvTable.Read(bytes, $"fundamentals/{Path.GetFileName(path)}", FactColumns, row => ReadFact(row, seen));
        return new Versioned<FiledFact[]>(
            [.. facts.OrderBy(fact => fact.Filed).ThenBy(fact => fact.Accession, StringComparer.Ordinal)], SourceFile.VersionOf(bytes));
    }

    /// <returns>By symbol, oldest first.</returns>
    /// <exception cref="InvalidDataException">With the file's name and the line.</exception>
    public static Versioned<ILookup<string, ShareSplit>> ReadSplits(string path)
    {
        var bytes = SourceFile.ReadAllBytes(path);
        var seen = new HashSet<(string, DateOnly)>();
        var splits = CsvTable.Read(bytes, Path.GetFileName(path), SplitColumns, row =>
        {
            var (symbol, effective, ratio) = (row.Word(0).ToUpperInvariant(), row.Date(1), row.Number(2));
            if (ratio is not (> 0 and <= 100_000)) throw row.Wrong("the ratio must be above 0: the new shares for one old");
            if (!seen.Add((symbol, effective))) throw row.Wrong($"a split of {symbol} on that day stands above already");
            return (symbol, Split: new ShareSplit(effective, ratio));
        });
        return new Versioned<ILookup<string, ShareSplit>>(
            splits.OrderBy(entry => entry.Split.Effective).ToLookup(entry => entry.symbol, entry => entry.Split, StringComparer.Ordinal), SourceFile.VersionOf(bytes));
    }

    // The fiscal year and period of a row are those of the filing, not of the number, so only its dates are used.
    private static FiledFact ReadFact(CsvTable.Row row, HashSet<(string, string, string, DateOnly?, DateOnly)> seen)
    {
        var fact = new FiledFact
        {
            Filed = row.Date(0),
            Form = row.Word(1),
            Concept = row.Word(4),
            Unit = row.Word(5),
            PeriodStart = row.Text(6).Length == 0 ? null : row.Date(6),
            PeriodEnd = row.Date(7),
            Value = row.Number(8),
            Accession = row.Word(9),
        };
        if (fact.PeriodStart > fact.PeriodEnd) throw row.Wrong("the period ends before it starts");
        if (fact.PeriodEnd > fact.Filed) throw row.Wrong("the period ends after the day it was filed");
        if (!seen.Add((fact.Accession, fact.Concept, fact.Unit, fact.PeriodStart, fact.PeriodEnd)))
            throw row.Wrong($"{fact.Concept} of this period stands above already for the filing {fact.Accession}");
        return fact;
    }
}
