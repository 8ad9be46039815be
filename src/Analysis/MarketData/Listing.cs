namespace TradingAgents.Analysis.MarketData;

/// <summary>What a symbol tells of itself, as its price file tells only numbers.</summary>
internal static class Listing
{
    private static readonly HashSet<string> Indices = new(StringComparer.OrdinalIgnoreCase) { "SPX", "NDX", "IXIC", "DJI", "RUT", "VIX", "HSI" };

    /// <summary>By the exchange at the end of the symbol: CNY for <c>.SH</c> and <c>.SZ</c>, HKD for <c>.HK</c>, else USD.</summary>
    public static string CurrencyOf(string symbol) => Path.GetExtension(symbol) switch
    {
        ".SH" or ".SZ" => "CNY",
        ".HK" => "HKD",
        _ => "USD",
    };

    /// <summary>Shanghai numbers its indices <c>000xxx.SH</c> and Shenzhen <c>399xxx.SZ</c> (<c>000001.SZ</c> is a bank); a few others by name.</summary>
    public static bool IsIndex(string symbol) =>
        Indices.Contains(symbol) ||
        (symbol.Length == 9 && ((symbol.StartsWith("000", StringComparison.Ordinal) && symbol.EndsWith(".SH", StringComparison.Ordinal)) ||
                                (symbol.StartsWith("399", StringComparison.Ordinal) && symbol.EndsWith(".SZ", StringComparison.Ordinal))));
}
