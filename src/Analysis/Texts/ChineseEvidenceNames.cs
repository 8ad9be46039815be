using TradingAgents.Abstractions.Reports;
using static TradingAgents.Analysis.Texts.NumberTexts;

namespace TradingAgents.Analysis.Texts;

internal sealed class ChineseEvidenceNames : EvidenceNames
{
    public override string OfAnalyst(string analyst) => analyst switch
    {
        "market" => "市场",
        "sentiment" => "情绪",
        "news" => "新闻",
        "fundamentals" => "基本面",
        _ => analyst,
    };

    public override string Of(Rating rating) => rating switch
    {
        Rating.Buy => "买入",
        Rating.Overweight => "增持",
        Rating.Hold => "持有",
        Rating.Underweight => "减持",
        _ => "卖出",
    };

    public override string Join(IReadOnlyList<string> names) => names.Count < 2 ? string.Concat(names) : $"{string.Join("、", names.Take(names.Count - 1))}和{names[^1]}";

    protected override string? NameOf(Evidence evidence, string stem, int number) => stem switch
    {
        "market.close" => "最新收盘价",
        "market.sma" => $"{number} 日均线",
        "market.sma20_over_sma" => "均线排列",
        "market.trend" => $"{number} 日趋势线",
        "market.rsi" => "RSI",
        "market.macd_histogram" => "MACD",
        "market.return" => $"{number} 日涨跌幅",
        "market.volatility" => $"{number} 日波动率",
        "market.atr" => "通常的日波幅",
        "market.bollinger_position" => "布林带位置",
        "market.drawdown" => "距高点的跌幅",
        "market.max_drawdown" => "最大回撤",
        "market.largest_gap" => "最大跳空",
        "market.obv" => $"{number} 日量能",
        "market.volume_ratio" => "近日成交量",
        "market.support" => "支撑位",
        "market.resistance" => "阻力位",
        "market.range_position" => "区间位置",
        "market.room" => "距最近价位的空间",
        "market.relative_strength" => $"{number} 日相对强弱",
        "fundamentals.revenue_growth" => "收入增长",
        "fundamentals.net_income_growth" => "净利润增长",
        "fundamentals.eps_growth" => "每股收益增长",
        "fundamentals.revenue_growth_quarter" => "最近季度的收入增长",
        "fundamentals.gross_margin" => "毛利率",
        "fundamentals.operating_margin" => "营业利润率",
        "fundamentals.net_margin" => "净利率",
        "fundamentals.cash_conversion" => "现金转化",
        "fundamentals.liabilities_to_equity" => "负债与权益之比",
        "fundamentals.debt_to_equity" => "长期债务与权益之比",
        "fundamentals.current_ratio" => "流动比率",
        "fundamentals.share_count" => "股本变化",
        "fundamentals.price_to_earnings" or "fundamentals.value_to_earnings" => "市盈率",
        "fundamentals.free_cash_flow_yield" => "自由现金流收益率",
        "news.tone" => "新闻语气",
        "news.text" => TextOf(evidence) switch
        {
            (var source, true) => $"{source} {Date(evidence.Date)} 的声明",
            (var source, false) => $"{source} {Date(evidence.Date)} 的文本{(number > 1 ? $"（第 {number} 篇）" : "")}",
            _ => $"第 {number} 篇新闻文本（{Date(evidence.Date)}）",
        },
        "news.stance" => $"{Date(evidence.Date)} 的央行立场变化",
        "sentiment.tone" => $"{number} 天的情绪",
        "sentiment.trend" => "情绪走势",
        "sentiment.dispersion" => "文本之间的分歧",
        _ => null,
    };
}
