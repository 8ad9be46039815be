using System.Text.RegularExpressions;

namespace TradingAgents.Analysis.News;

/// <summary>An excerpt that a report may show: one line, short, without markup or addresses, and without a mark that would end it.</summary>
internal static partial class Quote
{
    /// <summary>Characters of an excerpt, marks of omission included; the quotation marks around it not.</summary>
    public const int Longest = 280;

    private const string Omission = "…";

    /// <summary>The beginning of a text.</summary>
    public static string Of(string text, int limit = Longest) => Around(text, 0, limit);

    /// <summary>The part of a text around a place in it.</summary>
    public static string Around(string text, int index, int limit = Longest)
    {
        // What precedes the place moves it as it is made harmless, so both parts are made so apart.
        var cut = Math.Clamp(index, 0, text.Length);
        if (cut > 0 && cut < text.Length && char.IsLowSurrogate(text[cut])) cut--;
        string before = cut == 0 ? "" : Harmless(text[..cut]), whole = Harmless(text);
        if (whole.Length <= limit) return whole;

        var start = before.Length <= limit / 3 ? 0 : WordStart(whole, Math.Min(before.Length - limit / 3, whole.Length - limit + 2));
        var room = limit - Omission.Length - (start > 0 ? Omission.Length : 0);
        var end = whole.Length - start <= room + Omission.Length ? whole.Length : WordEnd(whole, start, start + room);
        return (start > 0 ? Omission : "") + whole[start..end].Trim() + (end < whole.Length ? Omission : "");
    }

    private static string Harmless(string text)
    {
        var plain = CleanText.Line(text, int.MaxValue);
        plain = MarkdownLink().Replace(plain, "$1");
        plain = Address().Replace(plain, "[…]");
        plain = Tag().Replace(plain, " ");
        plain = plain.Replace('<', '‹').Replace('>', '›').Replace('“', '‘').Replace('”', '’').Replace('"', '\'').Replace('「', '‘').Replace('」', '’').Replace('`', '\'');
        return Spaces().Replace(plain, " ").Trim();
    }

    private static int WordStart(string text, int from)
    {
        var space = text.IndexOf(' ', from, Math.Min(20, text.Length - from));
        var start = space < 0 ? from : space + 1;
        return char.IsLowSurrogate(text[start]) ? start + 1 : start;
    }

    private static int WordEnd(string text, int start, int to)
    {
        var space = text.LastIndexOf(' ', to, Math.Min(20, to - start));
        var end = space < 0 ? to : space;
        return char.IsLowSurrogate(text[end]) ? end - 1 : end;
    }

    [GeneratedRegex(@"!?\[([^\[\]]{0,200})\]\([^()\s]{0,2000}\)")]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(@"\b(?:[a-z][a-z0-9+.-]{1,15}://|www\.|javascript:|data:[a-z]+/)\S*", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"</?[a-z!][^<>]{0,500}>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
