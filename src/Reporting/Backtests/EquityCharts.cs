using System.Xml.Linq;
using TradingAgents.Abstractions.Backtests;
using TradingAgents.Reporting.Charts;
using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;

namespace TradingAgents.Reporting.Backtests;

/// <summary>Equity and its falls over time; long histories are thinned to what a page can show.</summary>
internal sealed class EquityCharts
{
    private readonly string _id;
    private readonly Labels _labels;
    private readonly BacktestCurves _curves;
    private readonly int[] _ends;
    private readonly DateAxis _axis;
    private readonly IReadOnlyList<DateOnly> _dates;

    /// <param name="id">Unique in the page.</param>
    /// <param name="curves">One day or more.</param>
    /// <param name="mostPoints">How many days are drawn at most, 2 or more; the last always is.</param>
    public EquityCharts(string id, BacktestCurves curves, int mostPoints)
    {
        _id = id;
        _labels = Labels.For("en");
        _curves = curves;
        var (count, stride) = (curves.Dates.Count, (curves.Dates.Count + mostPoints - 1) / mostPoints);
        _ends = [.. Enumerable.Range(0, (count + stride - 1) / stride).Select(i => count - 1 - (i * stride)).Reverse()];
        _dates = [.. _ends.Select(end => curves.Dates[end])];
        _axis = new DateAxis(_dates, withPlan: false);
    }

    public XElement Equity(string name, double height)
    {
        double?[] strategy = At(_curves.Strategy), hold = At(_curves.BuyAndHold), coin = At(_curves.CoinMean), low = At(_curves.CoinLow), high = At(_curves.CoinHigh);
        var scale = LinearScale.Around([.. strategy, .. hold, .. low, .. high], 4, height - 4);
        var panel = new SvgPanel(_id + "-equity", _axis, scale, height, _labels);
        panel.Draw("band", SvgPath.Band(high, low, _axis, scale));
        panel.Draw("start", SvgPath.Horizontal(scale.Y(1)));
        panel.Draw("coin", SvgPath.Line(coin, _axis, scale));
        panel.Draw("held", SvgPath.Line(hold, _axis, scale));
        panel.Draw("close", SvgPath.Line(strategy, _axis, scale));
        panel.Tag("last", strategy[^1]!.Value, BacktestWords.Number(strategy[^1]));
        panel.Tag("entry", hold[^1]!.Value, BacktestWords.Number(hold[^1]));
        return panel.Build(
            name,
            Describe(name, strategy),
            scale.Ticks(5),
            NumberText.Compact,
            i => string.Join(
                '\n',
                NumberText.Date(_dates[i]),
                "Decisions " + BacktestWords.Number(strategy[i]),
                "Buy and hold " + BacktestWords.Number(hold[i]),
                $"Coins {BacktestWords.Number(low[i])} to {BacktestWords.Number(high[i])}, mean {BacktestWords.Number(coin[i])}"));
    }

    public XElement Drawdown(string name, double height)
    {
        double?[] strategy = Falls(_curves.Strategy), hold = Falls(_curves.BuyAndHold);
        var scale = new LinearScale(Math.Min(-1, Math.Min(strategy.Min()!.Value, hold.Min()!.Value)) * 1.1, 0, 1, height);
        var panel = new SvgPanel(_id + "-drawdown", _axis, scale, height, _labels);
        panel.Draw("depth", SvgPath.Band([.. strategy.Select(_ => (double?)0)], strategy, _axis, scale));
        panel.Draw("held", SvgPath.Line(hold, _axis, scale));
        panel.Draw("depth-edge", SvgPath.Line(strategy, _axis, scale));
        return panel.Build(
            name,
            Describe(name + " (%)", strategy),
            scale.Ticks(4),
            (value, step) => NumberText.Compact(value, step) + "%",
            i => $"{NumberText.Date(_dates[i])}\nDecisions {BacktestWords.Percent(strategy[i] / 100)}\nBuy and hold {BacktestWords.Percent(hold[i] / 100)}");
    }

    private double?[] At(IReadOnlyList<double> values) => [.. _ends.Select(end => (double?)values[end])];

    /// <summary>The deepest of the days that a point stands for, in percent.</summary>
    private double?[] Falls(IReadOnlyList<double> equity)
    {
        var (falls, high) = (new double[equity.Count], 0d);
        for (var i = 0; i < equity.Count; i++)
        {
            high = Math.Max(high, equity[i]);
            falls[i] = (equity[i] / high - 1) * 100;
        }

        return [.. _ends.Select((end, i) => (double?)falls[(i == 0 ? 0 : _ends[i - 1] + 1)..(end + 1)].Min())];
    }

    private string Describe(string name, double?[] values) => _labels.Describe(name, _dates[0], _dates[^1], values.Min()!.Value, values.Max()!.Value, values[^1]!.Value);
}
