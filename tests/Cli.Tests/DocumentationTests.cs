namespace TradingAgents.Cli.Tests;

/// <summary>The pages of docs/ that are made from the program are what the program makes.</summary>
public sealed class DocumentationTests
{
    [Theory]
    [InlineData("cli")]
    [InlineData("configuration")]
    public async Task A_page_made_from_the_program_is_current(string page)
    {
        var made = await new Cli().RunAsync($"docs {page}");
        var kept = (await File.ReadAllTextAsync(Path.Combine(Repository(), "docs", page + ".md"))).ReplaceLineEndings("\n");

        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        Assert.True(made.Out == kept, $"docs/{page}.md is not current: write it again with tradingagents docs {page} > docs/{page}.md");
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TradingAgents.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("TradingAgents.sln is in no folder above the tests.");
    }
}
