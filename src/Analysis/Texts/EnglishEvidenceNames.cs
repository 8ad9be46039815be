using TradingAgents.Abstractions.Reports;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

internal sealed class EnglishEvidenceNames : EvidenceNames
{
    public override string OfAnalyst(string analyst) => analyst;

    public override string Of(Rating rating) => rating.ToString();

    public override string Join(IReadOnlyList<string> names) => names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";

    protected override string? NameOf(Evidence evidence, string stem, int number) => stem switch
    {
        "market.close" => "the last close",
        "market.sma" => $"the {number}-day average",
        "market.sma20_over_sma" => "the order of the averages",
        "market.trend" => $"the {number}-day trend line",
        "market.rsi" => "RSI",
        "market.macd_histogram" => "MACD",
        "market.return" => $"the {number}-day return",
        "market.volatility" => $"the {number}-day volatility",
        "market.atr" => "the usual range of a day",
        "market.bollinger_position" => "the close outside the Bollinger bands",
        "market.drawdown" => "the distance from the high",
        "market.max_drawdown" => "the deepest fall",
        "market.largest_gap" => "the largest gap between days",
        "market.obv" => $"the volume of {number} days",
        "market.volume_ratio" => "the volume of the last days",
        "market.support" => "support",
        "market.resistance" => "resistance",
        "market.range_position" => "the place in the range",
        "market.room" => "the room to the nearest levels",
        "market.relative_strength" => $"the {number}-day relative strength",
        "fundamentals.revenue_growth" => "revenue growth",
        "fundamentals.net_income_growth" => "net income growth",
        "fundamentals.eps_growth" => "growth of earnings per share",
        "fundamentals.revenue_growth_quarter" => "revenue growth of the last quarter",
        "fundamentals.gross_margin" => "the gross margin",
        "fundamentals.operating_margin" => "the operating margin",
        "fundamentals.net_margin" => "the net margin",
        "fundamentals.cash_conversion" => "cash conversion",
        "fundamentals.liabilities_to_equity" => "the ratio of liabilities to equity",
        "fundamentals.debt_to_equity" => "the ratio of debt to equity",
        "fundamentals.current_ratio" => "the current ratio",
        "fundamentals.share_count" => "the share count",
        "fundamentals.price_to_earnings" or "fundamentals.value_to_earnings" => "the price-earnings ratio",
        "fundamentals.free_cash_flow_yield" => "the free cash flow yield",
        "news.tone" => "the tone of the news",
        "news.text" => TextOf(evidence) switch
        {
            (var source, true) => $"the {source} statement of {Date(evidence.Date)}",
            (var source, false) => $"the {source} text of {Date(evidence.Date)}{(number > 1 ? $" (text {number})" : "")}",
            _ => $"news text {number} ({Date(evidence.Date)})",
        },
        "news.stance" => $"the central bank's shift of {Date(evidence.Date)}",
        "sentiment.tone" => $"the mood of {number} days",
        "sentiment.trend" => "the trend of the mood",
        "sentiment.dispersion" => "the disagreement of the texts",
        _ => null,
    };
}
