using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Telemetry;
using TradingAgents.Analysis.MarketData;

namespace TradingAgents.Analysis.Fundamentals;

/// <summary>Filings from a folder that may hold <c>fundamentals/SYMBOL.csv</c> and <c>splits.csv</c>; where they are absent, nothing is held.</summary>
/// <remarks>
/// The folder is listed once, when the instance is made, and a symbol is only ever compared with that list: it never becomes part of a path.
/// A file is read when it is first asked for, kept while it is among the last used, and read again once it has changed. Safe for concurrent use.
/// </remarks>
public sealed class CsvFundamentals : IFundamentalsData
{
    private const int CacheSize = 64;

    private readonly Dictionary<string, string> _pathBySymbol = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _splits;
    private readonly LoadCache<string, FileStamp, Versioned<FiledFact[]>> _facts = new(CacheSize, StringComparer.Ordinal, CacheTier.FilingFiles);
    private readonly LoadCache<string, FileStamp, Versioned<ILookup<string, ShareSplit>>> _splitsBySymbol = new(1, StringComparer.Ordinal, CacheTier.FilingFiles);

    /// <summary>Lists the folder.</summary>
    /// <param name="folder">The market data folder, the one that holds <c>prices</c>.</param>
    public CsvFundamentals(string folder)
    {
        var root = Path.GetFullPath(folder);
        _splits = Path.Combine(root, "splits.csv");
        var fundamentals = Path.Combine(root, "fundamentals");
        if (!Directory.Exists(fundamentals)) return;

        // Ordinal order, so that of two names that differ only by case the same one wins everywhere.
        foreach (var path in Directory.GetFiles(fundamentals, "*.csv").Order(StringComparer.Ordinal))
        {
            var symbol = Path.GetFileNameWithoutExtension(path).ToUpperInvariant();
            if (RequestRules.IsCode(symbol, 32)) _pathBySymbol.TryAdd(symbol, path);
        }
    }

    /// <inheritdoc />
    public async Task<CompanyFilings?> GetFilingsAsync(string symbol, DateOnly asOf, CancellationToken cancellationToken = default)
    {
        if (await ReadFactsAsync(symbol, cancellationToken) is not { Value: var facts }) return null;
        FiledFact[] known = [.. facts.TakeWhile(fact => fact.Filed <= asOf)];
        if (known.Length == 0) return null;
        var splits = await ReadSplitsAsync(cancellationToken);
        return new CompanyFilings(symbol.ToUpperInvariant(), known) { Splits = splits is null ? null : [.. splits.Value[symbol.ToUpperInvariant()]] };
    }

    /// <inheritdoc />
    /// <remarks>Of the bytes of the two files; it is as cheap as <see cref="GetFilingsAsync"/>.</remarks>
    public async Task<string?> GetVersionAsync(string symbol, CancellationToken cancellationToken = default)
    {
        try
        {
            if (await ReadFactsAsync(symbol, cancellationToken) is not { } facts) return SourceFile.Absent;
            return $"{facts.Version} {(await ReadSplitsAsync(cancellationToken))?.Version ?? SourceFile.Absent}";
        }
        catch (InvalidDataException)
        {
            return null; // Whoever reads the filings is told what is wrong with them.
        }
    }

    private async Task<Versioned<FiledFact[]>?> ReadFactsAsync(string symbol, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_pathBySymbol.TryGetValue(symbol, out var path) || FileStamp.Of(path) is not { } stamp) return null;
        return await _facts.GetAsync(path, stamp, () => Task.Run(() => FilingsFile.Read(path)), cancellationToken);
    }

    private async Task<Versioned<ILookup<string, ShareSplit>>?> ReadSplitsAsync(CancellationToken cancellationToken) => FileStamp.Of(_splits) is { } stamp
        ? await _splitsBySymbol.GetAsync(_splits, stamp, () => Task.Run(() => FilingsFile.ReadSplits(_splits)), cancellationToken)
        : null;

    private readonly record struct FileStamp(DateTime WrittenAt, long Length)
    {
        public static FileStamp? Of(string path) =>
            new FileInfo(path) is { Exists: true } file ? new FileStamp(file.LastWriteTimeUtc, file.Length) : null;
    }
}
