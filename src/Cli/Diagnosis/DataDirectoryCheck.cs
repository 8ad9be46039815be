using TradingAgents.Cli.Rendering;

namespace TradingAgents.Cli.Diagnosis;

/// <summary>Whether tasks could be kept where they are to be kept.</summary>
internal static class DataDirectoryCheck
{
    private const string Subject = "data directory";
    private const long Little = 1L << 30;
    private const long TooLittle = 100L << 20;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>File systems on which SQLite's write-ahead log and the lock do not hold.</summary>
    private static readonly string[] OverTheNetwork = ["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "fuse.sshfs"];

    /// <param name="path">As <c>serve</c> would use it.</param>
    /// <param name="serverAnswers">Whether a server runs, which would then hold it.</param>
    public static IEnumerable<Finding> Find(string path, bool serverAnswers)
    {
        if (File.Exists(path))
        {
            yield return new(Subject, FindingLevel.Problem, $"{path} is a file", "Name a folder with --data-dir.");
            yield break;
        }

        var existing = path;
        while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } parent) existing = parent;
        if (Unwritable(existing) is { } refusal)
        {
            yield return new(Subject, FindingLevel.Problem, $"{existing} cannot be written: {refusal}", "Give this user the right to write there, or name another folder with --data-dir.");
        }
        else if (existing != path)
        {
            yield return new(Subject, FindingLevel.Ok, $"{path} is made at the first start");
        }
        else
        {
            foreach (var finding in FindInside(path, serverAnswers)) yield return finding;
        }

        foreach (var finding in FindDisk(existing)) yield return finding;
    }

    private static IEnumerable<Finding> FindInside(string path, bool serverAnswers)
    {
        var holder = Holder(path);
        yield return (holder, serverAnswers) switch
        {
            (null, _) => new(Subject, FindingLevel.Ok, $"{path} can be written and is free"),
            (_, true) => new(Subject, FindingLevel.Ok, $"{path} is in use by process {holder}, as it is while a server runs"),
            _ => new(Subject, FindingLevel.Warning, $"{path} is in use by process {holder}, but no server answers where one should",
                "It may listen at another address: name that with --server. A second server needs a folder of its own: --data-dir."),
        };
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            yield return new(Subject, FindingLevel.Warning, "others on this machine can read the tasks in it", $"chmod 700 '{path}'");
    }

    private static IEnumerable<Finding> FindDisk(string path)
    {
        var drive = new DriveInfo(path);
        if (OverTheNetwork.Contains(drive.DriveFormat, StringComparer.OrdinalIgnoreCase))
            yield return new("disk", FindingLevel.Problem, $"the data directory is on a network file system ({drive.DriveFormat}), where neither the journal nor its lock is safe", "Name a folder on a local disk with --data-dir.");
        var free = drive.AvailableFreeSpace;
        var found = $"{Plain.Number(free / (double)(1 << 30))} GiB free for the data directory";
        yield return free switch
        {
            < TooLittle => new("disk", FindingLevel.Problem, found, "Make room: a server whose disk is full refuses new work."),
            < Little => new("disk", FindingLevel.Warning, found, "Make room, or remove old tasks: POST /api/v1/admin/cleanup."),
            _ => new("disk", FindingLevel.Ok, found),
        };
    }

    /// <summary>Why nothing can be written there; null: it can.</summary>
    private static string? Unwritable(string folder)
    {
        try
        {
            var probe = Path.Combine(folder, ".tradingagents-doctor-" + Guid.NewGuid().ToString("N"));
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)) return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return refused.Message;
        }
    }

    /// <summary>The process whose lock is on it, as far as it can be told; null: none.</summary>
    private static string? Holder(string path)
    {
        var file = Path.Combine(path, "lock");
        if (!File.Exists(file)) return null;
        try
        {
            using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None)) return null;
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            try
            {
                return File.ReadAllText(Path.Combine(path, "pid")).Trim();
            }
            catch (IOException)
            {
                return "unknown";
            }
        }
    }
}
