namespace TradingAgents.EndToEnd;

/// <summary>docs/tutorial.md, command by command.</summary>
public sealed class TutorialTests : ProcessTest
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task Every_command_of_the_tutorial_works_in_order()
    {
        var blocks = DocumentBlocks.All(await DocumentBlocks.ReadAsync("docs/tutorial.md"));
        var script = string.Join('\n', blocks);

        // The program built with these tests, on a port and a data directory of its own; every line else as it is pasted.
        var url = $"http://127.0.0.1:{FreePort.Next()}";
        script = DocumentBlocks.Replace(script, "dotnet build src/Cli\n", "", times: 1);
        script = DocumentBlocks.Replace(script, "http://127.0.0.1:8000", url, times: 3);
        script = DocumentBlocks.Replace(script, "tradingagents serve", $"tradingagents serve --urls {url} --data-dir '{DataDirectory}'", times: 1);
        script = DocumentBlocks.Replace(script, "tradingagents doctor", $"tradingagents doctor --urls {url} --data-dir '{DataDirectory}'", times: 1);
        script = DocumentBlocks.Replace(script, "$PWD/artifacts/bin/Cli/debug", Path.GetDirectoryName(ProgramFile.Path)!, times: 1);
        foreach (var command in new[] { "submit", "list", "status", "result", "batch", "stats", "top", "bench" })
            script = script.Replace($"tradingagents {command} ", $"tradingagents {command} --server {url} ", StringComparison.Ordinal);

        script = script.Replace("tradingagents stats\n", $"tradingagents stats --server {url}\n", StringComparison.Ordinal);
        var printed = await ShellRun.RunAsync(Folder, $"set -e\ntrap 'kill -9 $server 2>/dev/null || true' EXIT\n{script}", Limit);

        Assert.Contains("Nothing is wrong.", printed, StringComparison.Ordinal);
        Assert.Matches("status    completed\n", printed);
        Assert.Contains("RSI", printed, StringComparison.Ordinal);
        Assert.Contains("\"symbol\":\"GOOG\"", printed, StringComparison.Ordinal);
        Assert.Contains("3 of 3 taken", printed, StringComparison.Ordinal);
        Assert.Matches("\nRUNNING( \\(|\n|: )", printed);
        Assert.Matches("5 +total +[0-9.]+ s", printed);
        Assert.True(File.Exists(Path.Combine(Folder, "report.html")));
        Assert.Contains("\"beyond_capacity\":false", await File.ReadAllTextAsync(Path.Combine(Folder, "bench.json")), StringComparison.Ordinal);
    }
}
