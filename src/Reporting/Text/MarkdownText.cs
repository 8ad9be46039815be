using System.Text;

namespace TradingAgents.Reporting.Text;

/// <summary>Text of unknown origin as Markdown that shows exactly that text: no markup, no link, no HTML, no new line.</summary>
internal static class MarkdownText
{
    /// <summary>For any place within a line, table cells included.</summary>
    public static string Inline(string text)
    {
        var markdown = new StringBuilder(text.Length + 16);
        var line = PlainText.OneLine(text);
        for (var i = 0; i < line.Length; i++) AppendEscaped(markdown, line, i);
        return markdown.ToString();
    }

    /// <summary>The same for the start of a line, where also a number, a dash or a hash would begin a block.</summary>
    public static string Paragraph(string text)
    {
        var inline = Inline(text);
        var digits = inline.TakeWhile(char.IsAsciiDigit).Count();
        var rest = inline.AsSpan(digits);
        if (digits > 0 && rest is ['.' or ')'] or ['.' or ')', ' ', ..]) return inline.Insert(digits, "\\");
        return inline.Length > 0 && inline[0] is '#' or '+' or '-' or '=' ? "\\" + inline : inline;
    }

    private static void AppendEscaped(StringBuilder markdown, string line, int index)
    {
        var character = line[index];
        switch (character)
        {
            // Some renderers know no backslash before these, and they alone could open HTML.
            case '<':
                markdown.Append("&lt;");
                break;
            case '>':
                markdown.Append("&gt;");
                break;
            case '&' when IsEntity(line.AsSpan(index + 1)):
                markdown.Append("&amp;");
                break;

            // Bare addresses become links without any markup: take their mark away.
            case ':' when index + 1 < line.Length && line[index + 1] == '/':
            case '.' when index >= 3 && string.Compare(line, index - 3, "www", 0, 3, StringComparison.OrdinalIgnoreCase) == 0:
            case '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '$' or '@':
                markdown.Append('\\').Append(character);
                break;
            default:
                markdown.Append(character);
                break;
        }
    }

    /// <summary>True for what follows the ampersand of <c>&amp;lt;</c> and its like; a lone ampersand is only that.</summary>
    private static bool IsEntity(ReadOnlySpan<char> rest)
    {
        var length = rest.IndexOf(';');
        if (length <= 0) return false;
        foreach (var character in rest[..length])
        {
            if (character != '#' && !char.IsAsciiLetterOrDigit(character)) return false;
        }

        return true;
    }
}
