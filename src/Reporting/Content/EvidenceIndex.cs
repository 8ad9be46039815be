using System.Globalization;
using System.Text;
using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Reporting.Content;

/// <summary>A fact with the number it is cited by.</summary>
/// <param name="Number">From 1, in the order of the evidence table.</param>
/// <param name="Anchor">Where a page's link leads; unique in the report, letters, digits, dots, hyphens and underscores only.</param>
/// <param name="Fact">The fact itself.</param>
internal sealed record CitedFact(int Number, string Anchor, Evidence Fact);

/// <summary>The report's evidence, numbered analyst by analyst, so that every claim can cite it as a research note does.</summary>
internal sealed class EvidenceIndex
{
    private const int LongestAnchor = 80;

    /// <summary>Shorter sentences may end one another by chance.</summary>
    private const int ShortestQuotation = 12;

    private readonly Dictionary<string, CitedFact> _byId = new(StringComparer.Ordinal);

    public EvidenceIndex(IReadOnlyList<Evidence> evidence)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        var all = new List<CitedFact>();
        foreach (var fact in evidence.GroupBy(fact => fact.Analyst).SelectMany(group => group))
        {
            var cited = new CitedFact(all.Count + 1, AnchorOf(fact.Id, anchors), fact);
            all.Add(cited);
            _byId.TryAdd(fact.Id, cited);
        }

        All = all;
    }

    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyList<CitedFact> All { get; }

    /// <summary>In the order of their numbers, by analyst.</summary>
    public IEnumerable<IGrouping<string, CitedFact>> ByAnalyst => All.GroupBy(cited => cited.Fact.Analyst);

    /// <summary>Null where the report holds no such evidence.</summary>
    public CitedFact? Find(string? id) => id is null ? null : _byId.GetValueOrDefault(id);

    /// <summary>The fact that a sentence ends with word for word, as key points do; null where there is none.</summary>
    public CitedFact? QuotedBy(string sentence) => All
        .Where(cited => cited.Fact.Statement.Length >= ShortestQuotation && sentence.EndsWith(cited.Fact.Statement, StringComparison.Ordinal))
        .MaxBy(cited => cited.Fact.Statement.Length);

    /// <summary>How many facts name a source, alone or among others.</summary>
    public int RestingOn(string source) => All.Count(cited => cited.Fact.Source.Split(", ").Contains(source, StringComparer.Ordinal));

    /// <summary>The id as far as an address can carry it; what is left of two ids may be the same, their anchors never are.</summary>
    private static string AnchorOf(string id, HashSet<string> taken)
    {
        var anchor = new StringBuilder("fact-");
        foreach (var character in id.Take(LongestAnchor)) anchor.Append(char.IsAsciiLetterOrDigit(character) || character is '.' or '_' ? character : '-');
        var name = anchor.ToString();
        for (var copy = 2; !taken.Add(name); copy++) name = $"{anchor}--{copy.ToString(CultureInfo.InvariantCulture)}";
        return name;
    }
}
