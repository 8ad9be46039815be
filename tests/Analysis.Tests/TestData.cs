using TradingAgents.Abstractions;
using TradingAgents.Analysis.MarketData;
using TradingAgents.Analysis.News;

namespace TradingAgents.Analysis.Tests;

/// <summary>Where the tests find prices.</summary>
internal static class TestData
{
    /// <summary>What ships with the program.</summary>
    public static CsvMarketData Shipped { get; } = new(CsvMarketData.FindShipped());

    /// <summary>The larger set beside the repository; null where it is absent.</summary>
    public static CsvMarketData? Shared { get; } = FindShared() is { } folder ? new CsvMarketData(folder) : null;

    /// <summary>The texts of the larger set, or the test is reported as skipped.</summary>
    public static JsonlNews SharedNewsOrSkip()
    {
        SharedOrSkip();
        return new JsonlNews(FindShared()!);
    }

    /// <summary>The larger set, or the test is reported as skipped.</summary>
    public static CsvMarketData SharedOrSkip()
    {
        Assert.SkipWhen(Shared is null, "The shared market data is not beside the repository (../shared/data), and TRADINGAGENTS_SHARED_DATA names none.");
        return Shared;
    }

    /// <summary>The folder of the larger set, or the test is reported as skipped.</summary>
    public static string SharedFolderOrSkip()
    {
        SharedOrSkip();
        return FindShared()!;
    }

    /// <summary>Made-up weekdays of one price path; a candle reaches 1 % above and below.</summary>
    public static PriceHistory Path(string symbol, IEnumerable<double> closes, DateOnly? start = null)
    {
        var date = start ?? new DateOnly(2015, 1, 1);
        var bars = new List<PriceBar>();
        foreach (var close in closes)
        {
            while (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) date = date.AddDays(1);
            bars.Add(new PriceBar(date, close, close * 1.01, close * 0.99, close, 1_000_000));
            date = date.AddDays(1);
        }

        return new PriceHistory(symbol, "USD", bars);
    }

    private static string? FindShared()
    {
        if (Environment.GetEnvironmentVariable("TRADINGAGENTS_SHARED_DATA") is { Length: > 0 } named) return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(System.IO.Path.Combine(candidate, "prices"))) return candidate;
        }

        return null;
    }
}
