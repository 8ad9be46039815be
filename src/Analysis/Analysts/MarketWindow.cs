using System.Text.Json.Serialization;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Analysts;

/// <summary>Which prices an analysis reads; fixed by its first stage, so that a resumed run sees what the first one saw.</summary>
public sealed record MarketWindow
{
    public required string Symbol { get; init; }
    public required string Currency { get; init; }

    /// <summary>Whether it is an index, whose levels are points.</summary>
    public bool IsIndex { get; init; }

    /// <summary>What a price counts: the currency, of an index <c>points</c>.</summary>
    [JsonIgnore]
    public string PriceUnit => IsIndex ? NumberTexts.Points : Currency;

    /// <summary>As asked for, else the last bar held.</summary>
    public required DateOnly TradeDate { get; init; }

    /// <summary>The first bar read.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last bar read: the last one on or before the trade date.</summary>
    public required DateOnly To { get; init; }

    public required int Rows { get; init; }

    /// <summary>Which data, such as <c>prices/AAPL.csv</c>.</summary>
    [JsonIgnore]
    public string Source => SourceOf(Symbol);

    /// <summary>Calendar days from the last bar to the trade date.</summary>
    [JsonIgnore]
    public int GapDays => TradeDate.DayNumber - To.DayNumber;

    public static string SourceOf(string symbol) => $"prices/{symbol}.csv";

    /// <summary>The bars of the window.</summary>
    internal async Task<PriceBar[]> ReadAsync(IMarketData marketData, CancellationToken cancellationToken)
    {
        var history = await marketData.GetPricesAsync(Symbol, To, cancellationToken);
        PriceBar[] bars = history is null ? [] : [.. history.Bars.Where(bar => bar.Date >= From)];
        return bars.Length > 0
            ? bars
            : throw new AnalysisException(TaskErrorCodes.NoData, $"The prices of {Symbol} that this analysis began with are no longer held.", retryable: false);
    }
}
