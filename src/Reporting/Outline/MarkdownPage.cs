using System.Globalization;
using System.Text;
using TradingAgents.Reporting.Text;

namespace TradingAgents.Reporting.Outline;

/// <summary>GitHub-flavoured Markdown; every text is escaped.</summary>
internal sealed class MarkdownPage : IOutlinePage
{
    private readonly StringBuilder _text = new();
    private bool _inList;

    public void Title(string title) => Block("# " + MarkdownText.Inline(title));

    public void Section(string title) => Block("## " + MarkdownText.Inline(title));

    public void Subsection(string title) => Block("### " + MarkdownText.Inline(title));

    public void Heading(string title) => Block("#### " + MarkdownText.Inline(title));

    public void Paragraph(string text)
    {
        if (text.Length > 0) Block(MarkdownText.Paragraph(text));
    }

    public void Item(string text, int level = 0) => ListItem(level == 0 ? "- " : "  - ", text);

    public void Numbered(int number, string text) => ListItem(number.ToString(CultureInfo.InvariantCulture) + ". ", text);

    public void Facts(IReadOnlyList<(string Name, string Value)> rows) =>
        Table([new OutlineColumn(""), new OutlineColumn("", true)], [.. rows.Select(row => (string[])[row.Name, row.Value])]);

    public void Table(IReadOnlyList<OutlineColumn> columns, IReadOnlyList<string[]> rows)
    {
        Block(Row(columns.Select(column => column.Name)));
        Line(Row(columns.Select(column => column.IsNumber ? "---:" : "---"), raw: true));
        foreach (var row in rows) Line(Row(row));
    }

    public override string ToString() => _text.ToString();

    private static string Row(IEnumerable<string> cells, bool raw = false) =>
        $"| {string.Join(" | ", cells.Select(cell => raw ? cell : MarkdownText.Inline(cell)))} |";

    private void ListItem(string marker, string text)
    {
        if (!_inList) Gap();
        Line(marker + MarkdownText.Paragraph(text));
        _inList = true;
    }

    private void Block(string line)
    {
        Gap();
        Line(line);
    }

    private void Gap()
    {
        if (_text.Length > 0) _text.Append('\n');
    }

    private void Line(string line)
    {
        _inList = false;
        _text.Append(line).Append('\n');
    }
}
