using System.Globalization;
using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Analysis.Texts;

/// <summary>Short names of evidence, to speak of it without repeating it.</summary>
internal abstract class EvidenceNames
{
    /// <param name="language"><c>en</c> or <c>zh</c>.</param>
    public static EvidenceNames Of(string language) => language == "zh" ? new ChineseEvidenceNames() : new EnglishEvidenceNames();

    /// <summary>Such as <c>the 50-day average</c>; the id itself where this version does not know it.</summary>
    public string Of(Evidence evidence)
    {
        var dot = evidence.Id.IndexOf('.', StringComparison.Ordinal);
        var name = evidence.Id[(dot + 1)..];
        var end = name.Length;
        while (end > 0 && char.IsAsciiDigit(name[end - 1])) end--;
        var number = end < name.Length ? int.Parse(name.AsSpan(end), CultureInfo.InvariantCulture) : 0;
        return NameOf(evidence, evidence.Id[..(dot + 1)] + name[..end].TrimEnd('_'), number) ?? evidence.Id;
    }

    /// <param name="analyst">market, sentiment, news or fundamentals; others as they are.</param>
    public abstract string OfAnalyst(string analyst);

    public abstract string Of(Rating rating);

    /// <summary>Such as <c>a, b and c</c>.</summary>
    public abstract string Join(IReadOnlyList<string> names);

    /// <param name="evidence">The evidence.</param>
    /// <param name="stem">Its id without a number at its end, such as <c>market.trend</c>.</param>
    /// <param name="number">The number at its end, 0 without.</param>
    protected abstract string? NameOf(Evidence evidence, string stem, int number);
}
