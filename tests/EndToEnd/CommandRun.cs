namespace TradingAgents.EndToEnd;

/// <summary>A command of the program that has run to its end.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>The lines on standard error.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static Task<CommandRun> RunAsync(string workingDirectory, params string[] arguments) => RunWithAsync(workingDirectory, [], arguments);

    /// <summary>Runs a command with some variables set; one that does not end is killed and fails the test.</summary>
    public static async Task<CommandRun> RunWithAsync(string workingDirectory, (string Name, string Value)[] environment, params string[] arguments)
    {
        using var process = ProgramFile.Start(workingDirectory, arguments, environment);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail($"'{string.Join(' ', arguments)}' did not end within {Limit.TotalSeconds} s. It said: {await output} {await error}");
        }

        return new CommandRun(process.ExitCode, await output, await error);
    }
}
