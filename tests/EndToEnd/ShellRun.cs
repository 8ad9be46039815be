using System.Diagnostics;

namespace TradingAgents.EndToEnd;

/// <summary>A script that bash has run to its end.</summary>
internal static class ShellRun
{
    /// <summary>Runs it and returns what it printed; a failure of its last command, or no end in time, fails the test and ends all it started.</summary>
    /// <param name="workingDirectory">Where it runs.</param>
    /// <param name="script">Its lines.</param>
    /// <param name="limit">How long it may take.</param>
    public static async Task<string> RunAsync(string workingDirectory, string script, TimeSpan limit)
    {
        var output = Path.GetTempFileName(); // A file, since a build may leave processes behind that would hold a pipe open.
        try
        {
            var start = new ProcessStartInfo("bash", ["-c", "exec >\"$0\" 2>&1 </dev/null\n" + script, output]) { WorkingDirectory = workingDirectory };
            start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
            start.Environment["UseSharedCompilation"] = "false";
            using var shell = Process.Start(start)!;
            using var late = new CancellationTokenSource(limit);
            try
            {
                await shell.WaitForExitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                shell.Kill(entireProcessTree: true);
                Assert.Fail($"The script did not end within {limit.TotalSeconds} s. It printed:\n{await ReadAsync(output)}");
            }

            var printed = await ReadAsync(output);
            Assert.True(shell.ExitCode == 0, $"The script failed. It printed:\n{printed}");
            return printed;
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static async Task<string> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
