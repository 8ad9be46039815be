using Spectre.Console;

namespace TradingAgents.Cli.Rendering;

/// <summary>Rows under headings: drawn on a terminal, aligned plain text elsewhere.</summary>
/// <param name="Headings">Of the columns.</param>
/// <param name="Rows">Each as many cells as there are headings.</param>
internal sealed record TableView(IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const int Gap = 2;

    /// <summary>The colour of a cell; null: by its text.</summary>
    public Func<string, string?>? Style { get; init; }

    /// <summary>Headings of the columns that a terminal may be too narrow for, the first to go first; none: all stay.</summary>
    public IReadOnlyList<string> Dispensable { get; init; } = [];

    public void Write(CliContext context)
    {
        if (context.OutIsTerminal) Fitting(context.Width).Draw(context);
        else Align(context.Out);
    }

    /// <summary>As a part of a screen of so many columns.</summary>
    public Table ToTable(bool colour, int width) => Fitting(width).ToTable(colour);

    private Table ToTable(bool colour)
    {
        var table = new Table().NoBorder();
        foreach (var heading in Headings)
            table.AddColumn(new TableColumn(colour ? $"[bold]{heading.EscapeMarkup()}[/]" : heading.EscapeMarkup()).NoWrap().Padding(0, 0, Gap, 0));
        foreach (var row in Rows) table.AddRow([.. row.Select(cell => Paint(Plain.Line(cell), colour))]);
        return table;
    }

    /// <summary>No cell is broken or cut, however narrow the terminal: an id must stay one that can be copied.</summary>
    private void Draw(CliContext context) => Terminal.Of(context, Math.Max(context.Width, Needed + Gap)).Write(ToTable(context.Colour));

    /// <summary>Without as many of the dispensable columns as it takes to fit; what cannot be spared stays, and may be too wide.</summary>
    private TableView Fitting(int width)
    {
        var view = this;
        foreach (var heading in Dispensable.TakeWhile(_ => view.Needed > width)) view = view.Without(heading);
        return view;
    }

    private TableView Without(string heading)
    {
        var gone = Headings.ToList().IndexOf(heading);
        return gone < 0 ? this : this with { Headings = [.. Headings.Where((_, column) => column != gone)], Rows = [.. Rows.Select(row => row.Where((_, column) => column != gone).ToArray())] };
    }

    private int Needed => WidthsOf(Lines).Sum(width => width + Gap) - Gap;

    private string[][] Lines => [.. Rows.Select(row => row.Select(Plain.Line).ToArray())];

    private void Align(TextWriter output)
    {
        var rows = Lines;
        var widths = WidthsOf(rows);
        foreach (var row in rows.Prepend([.. Headings]))
            output.WriteLine(string.Join(new string(' ', Gap), row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    private int[] WidthsOf(string[][] rows) =>
        [.. Headings.Select((heading, column) => rows.Select(row => row[column].Length).Append(heading.Length).Max())];

    private string Paint(string cell, bool colour)
    {
        var text = cell.EscapeMarkup();
        var paint = colour ? Style?.Invoke(cell) ?? ColourOf(cell) : null;
        return paint is null ? text : $"[{paint}]{text}[/]";
    }

    private static string? ColourOf(string cell) => cell switch
    {
        "completed" or "active" or "yes" or "ok" => "green",
        "running" => "blue",
        "failed" or "timed_out" or "down" or "no" or "problem" => "red",
        "cancelled" or "retrying" or "draining" or "warning" => "yellow",
        _ => null,
    };
}

/// <summary>Names with their values, one to a line.</summary>
internal sealed record FieldsView(IReadOnlyList<(string Name, string? Value)> Fields)
{
    /// <summary>Fields without a value are left out.</summary>
    public void Write(CliContext context)
    {
        var given = Fields.Where(field => field.Value is not null).ToArray();
        var width = given.Max(field => field.Name.Length);
        foreach (var (name, value) in given) context.Out.WriteLine($"{name.PadRight(width)}  {Plain.Line(value!)}");
    }
}
