using System.Diagnostics;

namespace TradingAgents.Load;

/// <summary>A program that listens, in a process of its own.</summary>
internal sealed class ServerChild : IDisposable
{
    private const string Listening = "listening on ";
    private readonly Process _process;

    private ServerChild(Process process, Uri url, TimeSpan readyAfter) => (_process, Url, ReadyAfter) = (process, url, readyAfter);

    public Uri Url { get; }

    /// <summary>From its start until it said that it listens.</summary>
    public TimeSpan ReadyAfter { get; }

    /// <summary><c>tradingagents serve</c>, as built beside this program.</summary>
    public static ServerChild Serve(string folder, params string[] options)
    {
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "tradingagents"));
        if (!File.Exists(program)) throw new InvalidOperationException("Build the program first: dotnet build src/Cli -c Release");
        return Start(program, ["serve", "--urls", "http://127.0.0.1:0", "--data-dir", folder, "--allow-synthetic", "--log-level", "error", .. options]);
    }

    /// <summary><c>tradingagents-silo</c>, as built beside this program; its log is passed over.</summary>
    public static ServerChild Silo(params string[] options)
    {
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Silo", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "tradingagents-silo"));
        if (!File.Exists(program)) throw new InvalidOperationException("Build the program first: dotnet build src/Silo -c Release");
        return Start(program, options, quiet: true);
    }

    /// <summary>This program itself.</summary>
    public static ServerChild Self(params string[] arguments) => Start(Environment.ProcessPath!, arguments);

    /// <summary>SIGTERM, SIGSTOP, SIGCONT by the name after SIG.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("/bin/sh", ["-c", FormattableString.Invariant($"kill -{name} {_process.Id}")]);
        kill.WaitForExit();
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public (long ResidentBytes, TimeSpan Processor) Usage()
    {
        _process.Refresh();
        return (_process.WorkingSet64, _process.TotalProcessorTime);
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private static ServerChild Start(string program, string[] arguments, bool quiet = false)
    {
        var watch = Stopwatch.StartNew();
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = quiet })!;
        if (quiet) process.BeginErrorReadLine();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (!line.StartsWith(Listening, StringComparison.Ordinal)) continue;
            _ = process.StandardOutput.ReadToEndAsync();
            return new ServerChild(process, new Uri(line[Listening.Length..].Trim()), watch.Elapsed);
        }

        process.WaitForExit();
        throw new InvalidOperationException($"{program} ended with {process.ExitCode} before it listened.");
    }
}
