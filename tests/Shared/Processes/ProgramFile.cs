using System.Diagnostics;
using System.Reflection;

namespace TradingAgents.Processes;

/// <summary>The built program that a suite tests, and how its processes are started.</summary>
internal static class ProgramFile
{
    private static readonly string[] OwnVariables = ["MAX_CONCURRENT_ANALYSES", "MAX_QUEUE_SIZE", "ANALYSIS_TIMEOUT", "TRADINGAGENTS_KEY"];

    /// <summary>The one built with the tests, or the one that the suite's variable names, such as a published one.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable(Metadata("ProgramVariable")) ??
        Metadata("Program") + (OperatingSystem.IsWindows() ? ".exe" : "");

    /// <summary>The root of the repository that the tests were built in.</summary>
    public static string Repository { get; } = System.IO.Path.GetFullPath(Metadata("Repository"));

    /// <summary>Debug or Release, as these tests were built.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>Where a project that was built with these tests is.</summary>
    public static string OutputOf(string project) =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(Metadata("Program"), "..", "..", "..", project, Configuration.ToLowerInvariant()));

    /// <summary>Starts a process with its output redirected, in an empty folder, free of the caller's settings.</summary>
    public static Process Start(string workingDirectory, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)>? environment = null)
    {
        if (!File.Exists(Path)) Assert.Fail($"The program is not built: there is no {Path}. Build it, or name another with {Metadata("ProgramVariable")}.");
        var start = new ProcessStartInfo(Path, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in OwnVariables) start.Environment.Remove(name);
        foreach (var (name, value) in environment ?? []) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static string Metadata(string key) =>
        typeof(ProgramFile).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
