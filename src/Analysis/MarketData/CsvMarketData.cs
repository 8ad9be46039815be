using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Telemetry;

namespace TradingAgents.Analysis.MarketData;

/// <summary>Daily prices from a folder that holds <c>prices/SYMBOL.csv</c>.</summary>
/// <remarks>
/// The folder is listed once, when the instance is made, and a symbol is only ever compared with that list: it never becomes part of a path.
/// A file is read when it is first asked for, by one reader however many ask, kept while it is among the last used, and read again
/// once its size or its time of writing has changed. Safe for concurrent use.
/// </remarks>
public sealed class CsvMarketData : IMarketData
{
    /// <summary>How many symbols stay in memory unless told otherwise.</summary>
    public const int DefaultCacheSize = 64;

    private readonly Dictionary<string, string> _pathBySymbol = new(StringComparer.OrdinalIgnoreCase);
    private readonly string[] _symbols;
    private readonly LoadCache<string, FileStamp, Versioned<PriceHistory>> _cache;

    /// <summary>Lists the folder.</summary>
    /// <param name="folder">The folder that holds <c>prices</c>.</param>
    /// <param name="cacheSize">How many symbols stay in memory, 1 or more.</param>
    /// <exception cref="DirectoryNotFoundException">There is no folder <c>prices</c> in it.</exception>
    public CsvMarketData(string folder, int cacheSize = DefaultCacheSize)
    {
        var prices = Path.Combine(Path.GetFullPath(folder), "prices");
        if (!Directory.Exists(prices))
            throw new DirectoryNotFoundException($"'{folder}' is no market data folder: it must hold a folder 'prices' with files such as AAPL.csv.");

        // Ordinal order, so that of two names that differ only by case the same one wins everywhere.
        foreach (var path in Directory.GetFiles(prices, "*.csv").Order(StringComparer.Ordinal))
        {
            var symbol = Path.GetFileNameWithoutExtension(path).ToUpperInvariant();
            if (RequestRules.IsCode(symbol, 32)) _pathBySymbol.TryAdd(symbol, path);
        }

        _symbols = [.. _pathBySymbol.Keys.Order(StringComparer.Ordinal)];
        _cache = new LoadCache<string, FileStamp, Versioned<PriceHistory>>(cacheSize, StringComparer.OrdinalIgnoreCase, CacheTier.PriceFiles);
    }

    /// <summary>The data folder that ships next to the program, whatever the working directory is.</summary>
    /// <exception cref="DirectoryNotFoundException">The installation is incomplete.</exception>
    public static string FindShipped()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "data");
        return Directory.Exists(Path.Combine(folder, "prices"))
            ? folder
            : throw new DirectoryNotFoundException($"The market data that ships with the program is not at '{folder}': install it again, or name a folder of your own.");
    }

    /// <inheritdoc />
    /// <exception cref="InvalidDataException">The file holds something that is not a price row; the message names file and line.</exception>
    public async Task<PriceHistory?> GetPricesAsync(string symbol, DateOnly? asOf = null, CancellationToken cancellationToken = default)
    {
        if (await ReadAsync(symbol, cancellationToken) is not { Value: var all }) return null;
        return asOf is { } day ? all with { Bars = Cut((PriceBar[])all.Bars, day) } : all;
    }

    /// <inheritdoc />
    /// <remarks>Of the bytes of the file; it is as cheap as <see cref="GetPricesAsync"/>.</remarks>
    public async Task<string?> GetVersionAsync(string symbol, CancellationToken cancellationToken = default)
    {
        try
        {
            return await ReadAsync(symbol, cancellationToken) is { } read ? read.Version : SourceFile.Absent;
        }
        catch (InvalidDataException)
        {
            return null; // Whoever reads the prices is told what is wrong with them.
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> GetSymbolsAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<string>>(_symbols);

    private async Task<Versioned<PriceHistory>?> ReadAsync(string symbol, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_pathBySymbol.TryGetValue(symbol, out var path)) return null;
        var file = new FileInfo(path);
        if (!file.Exists) return null;

        var stamp = new FileStamp(file.LastWriteTimeUtc, file.Length);
        var name = Path.GetFileNameWithoutExtension(path).ToUpperInvariant();
        return await _cache.GetAsync(name, stamp, () => Task.Run(() => Load(name, path)), cancellationToken);
    }

    private static Versioned<PriceHistory> Load(string symbol, string path)
    {
        var (bars, version) = PriceFile.Read(path);
        return new Versioned<PriceHistory>(
            new PriceHistory(symbol, CurrencyOf(symbol), bars) { AdjustedTo = bars.Length > 0 ? bars[^1].Date : null }, version);
    }

    private static string CurrencyOf(string symbol) => Path.GetExtension(symbol) switch
    {
        ".SH" or ".SZ" => "CNY",
        ".HK" => "HKD",
        _ => "USD",
    };

    private static ArraySegment<PriceBar> Cut(PriceBar[] bars, DateOnly asOf)
    {
        int from = 0, to = bars.Length;
        while (from < to)
        {
            var middle = from + (to - from) / 2;
            if (bars[middle].Date <= asOf) from = middle + 1;
            else to = middle;
        }

        return new ArraySegment<PriceBar>(bars, 0, from);
    }

    private readonly record struct FileStamp(DateTime WrittenAt, long Length);
}
