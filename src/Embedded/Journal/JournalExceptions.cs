using TradingAgents.Abstractions;

namespace TradingAgents.Embedded.Journal;

/// <summary>Another process, or another engine of this one, holds the data directory.</summary>
/// <param name="directory">The data directory.</param>
/// <param name="processId">Who holds it, as far as known.</param>
/// <param name="inner">The cause.</param>
public sealed class DataDirectoryInUseException(string directory, int? processId, Exception? inner = null) : Exception(
    $"The data directory '{directory}' is in use by {(processId is { } id ? $"process {id}" : "another process")}. " +
    "Stop that one first, or choose another directory.", inner)
{
    public string Directory { get; } = directory;
    public int? ProcessId { get; } = processId;
}

/// <summary>The data directory cannot be made, or this user may not write it.</summary>
/// <param name="directory">The data directory.</param>
/// <param name="reason">What the operating system said.</param>
/// <param name="inner">The cause.</param>
public sealed class DataDirectoryUnusableException(string directory, string reason, Exception? inner = null) : Exception(
    $"The data directory '{directory}' cannot be used: {reason.TrimEnd('.')}. Make it writable for the user that runs this, or choose another directory.", inner);

/// <summary>A newer release wrote the journal; this one would not understand it.</summary>
/// <param name="file">The journal.</param>
/// <param name="found">Its schema version.</param>
/// <param name="supported">The newest schema version this release knows.</param>
public sealed class SchemaTooNewException(string file, int found, int supported) : Exception(
    $"The journal '{file}' has schema version {found}, but this release ({ReleaseVersion}) knows versions up to {supported} only. " +
    "Start the release that wrote it, or a newer one, or choose another data directory. Nothing was changed.")
{
    public int Found { get; } = found;
    public int Supported { get; } = supported;

    private static string ReleaseVersion => typeof(SchemaTooNewException).Assembly.GetName().Version?.ToString(3) ?? "unknown";
}

/// <summary>The journal file cannot be read as one.</summary>
/// <param name="file">The journal.</param>
/// <param name="reason">What is wrong with it.</param>
/// <param name="inner">The cause.</param>
public sealed class JournalDamagedException(string file, string reason, Exception? inner = null) : Exception(
    $"The journal '{file}' cannot be read: {reason}. Restore it from a backup, or move it away (with its -wal and -shm files) to start with an empty one.", inner);

/// <summary>The journal cannot be written or read now: the disk is full or fails. The engine recovers by itself when the disk does.</summary>
public sealed class StorageUnavailableException(string message, Exception? inner = null)
    : EngineException(ErrorCodes.StorageUnavailable, message, inner);
