using System.Xml.Linq;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Charts;
using TradingAgents.Reporting.Content;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Html.Element;

namespace TradingAgents.Reporting.Html;

/// <summary>The charts with their names, keys and latest values. All share one date axis.</summary>
internal sealed class ChartSections
{
    private readonly ChartData? _data;
    private readonly DateAxis _axis;
    private readonly TradePlan _plan;
    private readonly Labels _labels;

    public ChartSections(AnalysisReport report, Labels labels)
    {
        _data = ChartData.Of(report.Chart);
        _labels = labels;
        _plan = TradePlan.Of(report.Decision);
        _axis = new DateAxis(_data?.Dates ?? [], !_plan.IsEmpty);
    }

    public XElement PriceAndVolume() => Section("price", _labels.Chart, _data is null
        ? [El("p", _labels.NoChart)]
        :
        [
            Figure(
                _labels.Price,
                SvgPriceChart.Draw(_data, _axis, _plan, _labels.Price, _labels),
                Key(SvgPriceChart.HasCandles(_data) ? "candles" : "close", _labels.Close, NumberText.Format(SvgIndicatorCharts.Latest(_data.Close))),
                Key("sma20", _labels.Sma + " 20", NumberText.Format(SvgIndicatorCharts.Latest(_data.Sma20))),
                Key("sma50", _labels.Sma + " 50", NumberText.Format(SvgIndicatorCharts.Latest(_data.Sma50))),
                Key("band", _labels.BollingerBands, Range(SvgIndicatorCharts.Latest(_data.BollingerLower), SvgIndicatorCharts.Latest(_data.BollingerUpper))),
                Key("support", _labels.Support, Levels(_data.Support)),
                Key("resistance", _labels.Resistance, Levels(_data.Resistance))),
            Figure(_labels.Volume, SvgIndicatorCharts.Volume(_data, _axis, _labels), Key(null, null, NumberText.Count(SvgIndicatorCharts.Latest(_data.Volume) ?? 0))),
        ]);

    /// <summary>Null where the prices are too few for any.</summary>
    public XElement? Indicators()
    {
        if (_data is null) return null;

        XElement?[] figures =
        [
            Figure(
                _labels.Rsi,
                SvgIndicatorCharts.Rsi(_data, _axis, _labels),
                Key(null, null, _labels.Overbought + _labels.Comma + _labels.Oversold)),
            Figure(
                _labels.Macd,
                SvgIndicatorCharts.Macd(_data, _axis, _labels),
                Key("macd", "MACD 12-26-9", NumberText.Format(SvgIndicatorCharts.Latest(_data.Macd))),
                Key("signal", _labels.Signal, NumberText.Format(SvgIndicatorCharts.Latest(_data.MacdSignal))),
                Key("histogram", _labels.Histogram, NumberText.Format(SvgIndicatorCharts.Latest(_data.MacdHistogram)))),
            Figure(
                _labels.Drawdown,
                SvgIndicatorCharts.Drawdown(_data, _axis, _labels),
                Key(null, _labels.Deepest, NumberText.SignedPercent(_data.Drawdown.Min() ?? 0))),
        ];
        return figures.Any(figure => figure is not null) ? Section("indicators", _labels.Indicators, figures) : null;
    }

    private static XElement Section(string id, string title, IEnumerable<XElement?> content) =>
        El("section.charts", Attr("id", id), El("h2", title), content);

    private static XElement? Figure(string title, XElement? chart, params XElement?[] keys) =>
        chart is null ? null : El("figure", El("figcaption", El("strong", title), keys), chart);

    private static XElement? Key(string? cssClass, string? name, string value) => value.Length == 0 || value == NumberText.Absent
        ? null
        : El("span.key", cssClass is null ? null : El("i." + cssClass), name is null ? null : name + " ", El("span.value", value));

    private static string Range(double? lower, double? upper) =>
        lower is null || upper is null ? NumberText.Absent : $"{NumberText.Format(lower)} – {NumberText.Format(upper)}";

    private static string Levels(IEnumerable<double> levels) => string.Join(" · ", levels.Select(level => NumberText.Format(level)));
}
