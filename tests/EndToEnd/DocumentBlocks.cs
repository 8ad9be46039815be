namespace TradingAgents.EndToEnd;

/// <summary>A page of the documentation and the bash blocks in it.</summary>
internal static class DocumentBlocks
{
    private const string Opening = "```bash\n", Closing = "```\n";

    public static Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(ProgramFile.Repository, file));

    /// <summary>The first bash block after a heading.</summary>
    public static string After(string page, string heading) => All(page[page.IndexOf(heading + "\n", StringComparison.Ordinal)..])[0];

    public static IReadOnlyList<string> All(string page) =>
        [.. page.Split(Opening).Skip(1).Select(rest => rest[..rest.IndexOf(Closing, StringComparison.Ordinal)])];

    /// <summary>Puts something else in, where it stands exactly so many times.</summary>
    public static string Replace(string script, string what, string with, int times)
    {
        Assert.True(script.Split(what).Length - 1 == times, $"'{what}' stands {script.Split(what).Length - 1} times in the blocks, not {times}: adapt this test to it.\n{script}");
        return script.Replace(what, with, StringComparison.Ordinal);
    }
}
