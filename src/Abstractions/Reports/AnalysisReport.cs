using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingAgents.Abstractions.Reports;

/// <summary>What an analysis found, as read by people and programs.</summary>
/// <remarks>
/// All that differs between two runs on the same input (ids, clock times, durations) is under <see cref="Meta"/>;
/// everything else is reproducible to the byte.
/// </remarks>
public sealed record AnalysisReport
{
    public required ReportMeta Meta { get; init; }
    public required string StockCode { get; init; }
    public required AnalysisType AnalysisType { get; init; }
    public required int Depth { get; init; }

    /// <summary><c>en</c> or <c>zh</c>: the language of every text in it.</summary>
    public required string Language { get; init; }

    /// <summary>Nothing dated after it was read.</summary>
    public required DateOnly TradeDate { get; init; }

    /// <summary>What a price counts: <c>USD</c>, <c>CNY</c>, <c>HKD</c>; of an index <c>points</c>.</summary>
    public required string Currency { get; init; }

    public required Decision Decision { get; init; }

    /// <summary>What each analyst says.</summary>
    public required IReadOnlyList<AnalystReport> Analysts { get; init; }

    /// <summary>Bull against bear; null where the analysis has no debate.</summary>
    public InvestmentDebate? Debate { get; init; }

    /// <summary>The research manager's judgement; null where the analysis has no debate.</summary>
    public ResearchPlan? ResearchPlan { get; init; }

    /// <summary>The trader's proposal; null where the analysis has no debate.</summary>
    public TraderProposal? TraderProposal { get; init; }

    /// <summary>Three views of the risk; null where the analysis has no debate.</summary>
    public RiskDebate? RiskDebate { get; init; }

    /// <summary>Every fact the analysts rest on, with its number and date.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>What was read: source, window, rows.</summary>
    public required IReadOnlyList<DataWindow> DataWindows { get; init; }

    /// <summary>What could not be used, each in a plain sentence that says why.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>For the charts; null where there are no prices.</summary>
    public PriceChart? Chart { get; init; }

    /// <summary>The report of a result; null where it is a synthetic one.</summary>
    public static AnalysisReport? FromJson(JsonElement report) =>
        report.ValueKind == JsonValueKind.Object && report.TryGetProperty("decision", out _)
            ? report.Deserialize<AnalysisReport>(ContractJson.Options)
            : null;
}

/// <summary>What differs between two runs on the same input.</summary>
public sealed record ReportMeta
{
    public required string TaskId { get; init; }
    public required DateTimeOffset GeneratedAt { get; init; }
    public required int Attempt { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }
}

/// <summary>The outcome of an analysis.</summary>
public sealed record Decision
{
    public required Rating Rating { get; init; }
    public required TradeAction Action { get; init; }

    /// <summary>
    /// 0 to 1: how likely the price is to go the decision's way by the end of the horizon (Hold: to stay within its usual movement), calibrated on the
    /// symbol's own past by <see cref="TrackRecord"/>; 0 where nothing was judged.
    /// </summary>
    public required double Confidence { get; init; }

    /// <summary>0 to 1: how strongly the evidence agrees. It is not a probability.</summary>
    public double Conviction { get; init; }

    /// <summary>What the confidence rests on; null where nothing was judged.</summary>
    public TrackRecord? TrackRecord { get; init; }

    /// <summary>0 (calm) to 1 (wild).</summary>
    public required double Risk { get; init; }

    /// <summary>In the symbol's currency; null where no trade is proposed.</summary>
    public double? Entry { get; init; }

    /// <summary>Where the view is given up; null where no trade is proposed.</summary>
    public double? Stop { get; init; }

    /// <summary>Where the gain is taken; null where no trade is proposed.</summary>
    public double? Target { get; init; }

    /// <summary>Share of the equity to put in, 0 to 1; 0 where no trade is proposed.</summary>
    public double PositionShare { get; init; }

    /// <summary>Such as <c>4 to 8 weeks</c>.</summary>
    public required string Horizon { get; init; }

    /// <summary>The far end of the horizon, 1 to 26; for a Hold: when to look again.</summary>
    public int HorizonWeeks { get; init; }

    /// <summary>Two or three sentences.</summary>
    public required string Summary { get; init; }

    /// <summary>The investment thesis: how the evidence, the debate and the risk views led here, in a paragraph; empty where nothing was judged.</summary>
    public string Thesis { get; init; } = "";

    /// <summary>Three to six sentences, the weightiest first.</summary>
    public required IReadOnlyList<string> KeyPoints { get; init; }

    /// <summary>What would change the view, each with its level.</summary>
    public required IReadOnlyList<string> WouldChangeTheView { get; init; }
}

