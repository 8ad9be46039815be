using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TradingAgents.EndToEnd;

/// <summary>What README.md tells the reader to type.</summary>
public sealed class ReadmeTests : ProcessTest
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task The_kill_and_resume_block_works_as_it_is_pasted()
    {
        var script = await BlockAsync("## Kill it in the middle and see it resume");
        var url = $"http://127.0.0.1:{FreePort()}";
        script = Replace(script, "http://127.0.0.1:8000", url, times: 3);
        script = Replace(script, "tradingagents serve", $"tradingagents serve --urls {url} --data-dir '{DataDirectory}'", times: 2);
        script = Replace(script, "tradingagents watch", $"tradingagents watch --server {url}", times: 1);
        script = Replace(script, "60000", "12000", times: 1); // A fifth of the time.
        script = Replace(script, "sleep 20", "sleep 4", times: 1);
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
        Assert.Contains(publish, await ReadmeAsync(), StringComparison.Ordinal);
        var target = Path.Combine(Folder, "published");
        var elsewhere = Directory.CreateDirectory(Path.Combine(Folder, "elsewhere")).FullName;
        await ShellRun.RunAsync(ProgramFile.Repository, $"{publish.Replace("DIR", $"'{target}'", StringComparison.Ordinal)} --no-restore", Limit);
        var printed = await ShellRun.RunAsync(elsewhere, $"'{target}/tradingagents' analyze AAPL", Limit);
        Assert.Contains("AAPL", printed, StringComparison.Ordinal);
        Assert.Contains("RSI", printed, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere));
    }

    private static Task<string> ReadmeAsync() => File.ReadAllTextAsync(Path.Combine(ProgramFile.Repository, "README.md"));

    /// <summary>The first bash block after a heading.</summary>
    private static async Task<string> BlockAsync(string heading)
    {
        const string opening = "```bash\n", closing = "```\n";
        var readme = await ReadmeAsync();
        var section = readme[readme.IndexOf(heading + "\n", StringComparison.Ordinal)..];
        var block = section[(section.IndexOf(opening, StringComparison.Ordinal) + opening.Length)..];
        return block[..block.IndexOf(closing, StringComparison.Ordinal)];
    }

    private static string Replace(string script, string what, string with, int times)
    {
        Assert.True(script.Split(what).Length - 1 == times, $"'{what}' stands {script.Split(what).Length - 1} times in the block, not {times}: adapt this test to it.\n{script}");
        return script.Replace(what, with, StringComparison.Ordinal);
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
