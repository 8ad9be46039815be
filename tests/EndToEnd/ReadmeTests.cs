namespace TradingAgents.EndToEnd;

/// <summary>What README.md tells the reader to type.</summary>
public sealed class ReadmeTests : ProcessTest
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Of a build, which on a busy machine takes minutes without anything being wrong.</summary>
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task The_kill_and_resume_block_works_as_it_is_pasted()
    {
        const string build = "dotnet build src/Cli\n";
        var script = DocumentBlocks.After(await DocumentBlocks.ReadAsync("README.md"), "## Kill it in the middle and see it resume");
        Assert.StartsWith(build, script, StringComparison.Ordinal);
        await ShellRun.RunAsync(ProgramFile.Repository, build, BuildLimit); // As it is pasted, but on its own time.
        script = script[build.Length..];
        var url = $"http://127.0.0.1:{FreePort.Next()}";
        script = DocumentBlocks.Replace(script, "http://127.0.0.1:8000", url, times: 3);
        script = DocumentBlocks.Replace(script, "tradingagents serve", $"tradingagents serve --urls {url} --data-dir '{DataDirectory}'", times: 2);
        script = DocumentBlocks.Replace(script, "tradingagents watch", $"tradingagents watch --server {url}", times: 1);
        script = DocumentBlocks.Replace(script, "60000", "12000", times: 1); // A fifth of the time.
        script = DocumentBlocks.Replace(script, "sleep 20", "sleep 4", times: 1);
        // Whatever happens, no server is left; how it ends is what the last command says.
        var printed = await ShellRun.RunAsync(ProgramFile.Repository, $"trap 'kill -9 $server 2>/dev/null' EXIT\n{script}\nwait $server", Limit);
        Assert.Contains("\"attempt\":2,", printed, StringComparison.Ordinal);
        Assert.Contains("\"rescues\":1,", printed, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"completed\"", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_program_analyses_from_another_directory()
    {
        const string publish = "dotnet publish src/Cli -o DIR";
        Assert.Contains(publish, await DocumentBlocks.ReadAsync("README.md"), StringComparison.Ordinal);
        var target = Path.Combine(Folder, "published");
        var elsewhere = Directory.CreateDirectory(Path.Combine(Folder, "elsewhere")).FullName;
        await ShellRun.RunAsync(ProgramFile.Repository, $"{publish.Replace("DIR", $"'{target}'", StringComparison.Ordinal)} --no-restore", BuildLimit);
        var printed = await ShellRun.RunAsync(elsewhere, $"'{target}/tradingagents' analyze AAPL", Limit);
        Assert.Contains("AAPL", printed, StringComparison.Ordinal);
        Assert.Contains("RSI", printed, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere));
    }
}
