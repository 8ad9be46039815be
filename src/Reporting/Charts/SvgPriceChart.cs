using System.Text;
using System.Xml.Linq;
using TradingAgents.Reporting.Content;
using TradingAgents.Reporting.Localization;
using static TradingAgents.Reporting.Text.NumberText;

namespace TradingAgents.Reporting.Charts;

/// <summary>Price with its averages, bands and levels; at the right, after the last bar, the plan: what is risked and what may be gained.</summary>
internal static class SvgPriceChart
{
    private const double Height = 340;
    private const int MostCandles = 130;
    private const int MostLevels = 3;

    public static XElement Draw(ChartData data, DateAxis axis, TradePlan plan, string title, Labels labels)
    {
        var scale = ScaleOf(data, plan);
        var panel = new SvgPanel("price", axis, scale, Height, labels);
        panel.Draw("band", SvgPath.Band(data.BollingerUpper, data.BollingerLower, axis, scale));
        panel.Draw("band-edge", SvgPath.Line(data.BollingerUpper, axis, scale) + SvgPath.Line(data.BollingerLower, axis, scale));
        DrawLevels(panel, data, axis, scale, labels);
        panel.Draw("sma50", SvgPath.Line(data.Sma50, axis, scale));
        panel.Draw("sma20", SvgPath.Line(data.Sma20, axis, scale));
        if (HasCandles(data))
            DrawCandles(panel, data, axis, scale);
        else
            panel.Draw("close", SvgPath.Line(data.Close, axis, scale));
        DrawPlan(panel, plan, axis, scale, labels);

        var last = data.Close.Last(close => close is not null)!.Value;
        panel.Tag("last", last, Tick(last, last / 1000));
        var described = labels.Describe(title, data.Dates[0], data.Dates[^1], data.Close.Min()!.Value, data.Close.Max()!.Value, last);
        return panel.Build(title, described, scale.Ticks(7), Compact, i => Hint(data, i, labels));
    }

    /// <summary>True while each day is wide enough for a candle; beyond that a line of closes.</summary>
    public static bool HasCandles(ChartData data) => data.Dates.Count <= MostCandles;

    /// <summary>Levels far from the prices are left to the tables: they would flatten the curve.</summary>
    private static LinearScale ScaleOf(ChartData data, TradePlan plan)
    {
        IReadOnlyList<double?>[] series = [data.Low, data.High, data.Close, data.BollingerLower, data.BollingerUpper, data.Sma20, data.Sma50];
        var prices = series.SelectMany(values => values).ToList();
        var (lowest, highest) = (prices.Min()!.Value, prices.Max()!.Value);
        var reach = Math.Max(highest - lowest, Math.Abs(highest) * 0.1);
        var near = new[] { plan.Entry, plan.Stop, plan.Target }.Where(level => level >= lowest - reach && level <= highest + reach);
        return LinearScale.Around(prices.Concat(near), 6, Height - 6);
    }

    private static void DrawCandles(SvgPanel panel, ChartData data, DateAxis axis, LinearScale scale)
    {
        var width = axis.SlotWidth * Math.Min(0.64, 0.1 + (data.Dates.Count / 10.0));
        foreach (var (cssClass, rising) in new[] { ("candle up", true), ("candle down", false) })
        {
            var path = new StringBuilder();
            for (var i = 0; i < data.Dates.Count; i++)
            {
                if (data.Open[i] is not { } open || data.Close[i] is not { } close || close >= open != rising) continue;
                var (upper, lower) = (scale.Y(Math.Max(open, close)), scale.Y(Math.Min(open, close)));
                path.Append(SvgPath.Vertical(axis.X(i), scale.Y(data.High[i] ?? close), upper));
                path.Append(SvgPath.Vertical(axis.X(i), lower, scale.Y(data.Low[i] ?? close)));
                path.Append(SvgPath.Box(axis.X(i) - (width / 2), upper, width, lower - upper));
            }

            panel.Draw(cssClass, path.ToString());
        }
    }

    private static void DrawLevels(SvgPanel panel, ChartData data, DateAxis axis, LinearScale scale, Labels labels)
    {
        var named = new List<double>();
        DrawAll(data.Resistance, "level resistance", labels.Resistance);
        DrawAll(data.Support, "level support", labels.Support);

        void DrawAll(IReadOnlyList<double> levels, string cssClass, string name)
        {
            foreach (var level in levels.Take(MostLevels).Where(scale.Contains))
            {
                var y = scale.Y(level);
                panel.Draw(cssClass, SvgPath.Horizontal(y, 0, axis.DataWidth));
                if (named.Exists(other => Math.Abs(other - y) < 14)) continue;
                named.Add(y);
                panel.Word("note minor", 0, y < 16 ? y + 13 : y - 4, "start", $"{name} {Tick(level, level / 1000)}");
            }
        }
    }

    private static void DrawPlan(SvgPanel panel, TradePlan plan, DateAxis axis, LinearScale scale, Labels labels)
    {
        if (plan.Entry is { } entry && scale.Contains(entry))
        {
            if (plan.Target is { } gain && scale.Contains(gain)) panel.Draw("zone gain", Zone(entry, gain));
            if (plan.Stop is { } loss && scale.Contains(loss)) panel.Draw("zone loss", Zone(entry, loss));
        }

        DrawLine("target", plan.Target, labels.Target, plan.Target >= plan.Entry);
        DrawLine("stop", plan.Stop, labels.Stop, plan.Stop > plan.Entry);
        DrawLine("entry", plan.Entry, labels.Entry, plan.Target >= plan.Entry);

        string Zone(double from, double to) =>
            SvgPath.Box(axis.DataWidth, scale.Y(from), DateAxis.Width - axis.DataWidth, scale.Y(to) - scale.Y(from));

        void DrawLine(string cssClass, double? level, string name, bool nameAbove)
        {
            if (level is not { } value || !scale.Contains(value)) return;
            panel.Draw("plan " + cssClass, SvgPath.Horizontal(scale.Y(value), axis.DataWidth));
            panel.Tag(cssClass, value, Tick(value, value / 1000));
            panel.Word("note plan-name plan-" + cssClass, DateAxis.Width, scale.Y(value) + (nameAbove ? -4 : 12), "end", name);
        }
    }

    private static string Hint(ChartData data, int index, Labels labels)
    {
        (string Name, double? Value)[] lines =
        [
            (labels.Open, data.Open[index]),
            (labels.High, data.High[index]),
            (labels.Low, data.Low[index]),
            (labels.Close, data.Close[index]),
            (labels.Sma + " 20", data.Sma20[index]),
            (labels.Sma + " 50", data.Sma50[index]),
        ];
        return string.Join('\n', lines.Where(line => line.Value is not null).Select(line => $"{line.Name} {Format(line.Value)}").Prepend(Date(data.Dates[index])));
    }

    /// <summary>A price as the axis shows it: in full while it fits.</summary>
    private static string Tick(double value, double step) => Math.Abs(value) is < 100_000 and >= 1e-5 or 0 ? Format(value) : Compact(value, RoundDown(step));

    private static double RoundDown(double step) => step == 0 ? 1 : Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(step))));
}
