using System.Collections.Concurrent;
using System.Text;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Telemetry;
using TradingAgents.Analysis.MarketData;

namespace TradingAgents.Analysis.News;

/// <summary>Texts from a folder that holds <c>news/*.jsonl</c>; the folder <c>news</c> may be absent.</summary>
/// <remarks>
/// The folder is listed at every call, so that a file that arrives is seen; a file is read again once its size or its time of writing has changed.
/// Of what was read 128 MiB of files are kept, those used last; a folder that holds more is read again in part. Of every file its version is kept, which costs no look into it.
/// A malformed line is left out and counted, with its file and number. Safe for concurrent use.
/// </remarks>
/// <param name="folder">The folder that holds <c>news</c>.</param>
public sealed class JsonlNews(string folder) : INews
{
    private const long BytesKept = 128 * 1024 * 1024;
    private const int LeastWeight = 4096; // Of a file in memory, however short.

    private readonly string _news = Path.Combine(Path.GetFullPath(folder), "news");
    private readonly LoadCache<string, FileStamp, Versioned<NewsHeld>> _cache =
        new(BytesKept, StringComparer.Ordinal, CacheTier.NewsFiles, stamp => Math.Max(LeastWeight, stamp.Length));
    private readonly ConcurrentDictionary<string, (FileStamp Stamp, string Version)> _versions = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public async Task<NewsHeld> GetNewsAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken = default)
    {
        var texts = new List<NewsText>();
        var skipped = new List<NewsSkip>();
        foreach (var file in Files())
        {
            var held = (await ReadAsync(file, cancellationToken))?.Value ?? NewsFile.LeftOut(file.FullName, "it cannot be opened");
            texts.AddRange(held.Texts.Where(text => text.Published >= from && text.Published <= to));
            skipped.AddRange(held.Skipped);
        }

        // A stable sort: within a day the order of files and lines.
        return new NewsHeld([.. texts.OrderBy(text => text.Published)], skipped);
    }

    /// <inheritdoc />
    /// <remarks>Of the names and bytes of all files: any change of the folder is one.</remarks>
    public async Task<string?> GetVersionAsync(CancellationToken cancellationToken = default)
    {
        var all = new StringBuilder();
        var files = Files();
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((VersionKnown(file) ?? (await ReadAsync(file, cancellationToken))?.Version) is not { } version) return null;
            all.Append(file.Name).Append('\0').Append(version).Append('\0');
        }

        if (_versions.Count > files.Length) Forget(files);
        return all.Length == 0 ? SourceFile.Absent : SourceFile.VersionOf(Encoding.UTF8.GetBytes(all.ToString()));
    }

    /// <returns>Null where it cannot be opened now; that is not kept.</returns>
    private async Task<Versioned<NewsHeld>?> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var stamp = FileStamp.Of(file);
            var read = await _cache.GetAsync(file.FullName, stamp, () => Task.Run(() => NewsFile.Read(file.FullName)), cancellationToken);
            _versions[file.Name] = (stamp, read.Version);
            return read;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string? VersionKnown(FileInfo file) => _versions.TryGetValue(file.Name, out var known) && known.Stamp == FileStamp.Of(file) ? known.Version : null;

    private void Forget(FileInfo[] present)
    {
        var names = present.Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in _versions.Keys.Where(name => !names.Contains(name))) _versions.TryRemove(name, out _);
    }

    private FileInfo[] Files()
    {
        try
        {
            return [.. new DirectoryInfo(_news).GetFiles("*.jsonl").Where(file => file.Exists).OrderBy(file => file.Name, StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private readonly record struct FileStamp(DateTime WrittenAt, long Length)
    {
        public static FileStamp Of(FileInfo file) => new(file.LastWriteTimeUtc, file.Length);
    }
}
