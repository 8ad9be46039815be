using TradingAgents.Abstractions;

namespace TradingAgents.Analysis.Fundamentals;

/// <summary>Filings as they stood on a day: of each number the latest filing counts, and what it restates stays visible.</summary>
internal sealed class FilingsView
{
    private readonly ILookup<(string Concept, string Unit), KnownFact> _facts;

    /// <param name="facts">Filed by the day, oldest filing first; not empty.</param>
    public FilingsView(IReadOnlyList<FiledFact> facts)
    {
        _facts = facts
            .GroupBy(fact => (fact.Concept, fact.Unit, fact.PeriodStart, fact.PeriodEnd))
            .Select(filed => new KnownFact([.. filed]))
            .ToLookup(known => (known.Latest.Concept, known.Latest.Unit));
        NewestFiling = facts.Where(fact => fact.Filed == facts[^1].Filed).MaxBy(fact => fact.PeriodEnd)!;
    }

    /// <summary>A fact of the newest filing; of several on one day, of the one that reaches furthest.</summary>
    public FiledFact NewestFiling { get; }

    public IEnumerable<KnownFact> All => _facts.SelectMany(facts => facts);

    public IEnumerable<KnownFact> Of(string concept, string unit) => _facts[(concept, unit)];

    /// <summary>Null where it is not known, or not for exactly this period.</summary>
    public KnownFact? Find(string concept, string unit, DateOnly? start, DateOnly end) =>
        Of(concept, unit).FirstOrDefault(fact => fact.Latest.PeriodStart == start && fact.PeriodEnd == end);
}
