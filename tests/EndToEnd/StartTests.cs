namespace TradingAgents.EndToEnd;

/// <summary>Starts that cannot be.</summary>
public sealed class StartTests : ProcessTest
{
    private static readonly string[][] BadValues =
    [
        ["--urls", "nonsense"],
        ["--urls", "http://127.0.0.1:99999"],
        ["--nodes", "0"],
        ["--nodes", "many"],
        ["--max-concurrent", "0"],
        ["--max-concurrent", "2.5"],
        ["--max-queue", "-1"],
        ["--timeout", "0"],
        ["--timeout", "7201"],
        ["--strategy", "fastest"],
        ["--aging-seconds", "0"],
        ["--drain-seconds", "-1"],
        ["--market-data", "/nowhere/at/all"],
        ["--api-keys", "/nowhere/at/all"],
        ["--urls", "http://0.0.0.0:0"], // Without keys only the loopback is served.
    ];

    private static readonly (string Name, string Value)[] BadVariables =
        [("MAX_CONCURRENT_ANALYSES", "0"), ("MAX_QUEUE_SIZE", "lots"), ("ANALYSIS_TIMEOUT", "-3")];

    [Fact]
    public async Task A_bad_value_stops_the_start_with_one_line_and_exit_code_2()
    {
        await Parallel.ForEachAsync(BadValues, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (bad, _) =>
            Check(bad[0], string.Join(' ', bad), await CommandRun.RunAsync(Folder, ["serve", "--data-dir", DataDirectory, .. bad])));
        foreach (var variable in BadVariables)
            Check(variable.Name, $"{variable.Name}={variable.Value}", await CommandRun.RunWithAsync(Folder, [variable], "serve", "--data-dir", DataDirectory));

        static void Check(string mentioned, string what, CommandRun run)
        {
            Assert.True(run.ExitCode == 2, $"{what}: exit code {run.ExitCode}: {run.Error}");
            Assert.True(run.ErrorLines.Length == 1, $"{what}: {run.Error}");
            Assert.True(run.Error.Contains(mentioned, StringComparison.Ordinal) || mentioned == "--urls", $"{what} is not named: {run.Error}");
            Assert.Empty(run.Output);
        }
    }

    [Fact]
    public async Task An_unknown_option_or_command_exits_2()
    {
        Assert.Equal(2, (await CommandRun.RunAsync(Folder, "serve", "--frobnicate")).ExitCode);
        Assert.Equal(2, (await CommandRun.RunAsync(Folder, "frobnicate")).ExitCode);
    }

    [Fact]
    public async Task A_data_directory_that_is_a_file_or_an_address_in_use_exits_2()
    {
        var file = Path.Combine(Folder, "file");
        await File.WriteAllTextAsync(file, "");
        var refused = await CommandRun.RunAsync(Folder, "serve", "--data-dir", file);
        Assert.Equal(2, refused.ExitCode);
        Assert.Single(refused.ErrorLines);

        var server = await ServeAsync();
        var second = await CommandRun.RunAsync(Folder, "serve", "--urls", $"http://127.0.0.1:{server.Url.Port}", "--data-dir", Path.Combine(Folder, "other"));
        Assert.Equal(2, second.ExitCode);
        Assert.Contains($"{server.Url.Port}", Assert.Single(second.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_exit_code_3()
    {
        var server = await ServeAsync();
        await server.KillAsync();
        var run = await CommandRun.RunAsync(Folder, "stats", "--server", server.Url.ToString());
        Assert.Equal(3, run.ExitCode);
        Assert.Empty(run.Output);
    }
}
