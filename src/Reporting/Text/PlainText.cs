using System.Globalization;
using System.Text;
using System.Xml;

namespace TradingAgents.Reporting.Text;

/// <summary>Makes text of unknown origin harmless to whatever shows it.</summary>
internal static class PlainText
{
    /// <summary>
    /// Without control characters (a terminal would obey them), direction marks (they reorder what is read), lone surrogates
    /// and what XML cannot carry. Line breaks and tabs stay.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHarmless(rune)) clean.Append(rune);
        }

        return clean.ToString();
    }

    /// <summary>The same on one line, runs of white space as one space.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static bool IsHarmless(Rune rune) => rune.Value switch
    {
        '\n' or '\t' => true,
        '\r' or 0xFFFD => false,
        0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => false,
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control => false,
        _ => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value),
    };
}
