namespace TradingAgents.Analysis.News;

/// <summary>Reads a table that is part of the program: fields separated by tabs; lines that begin with # are comments.</summary>
internal static class EmbeddedTable
{
    /// <param name="near">A type of the folder that the table is in.</param>
    /// <param name="name">The file's name.</param>
    public static IEnumerable<string[]> Lines(Type near, string name)
    {
        using var stream = near.Assembly.GetManifestResourceStream(near, name) ?? throw new InvalidOperationException($"The table {name} is not embedded.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line.Split('\t');
        }
    }
}
