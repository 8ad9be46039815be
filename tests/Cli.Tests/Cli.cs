using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Cli.Serving;

namespace TradingAgents.Cli.Tests;

/// <summary>The program, run in this process.</summary>
internal sealed class Cli
{
    public FakeServer Server { get; init; } = FakeServer.Away;
    public bool Terminal { get; init; }
    public Dictionary<string, string> Environment { get; init; } = new() { ["HOME"] = "/users/someone", ["TERM"] = "xterm" };
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The keys that are pressed, one for each time it is looked.</summary>
    public Func<char?> PressedKey { get; init; } = () => null;

    public (int Width, int Height) Size { get; init; } = (80, 24);

    public string WorkingDirectory { get; init; } = Path.GetTempPath();
    public Func<LocalAnalysis, Task<AnalysisResult>> Analyze { get; init; } = _ => throw new AnalysisException("no_data", "There is no data.", retryable: false);

    public Func<LocalBacktest, Task<string>> Backtest { get; init; } = _ => throw new AnalysisException("no_data", "There is no data.", retryable: false);

    /// <summary>What <c>serve</c> was asked to do.</summary>
    public ServeOptions? Served { get; private set; }

    public async Task<CliRun> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken = default)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        var context = new CliContext
        {
            Out = output,
            Error = error,
            OutIsTerminal = Terminal,
            ErrorIsTerminal = Terminal,
            Environment = name => Environment.GetValueOrDefault(name),
            WorkingDirectory = WorkingDirectory,
            Time = Time,
            PressedKey = PressedKey,
            Size = () => Size,
            Handler = Server,
            Parts = new CliParts(Serve, (analysis, _) => Analyze(analysis), (result, format) => $"{format} of {result.Task.TaskId} {result.Report.GetRawText()}\n", (backtest, _) => Backtest(backtest)),
        };
        var exitCode = await CliApp.RunAsync(args, context, cancellationToken);
        return new CliRun(exitCode, output.ToString(), error.ToString());
    }

    public Task<CliRun> RunAsync(string commandLine) => RunAsync(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private Task<int> Serve(ServeOptions options, CliContext context, CancellationToken cancellationToken)
    {
        Served = options;
        return Task.FromResult(ExitCodes.Done);
    }
}

internal sealed record CliRun(int ExitCode, string Out, string Error);
