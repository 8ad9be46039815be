using System.Text;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Telemetry;
using TradingAgents.Analysis.MarketData;

namespace TradingAgents.Analysis.News;

/// <summary>Texts from a folder that holds <c>news/*.jsonl</c>; the folder <c>news</c> may be absent.</summary>
/// <remarks>
/// The folder is listed at every call, so that a file that arrives is seen; a file is read again once its size or its time of writing has changed.
/// A malformed line is left out and counted, with its file and number. Safe for concurrent use.
/// </remarks>
/// <param name="folder">The folder that holds <c>news</c>.</param>
public sealed class JsonlNews(string folder) : INews
{
    private const int FilesKept = 256;

    private readonly string _news = Path.Combine(Path.GetFullPath(folder), "news");
    private readonly LoadCache<string, (DateTime WrittenAt, long Length), Versioned<NewsHeld>> _cache = new(FilesKept, StringComparer.Ordinal, CacheTier.NewsFiles);

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
        foreach (var file in Files())
        {
            if (await ReadAsync(file, cancellationToken) is not { } read) return null;
            all.Append(file.Name).Append('\0').Append(read.Version).Append('\0');
        }

        return all.Length == 0 ? SourceFile.Absent : SourceFile.VersionOf(Encoding.UTF8.GetBytes(all.ToString()));
    }

    /// <returns>Null where it cannot be opened now; that is not kept.</returns>
    private async Task<Versioned<NewsHeld>?> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await _cache.GetAsync(file.FullName, (file.LastWriteTimeUtc, file.Length), () => Task.Run(() => NewsFile.Read(file.FullName)), cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
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
}
