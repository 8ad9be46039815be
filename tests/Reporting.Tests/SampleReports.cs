using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Reporting.Tests;

/// <summary>Reports as the analysis writes them, in both languages.</summary>
internal static class SampleReports
{
    public static AnalysisReport English(PriceChart? chart = null) => Report("en", chart) with
    {
        Decision = Decision(
            "4 to 8 weeks",
            "AAPL trades at 188.59, above both its 20-day and its 50-day average, and its momentum turned up on 2 May. The rise since then is fast: RSI 14 stands at 79.6, so the entry waits for a pullback towards the broken range.",
            [
                "The close of 188.59 is 9.1% above the 50-day average of 172.81, the widest gap since August 2017.",
                "MACD crossed above its signal line on 27 April 2018 and its histogram has widened for eight sessions.",
                "Volume on rising days was 1.6 times that on falling days over the last 20 sessions.",
                "AAPL gained 12.4 percentage points more than the S&P 500 over 20 sessions.",
                "RSI 14 above 70 has been followed by a pause within ten sessions in 6 of the last 8 cases.",
            ],
            [
                "A close below 178.13, the lower edge of the April range, would end the up-move: Hold.",
                "A pullback to 182 on falling volume would confirm the entry: Buy.",
                "A close above 190.04 with RSI 14 below 75 would lift the target to 205.",
            ]),
        Analysts =
        [
            new AnalystReport
            {
                Analyst = "market",
                Score = 0.46,
                Confidence = 0.68,
                Summary = "Trend and momentum agree upwards; the pace is stretched.",
                Sections =
                [
                    new ReportSection("Trend", ["The close is above SMA 20 (175.60) and SMA 50 (172.81).", "SMA 20 crossed above SMA 50 on 9 May 2018."]),
                    new ReportSection("Momentum", ["RSI 14 is 79.6, overbought.", "MACD is 3.91 against a signal of 2.35."]),
                    new ReportSection("Volatility", ["ATR 14 is 3.52, or 1.9% of the price.", "The Bollinger bands are 27.8 wide, twice their width of a month ago."]),
                    new ReportSection("Volume", ["OBV made a new high with the price on 10 May 2018."]),
                    new ReportSection("Levels", ["Support lies at 178.13 and 170.33, resistance at 190.04."]),
                    new ReportSection("Relative strength", ["AAPL beat the S&P 500 by 12.4 percentage points in 20 sessions."]),
                ],
            },
        ],
        Evidence = Evidence(
            "The close is {0}.",
            "RSI 14 is above 70.",
            "MACD is above its signal line.",
            "The last 20 sessions returned 8.2%.",
            "AAPL beat the S&P 500 over 20 sessions.",
            "Average daily volume over 20 sessions.",
            "The deepest fall from a high within a year."),
        Missing = ["News: no articles for AAPL are held after 2016-12-31.", "Fundamentals: the analysis type is technical, so none were read."],
    };

    public static AnalysisReport Chinese(PriceChart? chart = null) => Report("zh", chart) with
    {
        Decision = Decision(
            "4 至 8 周",
            "AAPL 收于 188.59，位于 20 日与 50 日均线之上，动量自 5 月 2 日起转强。此后涨势较快：RSI 14 为 79.6，因此等待回落至突破区间附近再入场。",
            ["收盘价 188.59 高于 50 日均线 172.81 达 9.1%，为 2017 年 8 月以来最大差距。", "MACD 于 2018 年 4 月 27 日上穿信号线，柱状图连续八个交易日扩大。", "近 20 个交易日上涨日成交量为下跌日的 1.6 倍。"],
            ["若收于 4 月区间下沿 178.13 之下，则上涨结束：持有。", "若缩量回落至 182，则确认入场：买入。"]),
        Analysts =
        [
            new AnalystReport
            {
                Analyst = "market",
                Score = 0.46,
                Confidence = 0.68,
                Summary = "趋势与动量一致向上，但节奏偏快。",
                Sections =
                [
                    new ReportSection("趋势", ["收盘价高于 SMA 20（175.60）与 SMA 50（172.81）。", "SMA 20 于 2018 年 5 月 9 日上穿 SMA 50。"]),
                    new ReportSection("动量", ["RSI 14 为 79.6，处于超买。", "MACD 为 3.91，信号线为 2.35。"]),
                    new ReportSection("波动", ["ATR 14 为 3.52，相当于价格的 1.9%。"]),
                ],
            },
        ],
        Evidence = Evidence("收盘价为 {0}。", "RSI 14 高于 70。", "MACD 位于信号线之上。", "近 20 个交易日收益率为 8.2%。", "AAPL 近 20 个交易日跑赢标普 500。", "近 20 个交易日的日均成交量。", "一年内自高点的最大跌幅。"),
        Missing = ["新闻：2016-12-31 之后没有 AAPL 的文章。"],
    };

