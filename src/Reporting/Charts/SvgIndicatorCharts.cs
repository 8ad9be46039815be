using System.Xml.Linq;
using TradingAgents.Reporting.Localization;
using static TradingAgents.Reporting.Text.NumberText;

namespace TradingAgents.Reporting.Charts;

/// <summary>The charts below the price, on the same date axis. Each is null where its series has no value yet.</summary>
internal static class SvgIndicatorCharts
{
    public static XElement? Volume(ChartData data, DateAxis axis, Labels labels)
    {
        const double height = 84;
        if (data.Volume.Max() is not { } highest) return null;

        var scale = new LinearScale(0, Math.Max(1, highest) * 1.08, 4, height);
        var panel = new SvgPanel("volume", axis, scale, height, labels);
        panel.Draw("bar up", SvgPath.Bars(data.Volume, axis, scale, 0, IsRising));
        panel.Draw("bar down", SvgPath.Bars(data.Volume, axis, scale, 0, i => !IsRising(i)));
        return panel.Build(
            labels.Volume,
            Describe(labels.Volume, data.Volume, data, labels),
            scale.Ticks(3),
            Compact,
            i => Hint(data, i, (labels.Volume, data.Volume[i])));

        bool IsRising(int i) => data.Close[i] >= (i > 0 ? data.Close[i - 1] : data.Open[i]);
    }

    public static XElement? Rsi(ChartData data, DateAxis axis, Labels labels)
    {
        const double height = 110;
        if (Latest(data.Rsi14) is not { } latest) return null;

        var scale = new LinearScale(0, 100, 0, height);
        var panel = new SvgPanel("rsi", axis, scale, height, labels);
        panel.Draw("band", SvgPath.Box(0, scale.Y(70), DateAxis.Width, scale.Y(30) - scale.Y(70)));
        panel.Draw("threshold", SvgPath.Horizontal(scale.Y(70)) + SvgPath.Horizontal(scale.Y(30)));
        panel.Draw("rsi", SvgPath.Line(data.Rsi14, axis, scale));
        panel.Tag("last", latest, Format(latest));
        return panel.Build(
            labels.Rsi,
            Describe(labels.Rsi, data.Rsi14, data, labels),
            ([30, 50, 70], 10),
            Compact,
            i => Hint(data, i, (labels.Rsi, data.Rsi14[i])));
    }

    public static XElement? Macd(ChartData data, DateAxis axis, Labels labels)
    {
        const double height = 120;
        if (Latest(data.Macd) is not { } latest) return null;

        var scale = LinearScale.Around(data.Macd.Concat(data.MacdSignal).Concat(data.MacdHistogram).Append(0), 4, height - 4);
        var panel = new SvgPanel("macd", axis, scale, height, labels);
        panel.Draw("bar up", SvgPath.Bars(data.MacdHistogram, axis, scale, 0, i => data.MacdHistogram[i] >= 0));
        panel.Draw("bar down", SvgPath.Bars(data.MacdHistogram, axis, scale, 0, i => data.MacdHistogram[i] < 0));
        panel.Draw("zero", SvgPath.Horizontal(scale.Y(0)));
        panel.Draw("signal", SvgPath.Line(data.MacdSignal, axis, scale));
        panel.Draw("macd", SvgPath.Line(data.Macd, axis, scale));
        panel.Tag("last", latest, Compact(latest, Math.Pow(10, Math.Floor(Math.Log10(Math.Max(Math.Abs(latest), 1e-12)))) / 100));
        return panel.Build(
            labels.Macd,
            Describe(labels.Macd, data.Macd, data, labels),
            scale.Ticks(5),
            Compact,
            i => Hint(data, i, (labels.Macd, data.Macd[i]), (labels.Signal, data.MacdSignal[i]), (labels.Histogram, data.MacdHistogram[i])));
    }

    public static XElement? Drawdown(ChartData data, DateAxis axis, Labels labels)
    {
        const double height = 100;
        if (Latest(data.Drawdown) is not { } latest) return null;

        var percent = data.Drawdown.Select(fraction => fraction * 100).ToArray();
        var scale = new LinearScale(Math.Min(-1, percent.Min()!.Value) * 1.1, 0, 1, height);
        var panel = new SvgPanel("drawdown", axis, scale, height, labels);
        panel.Draw("depth", SvgPath.Band([.. percent.Select(value => value is null ? (double?)null : 0)], percent, axis, scale));
        panel.Draw("depth-edge", SvgPath.Line(percent, axis, scale));
        panel.Tag("last", latest * 100, SignedPercent(latest));
        return panel.Build(
            labels.Drawdown,
            Describe(labels.Drawdown + " (%)", percent, data, labels),
            scale.Ticks(4),
            (value, step) => Compact(value, step) + "%",
            i => data.Drawdown[i] is { } fraction ? $"{Date(data.Dates[i])}\n{labels.Drawdown} {SignedPercent(fraction)}" : Date(data.Dates[i]));
    }

    public static double? Latest(IReadOnlyList<double?> values) => values.LastOrDefault(value => value is not null);

    private static string Describe(string name, IReadOnlyList<double?> values, ChartData data, Labels labels) =>
        labels.Describe(name, data.Dates[0], data.Dates[^1], values.Min()!.Value, values.Max()!.Value, Latest(values)!.Value);

    private static string Hint(ChartData data, int index, params (string Name, double? Value)[] lines) =>
        string.Join('\n', lines.Where(line => line.Value is not null).Select(line => $"{line.Name} {Format(line.Value)}").Prepend(Date(data.Dates[index])));
}