/// <summary>Five grades from buy to sell, in JSON spelt as in the field: Buy, Overweight, Hold, Underweight, Sell.</summary>
public enum Rating
{
    [JsonStringEnumMemberName("Buy")]
    Buy,

    [JsonStringEnumMemberName("Overweight")]
    Overweight,

    [JsonStringEnumMemberName("Hold")]
    Hold,

    [JsonStringEnumMemberName("Underweight")]
    Underweight,

    [JsonStringEnumMemberName("Sell")]
    Sell,
}

/// <summary>What to do, in JSON BUY, HOLD or SELL.</summary>
public enum TradeAction
{
    [JsonStringEnumMemberName("BUY")]
    Buy,

    [JsonStringEnumMemberName("HOLD")]
    Hold,

    [JsonStringEnumMemberName("SELL")]
    Sell,
}

/// <summary>One analyst's view.</summary>
public sealed record AnalystReport
{
    /// <summary>market, sentiment, news or fundamentals.</summary>
    public required string Analyst { get; init; }

    /// <summary>-1 (bearish) to 1 (bullish).</summary>
    public required double Score { get; init; }

    /// <summary>0 to 1: how far its evidence agrees and suffices.</summary>
    public required double Confidence { get; init; }

    public required string Summary { get; init; }

    /// <summary>The rating its score alone would give: its vote; absent where it read nothing that has a weight, and in a report of a version that did not count votes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Rating? Vote { get; init; }

    /// <summary>By theme, such as trend, momentum, volatility of the market analyst.</summary>
    public required IReadOnlyList<ReportSection> Sections { get; init; }

    /// <summary>The mood in the field's terms; of the sentiment analyst alone, absent for the others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SentimentReport? Sentiment { get; init; }
}

/// <summary>A theme with its sentences.</summary>
public sealed record ReportSection(string Title, IReadOnlyList<string> Sentences);

/// <summary>A fact with its number and date.</summary>
public sealed record Evidence
{
    /// <summary>Unique in the report, such as <c>market.rsi14</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Analyst { get; init; }

    /// <summary>The fact in a sentence.</summary>
    public required string Statement { get; init; }

    public required double Value { get; init; }

    /// <summary>Such as <c>USD</c>, <c>%</c>, <c>points</c>, <c>ratio</c>, <c>shares</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>The day the number is of.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The first day that went into it, where it is of a window.</summary>
    public DateOnly? From { get; init; }

    /// <summary>-1 (speaks for lower prices) to 1 (for higher); 0: neither.</summary>
    public required double Direction { get; init; }

    /// <summary>Which data, such as <c>prices/AAPL.csv</c>.</summary>
    public required string Source { get; init; }
}

/// <summary>What was read of one source.</summary>
/// <param name="Source">Such as <c>prices/AAPL.csv</c>.</param>
/// <param name="From">The first day read.</param>
/// <param name="To">The last day read.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Digest">The first 12 hex digits of the SHA-256 of those rows, so that a reader can tell which version was read; null in reports of earlier versions.</param>
public sealed record DataWindow(string Source, DateOnly From, DateOnly To, int Rows, string? Digest = null);

/// <summary>Daily series of equal length, for drawing. A null stands for a warm-up.</summary>
public sealed record PriceChart
{
    public required IReadOnlyList<DateOnly> Dates { get; init; }
    public required IReadOnlyList<double> Open { get; init; }
    public required IReadOnlyList<double> High { get; init; }
    public required IReadOnlyList<double> Low { get; init; }
    public required IReadOnlyList<double> Close { get; init; }
    public required IReadOnlyList<long> Volume { get; init; }
    public required IReadOnlyList<double?> Sma20 { get; init; }
    public required IReadOnlyList<double?> Sma50 { get; init; }
    public required IReadOnlyList<double?> BollingerUpper { get; init; }
    public required IReadOnlyList<double?> BollingerLower { get; init; }
    public required IReadOnlyList<double?> Rsi14 { get; init; }
    public required IReadOnlyList<double?> Macd { get; init; }
    public required IReadOnlyList<double?> MacdSignal { get; init; }
    public required IReadOnlyList<double?> MacdHistogram { get; init; }

    /// <summary>Below the highest close of the chart's window so far, 0 or negative, as a fraction.</summary>
    public required IReadOnlyList<double> Drawdown { get; init; }

    /// <summary>Levels found below the last close, nearest first.</summary>
    public required IReadOnlyList<double> Support { get; init; }

    /// <summary>Levels found above the last close, nearest first.</summary>
    public required IReadOnlyList<double> Resistance { get; init; }
}