    /// <summary>A view without a trade: no levels, no chart, nothing missing.</summary>
    public static AnalysisReport WithoutTrade()
    {
        var report = English();
        return report with
        {
            Decision = report.Decision with { Rating = Rating.Hold, Action = TradeAction.Hold, Entry = null, Stop = null, Target = null },
            Missing = [],
            Chart = null,
        };
    }

    /// <summary>Every text that comes from elsewhere is the given one.</summary>
    public static AnalysisReport Saying(string text)
    {
        var report = English(SamplePrices.Chart(60));
        return SampleDebates.Saying(text, report with
        {
            Meta = report.Meta with { TaskId = text, Version = text },
            StockCode = text,
            Currency = text,
            Decision = report.Decision with { Horizon = text, Summary = text, KeyPoints = [text], WouldChangeTheView = [text] },
            Analysts = [report.Analysts[0] with { Analyst = text, Summary = text, Sections = [new ReportSection(text, [text])] }],
            Evidence = [.. report.Evidence.Select(fact => fact with { Id = text, Analyst = text, Statement = text, Unit = text, Source = text })],
            DataWindows = [report.DataWindows[0] with { Source = text, Digest = text }],
            Missing = [text],
        });
    }

    private static AnalysisReport Report(string language, PriceChart? chart) => new()
    {
        Meta = new ReportMeta { TaskId = "01JD8ZK3V4Q9T6", GeneratedAt = new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero), Attempt = 1, Version = "0.1.0" },
        StockCode = "AAPL",
        AnalysisType = AnalysisType.Technical,
        Depth = 2,
        Language = language,
        TradeDate = new DateOnly(2018, 5, 11),
        Currency = "USD",
        Decision = Decision("", "", [], []),
        Analysts = [],
        Evidence = [],
        DataWindows =
        [
            new DataWindow("prices/AAPL.csv", new DateOnly(2016, 9, 12), new DateOnly(2018, 5, 11), 420),
            new DataWindow("prices/SPX.csv", new DateOnly(2016, 9, 12), new DateOnly(2018, 5, 11), 420),
        ],
        Missing = [],
        Chart = chart,
    };

    private static Decision Decision(string horizon, string summary, IReadOnlyList<string> keyPoints, IReadOnlyList<string> changes) => new()
    {
        Rating = Rating.Overweight,
        Action = TradeAction.Buy,
        Confidence = 0.64,
        Risk = 0.37,
        Entry = 184.2,
        Stop = 177.15,
        Target = 201.4,
        Horizon = horizon,
        Summary = summary,
        KeyPoints = keyPoints,
        WouldChangeTheView = changes,
    };

    private static List<Evidence> Evidence(string close, params string[] others)
    {
        var last = new DateOnly(2018, 5, 11);
        return
        [
            Fact("market.close", close.Replace("{0}", "188.59", StringComparison.Ordinal), 188.59, "USD", null, 0),
            Fact("market.rsi14", others[0], 79.6123, "points", new DateOnly(2018, 4, 20), -0.4),
            Fact("market.macd", others[1], 1.5571, "USD", null, 0.6),
            Fact("market.return20", others[2], 8.2, "%", new DateOnly(2018, 4, 13), 0.5),
            Fact("market.relative20", others[3], 12.4, "%", new DateOnly(2018, 4, 13), 0.7),
            Fact("market.volume20", others[4], 33_418_250, "shares", new DateOnly(2018, 4, 13), 0),
            Fact("market.drawdown", others[5], -0.1508, "ratio", new DateOnly(2017, 5, 11), -0.1),
        ];

        Evidence Fact(string id, string statement, double value, string unit, DateOnly? from, double direction) => new()
        {
            Id = id,
            Analyst = "market",
            Statement = statement,
            Value = value,
            Unit = unit,
            Date = last,
            From = from,
            Direction = direction,
            Source = id == "market.relative20" ? "prices/SPX.csv" : "prices/AAPL.csv",
        };
    }
}
