using System.Globalization;
using TradingAgents.Reporting.Text;

namespace TradingAgents.Reporting.Outline;

/// <summary>Plain text for a terminal: no colour, no control characters, no line wider than the page.</summary>
internal sealed class PlainTextPage(int width) : IOutlinePage
{
    private const int ColumnGap = 2;

    private readonly TextPage _page = new(width);
    private bool _inList;
    private bool _underTitle = true;

    public void Title(string title) => _page.Title(title, '=');

    public void Section(string title)
    {
        _page.Section(title);
        (_inList, _underTitle) = (false, true);
    }

    public void Subsection(string title) => Heading(title);

    public void Heading(string title)
    {
        Gap();
        _page.Paragraph(title);
        _underTitle = true;
    }

    public void Paragraph(string text)
    {
        if (text.Length == 0) return;
        Gap();
        _page.Paragraph(text);
    }

    public void Item(string text, int level = 0) => ListItem(level == 0 ? "- " : "    ", text);

    public void Numbered(int number, string text) => ListItem(number.ToString(CultureInfo.InvariantCulture) + ". ", text);

    public void Facts(IReadOnlyList<(string Name, string Value)> rows)
    {
        Gap();
        _page.Table(rows);
    }

    /// <summary>In columns where they fit; else an item a row, its numbers with their names.</summary>
    public void Table(IReadOnlyList<OutlineColumn> columns, IReadOnlyList<string[]> rows)
    {
        string[][] cells = [.. rows.Select(row => row.Select(PlainText.OneLine).ToArray())];
        int[] widths = [.. columns.Select((column, i) => cells.Select(row => TextColumns.WidthOf(row[i])).Append(TextColumns.WidthOf(column.Name)).Max())];
        if (widths.Sum() + (ColumnGap * (columns.Count - 1)) <= _page.Width)
        {
            Gap();
            foreach (var row in cells.Prepend([.. columns.Select(column => column.Name)])) _page.Line(Aligned(row));
            return;
        }

        foreach (var row in cells)
        {
            ListItem("- ", row[0]);
            _page.Item("  ", string.Join(" | ", row.Zip(columns).Skip(1).Where(cell => cell.First.Length > 0).Select(cell => cell.Second.IsNumber ? $"{cell.Second.Name} {cell.First}" : cell.First)));
        }

        string Aligned(string[] row) => string.Concat(row.Select((cell, i) =>
            (columns[i].IsNumber ? TextColumns.PadLeft(cell, widths[i]) : TextColumns.PadRight(cell, widths[i])) + new string(' ', ColumnGap))).TrimEnd();
    }

    public override string ToString() => _page.ToString();

    private void ListItem(string marker, string text)
    {
        if (!_inList) Gap();
        _page.Item(marker, text);
        (_inList, _underTitle) = (true, false);
    }

    private void Gap()
    {
        if (!_underTitle) _page.Break();
        (_inList, _underTitle) = (false, false);
    }
}
