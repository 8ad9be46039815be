using System.Globalization;
using System.Text;

namespace TradingAgents.Analysis.Memory;

/// <summary>Cuts texts and queries into the terms that the full-text index compares.</summary>
/// <remarks>
/// SQLite's own tokenizers do not find Chinese: <c>unicode61</c> takes a whole run of characters for one word, and <c>trigram</c> finds
/// nothing shorter than three, while most Chinese words have two. A dictionary would be large and never know the newest company. So a run
/// of Chinese, Japanese or Korean characters becomes its single characters and its pairs; a query of one character meets the
/// former, a longer one the latter, which are rarer and so rank better. Everything else is cut into words by letters and digits and left to
/// <c>unicode61</c> (case, accents) and <c>porter</c> (English endings: <c>rallied</c> finds <c>rally</c>).
/// A query becomes quoted terms joined by OR and can therefore never be read as an expression.
/// </remarks>
internal static class MemoryTerms
{
    /// <summary>Bounds the work of one search: further terms of a query are ignored.</summary>
    public const int MaxQueryTerms = 256;

    /// <summary>The terms of a text, separated by blanks.</summary>
    public static string OfDocument(string text)
    {
        var terms = new StringBuilder(text.Length * 2);
        foreach (var run in Runs(text))
        {
            if (run.Ideographic)
            {
                foreach (var character in run.Characters) terms.Append(character).Append(' ');
                foreach (var pair in Pairs(run.Characters)) terms.Append(pair).Append(' ');
            }
            else terms.AppendJoin("", run.Characters).Append(' ');
        }

        return terms.ToString();
    }

    /// <summary>The FTS5 expression of a query; empty where it has no terms.</summary>
    public static string OfQuery(string query)
    {
        var terms = Runs(query)
            .SelectMany(run => !run.Ideographic ? [string.Concat(run.Characters)] : run.Characters.Count == 1 ? run.Characters : Pairs(run.Characters))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(MaxQueryTerms);
        return string.Join(" OR ", terms.Select(term => $"\"{term}\"")); // letters, digits and marks only: nothing to escape
    }

    private static IEnumerable<string> Pairs(List<string> characters) => characters.Zip(characters.Skip(1), (first, second) => first + second);

    private static IEnumerable<Run> Runs(string text)
    {
        var run = new Run(false, []);
        foreach (var raw in text.EnumerateRunes())
        {
            var rune = Narrow(raw);
            var ideographic = IsIdeographic(rune);
            var part = ideographic || IsWordPart(rune);
            if (run.Characters.Count > 0 && (!part || ideographic != run.Ideographic))
            {
                if (run.HasMeaning) yield return run;
                run = new Run(ideographic, []);
            }

            if (!part) continue;
            if (run.Characters.Count == 0) run = new Run(ideographic, run.Characters);
            run.Characters.Add(rune.ToString());
            run.HasMeaning |= ideographic || Rune.IsLetterOrDigit(rune);
        }

        if (run.HasMeaning) yield return run;
    }

    /// <summary>Full-width letters and digits, common in Chinese text, as the plain ones.</summary>
    private static Rune Narrow(Rune rune) => rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFEE0) : rune;

    private static bool IsWordPart(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static bool IsIdeographic(Rune rune) => rune.Value
        is >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x323AF or 0x3005 or 0x3007 // Han
        or >= 0x3041 and <= 0x3096 or >= 0x30A1 and <= 0x30FA or 0x30FC or >= 0x31F0 and <= 0x31FF // kana
        or >= 0xAC00 and <= 0xD7A3; // Hangul

    private sealed record Run(bool Ideographic, List<string> Characters)
    {
        public bool HasMeaning { get; set; }
    }
}
