using System.Globalization;
using System.Text;

namespace TradingAgents.Reporting.Text;

/// <summary>Text measured and broken in terminal columns, where a Chinese character takes two.</summary>
internal static class TextColumns
{
    /// <summary>Closing marks never begin a line, as Chinese typesetting asks.</summary>
    private const string NeverFirst = "，。、；：？！）》」』】”’,.;:?!)]}%";

    public static int WidthOf(string text) => text.EnumerateRunes().Sum(WidthOf);

    public static string PadRight(string text, int columns) => text + new string(' ', Math.Max(0, columns - WidthOf(text)));

    public static string PadLeft(string text, int columns) => new string(' ', Math.Max(0, columns - WidthOf(text))) + text;

    /// <summary>Lines of at most <paramref name="width"/> columns; breaks at spaces and beside wide characters, a longer word where it must.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        var lineWidth = 0;
        foreach (var piece in Pieces(text))
        {
            var rest = lineWidth == 0 ? piece.TrimStart() : piece;
            if (lineWidth > 0 && lineWidth + WidthOf(rest) > width)
            {
                yield return line.ToString().TrimEnd();
                line.Clear();
                lineWidth = 0;
                rest = rest.TrimStart();
            }

            foreach (var rune in rest.EnumerateRunes())
            {
                if (lineWidth + WidthOf(rune) > width)
                {
                    yield return line.ToString();
                    line.Clear();
                    lineWidth = 0;
                }

                line.Append(rune);
                lineWidth += WidthOf(rune);
            }
        }

        if (line.Length > 0) yield return line.ToString().TrimEnd();
    }

    /// <summary>What must not be broken: a word with the space before it, or a wide character with the marks that close it.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        var afterWide = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var wide = WidthOf(rune) == 2;
            var attached = rune.IsBmp && NeverFirst.Contains((char)rune.Value, StringComparison.Ordinal);
            var breakBefore = rune.Value == ' ' || ((wide || afterWide) && !attached);
            if (breakBefore && piece.Length > 0 && piece.ToString() != " ")
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(rune);
            if (WidthOf(rune) > 0) afterWide = wide;
        }

        if (piece.Length > 0) yield return piece.ToString();
    }

    private static int WidthOf(Rune rune) => rune.Value switch
    {
        < 0x300 => 1,
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) => 2,
        (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) => 2,
        (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F680 and <= 0x1F6FF) or (>= 0x1F900 and <= 0x1F9FF) or (>= 0x20000 and <= 0x3FFFD) => 2,
        _ => 1,
    };
}
