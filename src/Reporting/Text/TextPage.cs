using System.Text;

namespace TradingAgents.Reporting.Text;

/// <summary>Plain text that grows line by line, wrapped to a width; what is put in is cleaned of control characters.</summary>
internal sealed class TextPage(int width)
{
    /// <summary>Narrower than this, words would be torn apart.</summary>
    private const int LeastWidth = 40;

    private readonly StringBuilder _text = new();

    /// <summary>Columns of a line, 40 at least.</summary>
    public int Width { get; } = Math.Max(LeastWidth, width);

    public void Title(string title, char underline)
    {
        var lines = TextColumns.Wrap(PlainText.OneLine(title), Width).ToList();
        foreach (var line in lines) Line(line);
        Line(new string(underline, lines.Select(TextColumns.WidthOf).DefaultIfEmpty(0).Max()));
    }

    public void Section(string title)
    {
        Break();
        Title(title, '-');
    }

    public void Break() => Line("");

    /// <summary>A line as it is: clean, and no wider than the page.</summary>
    public void Line(string line) => _text.Append(line).Append('\n');

    public void Paragraph(string text) => Item("", text);

    /// <summary>A paragraph whose first line begins with a marker and whose others are indented as far.</summary>
    public void Item(string marker, string text)
    {
        var indent = TextColumns.WidthOf(marker);
        var first = true;
        foreach (var line in TextColumns.Wrap(PlainText.OneLine(text), Width - indent))
        {
            Line((first ? marker : new string(' ', indent)) + line);
            first = false;
        }
    }

    /// <summary>Names and values in two columns.</summary>
    public void Table(IReadOnlyList<(string Name, string Value)> rows)
    {
        var column = rows.Max(row => TextColumns.WidthOf(row.Name)) + 2;
        foreach (var (name, value) in rows) Item(TextColumns.PadRight(name, column), value);
    }

    public override string ToString() => _text.ToString();
}
