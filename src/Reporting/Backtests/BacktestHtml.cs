using System.Xml.Linq;
using TradingAgents.Abstractions.Backtests;
using TradingAgents.Reporting.Html;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting.Backtests;

/// <summary>A backtest as one self-contained page: no script, nothing fetched, charts as inline SVG.</summary>
public static class BacktestHtml
{
    private const int PointsOfAChart = 520;
    private const int PointsOfASmallChart = 130;

    private static readonly string Style = HtmlPage.ReadStyle("backtest.css");

    /// <summary>The page, in English; it is well-formed XML as well.</summary>
    public static string Render(BacktestReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var all = report.Overall;
        var several = report.Symbols.Count > 1;
        return HtmlPage.WriteStyled(
            "en",
            $"Backtest · {BacktestWords.SubjectOf(report)} · {BacktestWords.Period(all)}",
            Style,
            Header(report),
            Section("What it shows", El("ul.findings", BacktestWords.Findings(report).Select(finding => El("li", finding))), Table(BacktestTables.Performance(all, report.Settings.CoinRuns), "decisions")),
            Charts(report),
            Confidence(all),
            several ? Section("By symbol", Table(BacktestTables.Symbols(report)), Table(BacktestTables.SymbolDecisions(report))) : null,
            several ? Section("Each symbol", Keys(), El("div.small", report.Symbols.Select(SmallChart))) : null,
            Section("How it was reckoned", List(BacktestWords.Method(report))),
            report.Missing.Count > 0 ? Section("Left out", List(report.Missing)) : null,
            Footer(report));
    }

    private static XElement Header(BacktestReport report) => El(
        "header",
        El("p.eyebrow", El("span", "Backtest"), El("span", BacktestWords.Period(report.Overall)), El("span", BacktestWords.Analysis(report.Settings)), El("span", $"{NumberText.Count(report.Overall.Decisions)} decisions")),
        El("h1", report.Symbols.Count == 1 ? report.Symbols[0].Symbol : $"All {report.Symbols.Count} symbols"));

    private static XElement Charts(BacktestReport report)
    {
        var charts = new EquityCharts("all", report.Overall.Curves, PointsOfAChart);
        return El(
            "section.charts",
            El("h2", "Equity and its falls"),
            El("figure", El("figcaption", El("strong", "Equity, 1 at the start"), Key("close", "decisions"), Key("held", "buy and hold"), Key("coin", "mean of the coins"), Key("band", "90% of the coins")), charts.Equity("Equity", 320)),
            El("figure", El("figcaption", El("strong", "Drawdown"), Key("fall", $"decisions, at most {BacktestWords.Percent(report.Overall.Strategy.MaxDrawdown)}"), Key("held", $"buy and hold, at most {BacktestWords.Percent(report.Overall.BuyAndHold.MaxDrawdown)}")), charts.Drawdown("Drawdown", 130)));
    }

    private static XElement Confidence(BacktestResult result) => El(
        "section",
        El("h2", "Confidence against what came"),
        El(
            "div.two",
            El("div", ReliabilityDiagram.Draw(result.Calibration)),
            El(
                "div",
                Table(BacktestTables.Calibration(result.Calibration), "all"),
                Table(BacktestTables.Ratings(result)),
                result.Calibration.ByConviction.Count > 0 ? Table(BacktestTables.Conviction(result.Calibration)) : null,
                El("p.note", $"The price rose after {BacktestWords.Share(result.Calibration.RoseShare)} of the judged decisions for a direction. {BacktestWords.Brier(result.Calibration)} "
                    + "A dot's size shows how many decisions it stands for, its line the 95% interval."))));

    private static XElement SmallChart(SymbolBacktest symbol, int index) => El(
        "figure",
        El(
            "figcaption",
            El("strong", symbol.Symbol),
            El("span", $"{BacktestWords.Percent(symbol.Result.Strategy.TotalReturn)}, held {BacktestWords.Percent(symbol.Result.BuyAndHold.TotalReturn)}")),
        new EquityCharts($"s{index}", symbol.Result.Curves, PointsOfASmallChart).Equity($"Equity of {symbol.Symbol}", 120));

    private static XElement Table(BacktestTable table, string? emphasised = null) => El(
        "div.scroll",
        Attr("tabindex", 0), // so that the keyboard can scroll it
        El(
            "table.reckoning",
            El("thead", El("tr", table.Headings.Select(heading => El("th", Attr("scope", "col"), heading)))),
            El("tbody", table.Rows.Select(row => El(
                row[0] == emphasised ? "tr.mine" : "tr",
                El("th", Attr("scope", "row"), row[0]),
                row.Skip(1).Select(cell => El("td", cell)))))));

    private static XElement Keys() => El("figcaption", Key("close", "decisions"), Key("held", "buy and hold"), Key("coin", "mean of the coins"), Key("band", "90% of the coins"));

    private static XElement Key(string cssClass, string name) => El("span.key", El("i." + cssClass), name);

    private static XElement Section(string title, params object?[] content) => El("section", El("h2", title), content);

    private static XElement List(IEnumerable<string> sentences) => El("ul.method", sentences.Select(sentence => El("li", sentence)));

    private static XElement Footer(BacktestReport report)
    {
        var labels = Labels.For("en");
        return El("footer", El("p.advice", El("strong", labels.NoAdviceTitle), " ", labels.NoAdvice), El("p.meta", El("span", $"{labels.Version} {report.Meta.Version}")));
    }
}
