using System.Diagnostics;

namespace TradingAgents.Architecture.Tests;

/// <summary>The files of this repository, as the rules look at them. Paths are relative to its root, with forward slashes.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Tracked files and new ones that are not ignored.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static IReadOnlyList<Project> Projects { get; } =
        [.. Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).Select(Project.Read)];

    public static IEnumerable<Project> SourceProjects => Projects.Where(project => project.Folder.StartsWith("src/", StringComparison.Ordinal));

    public static string FullPath(string file) => Path.Combine(Root, file);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TradingAgents.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("TradingAgents.sln is in no folder above the tests.");
    }

    private static List<string> ListFiles()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        })!;
        var names = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        if (git.ExitCode != 0) throw new InvalidOperationException($"git ls-files ended with {git.ExitCode}; these rules need a checkout.");
        return [.. names.Where(name => File.Exists(FullPath(name))).Order(StringComparer.Ordinal)];
    }
}
