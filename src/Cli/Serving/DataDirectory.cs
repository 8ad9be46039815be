using TradingAgents.Cli.Rendering;

namespace TradingAgents.Cli.Serving;

/// <summary>Where <c>serve</c> keeps its tasks.</summary>
internal static class DataDirectory
{
    /// <summary>The folder given, or the user's own; made, for the user alone, where there is none.</summary>
    /// <exception cref="UsageException">It cannot be made.</exception>
    public static string Prepare(string? given, CliContext context)
    {
        var path = given ?? Default(context);
        try
        {
            if (OperatingSystem.IsWindows() || Directory.Exists(path)) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--data-dir: '{path}' cannot be made: {Plain.Line(failure.Message)}");
        }
    }

    /// <summary><c>$XDG_DATA_HOME/tradingagents</c>, else <c>~/.local/share/tradingagents</c>.</summary>
    public static string Default(CliContext context)
    {
        if (context.Environment("XDG_DATA_HOME") is { } data && Path.IsPathFullyQualified(data)) return Path.Combine(data, "tradingagents");
        if (context.Environment("HOME") is { } home && Path.IsPathFullyQualified(home)) return Path.Combine(home, ".local", "share", "tradingagents");
        var local = System.Environment.GetFolderPath(System.Environment.SpecialFolder.LocalApplicationData);
        return local.Length > 0 ? Path.Combine(local, "tradingagents") : throw new UsageException("--data-dir: give a folder: there is no home folder to make one in.");
    }
}
