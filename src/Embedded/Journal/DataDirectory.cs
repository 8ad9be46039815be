using System.Globalization;

namespace TradingAgents.Embedded.Journal;

/// <summary>The folder that holds one engine's durable state, held by this process alone until disposed.</summary>
/// <remarks>
/// The lock is the operating system's (flock on Unix), so that the kernel releases it however the process ends.
/// Network file systems may not support it; SQLite's WAL does not work on them either.
/// </remarks>
internal sealed class DataDirectory : IDisposable
{
    private const string LockFile = "lock";

    // Not the lock file itself: .NET takes a shared lock to read a file, which the exclusive one refuses.
    private const string ProcessFile = "pid";

    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <summary>Makes the folder where there is none, readable by its owner only, and locks it.</summary>
    /// <exception cref="DataDirectoryUnusableException">It cannot be made, or not be written.</exception>
    /// <exception cref="DataDirectoryInUseException">Another engine, in this process or another, holds it.</exception>
    public static DataDirectory Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        FileStream held;
        try
        {
            Create(full);
            held = new FileStream(System.IO.Path.Combine(full, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException refused) when (IsSharingViolation(refused))
        {
            throw new DataDirectoryInUseException(full, ReadProcessId(full), refused);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new DataDirectoryUnusableException(full, refused.Message, refused);
        }

        try
        {
            File.WriteAllText(System.IO.Path.Combine(full, ProcessFile), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            // It only makes a refusal easier to read; a full disk, or the file of another user, must not keep the engine from starting.
        }

        return new DataDirectory(full, held);
    }

    /// <summary>Gives the folder free.</summary>
    public void Dispose() => _lock.Dispose();

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>EWOULDBLOCK on Linux and on macOS, ERROR_SHARING_VIOLATION on Windows; a full or broken disk is something else.</summary>
    private static bool IsSharingViolation(IOException refused) =>
        OperatingSystem.IsWindows() ? refused.HResult == unchecked((int)0x80070020)
        : OperatingSystem.IsMacOS() ? refused.HResult == 35
        : refused.HResult == 11;

    private static int? ReadProcessId(string path)
    {
        try
        {
            var text = File.ReadAllText(System.IO.Path.Combine(path, ProcessFile));
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
