using System.Globalization;
using System.Text.RegularExpressions;
using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Analysis.Texts;

/// <summary>Short names of evidence, to speak of it without repeating it.</summary>
internal abstract partial class EvidenceNames
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

    /// <summary>Who wrote the text that a piece of evidence tells of, and whether it is a statement; null where its sentence does not say.</summary>
    protected static (string Source, bool IsStatement)? TextOf(Evidence evidence)
    {
        if (SourceOfText().Match(evidence.Statement) is not { Success: true } found) return null;
        var source = found.Groups["source"].Value;
        return source.EndsWith(')') && source.LastIndexOf('(') is >= 0 and var at ? (source[(at + 1)..^1], found.Groups["statement"].Success) : (source, found.Groups["statement"].Success);
    }

    /// <summary>As the texts of a language begin: the day, the source, and a headline or what it published.</summary>
    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:, |，|: |：)(?<source>[^“]{1,80}?)(?:(?:: |：)“|(?<statement> published a statement| 发布声明))", RegexOptions.CultureInvariant)]
    private static partial Regex SourceOfText();

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
