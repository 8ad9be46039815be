namespace TradingAgents.Reporting.Outline;

/// <summary>A page that is written from top to bottom. Every text put in is shown as it is: markup in it does nothing.</summary>
internal interface IOutlinePage
{
    void Title(string title);

    void Section(string title);

    void Subsection(string title);

    /// <summary>Of a few lines within a subsection.</summary>
    void Heading(string title);

    void Paragraph(string text);

    /// <param name="text">The item.</param>
    /// <param name="level">0 for an item of its own, 1 for one below it.</param>
    void Item(string text, int level = 0);

    /// <param name="number">From 1.</param>
    /// <param name="text">The item.</param>
    void Numbered(int number, string text);

    /// <summary>Names and values in two columns.</summary>
    void Facts(IReadOnlyList<(string Name, string Value)> rows);

    void Table(IReadOnlyList<OutlineColumn> columns, IReadOnlyList<string[]> rows);
}

/// <summary>A column of a table.</summary>
/// <param name="Name">Its head.</param>
/// <param name="IsNumber">True where its cells are numbers, which stand to the right.</param>
internal sealed record OutlineColumn(string Name, bool IsNumber = false);
