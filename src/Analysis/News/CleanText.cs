using System.Globalization;
using System.Text;

namespace TradingAgents.Analysis.News;

/// <summary>Takes from a text of unknown origin what does not show, or shows other than it reads.</summary>
/// <remarks>
/// Removed: control, formatting (bidirectional, zero-width, tags), private and unassigned characters, lone surrogates, and combining marks beyond two in a row.
/// What the text says is kept, markup included: whoever shows it escapes it, and <see cref="Quote"/> takes markup out.
/// </remarks>
internal static class CleanText
{
    private const int MarksInARow = 2;

    /// <summary>In one line of at most <paramref name="limit"/> characters.</summary>
    public static string Line(string text, int limit) => Paragraphs(text, limit).Replace('\n', ' ');

    /// <summary>A paragraph a line; a single line break within a paragraph is only how it was set, and becomes a space.</summary>
    public static string Paragraphs(string text, int limit)
    {
        var clean = new StringBuilder(Math.Min(text.Length, limit));
        int breaks = 0, marks = 0;
        var isSpaced = false;
        foreach (var rune in text.EnumerateRunes()) // A lone surrogate comes as U+FFFD.
        {
            if (rune.Value == '\n') breaks++;
            else if (rune.Value is 0x2029) breaks += 2;
            if (Rune.IsWhiteSpace(rune))
            {
                isSpaced = true;
                continue;
            }

            if (!IsShown(rune)) continue;
            marks = IsMark(rune) ? marks + 1 : 0;
            if (marks > MarksInARow) continue;
            if (clean.Length + 1 + rune.Utf16SequenceLength > limit) break;
            if (isSpaced && clean.Length > 0) clean.Append(breaks >= 2 ? '\n' : ' ');
            (isSpaced, breaks) = (false, 0);
            clean.Append(rune.ToString());
        }

        return clean.ToString();
    }

    private static bool IsShown(Rune rune) => rune.Value != 0xFFFD && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;
}
