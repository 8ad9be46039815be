using TradingAgents.Abstractions;

namespace TradingAgents.Analysis.Backtesting;

/// <summary>Carries decisions out on daily bars.</summary>
/// <remarks>
/// A decision on a bar's close is carried out at the open of the next bar, whatever was held before; if that open lies already at or beyond the stop or the target there
/// is nothing left to trade, and no position is taken. A later open at or beyond them is where the position is left; within a bar it is left at the stop or the target
/// itself, at the stop where the bar reaches both, and at the close of the horizon's last bar. Each purchase and sale costs the same share of its value.
/// </remarks>
internal sealed class TradingSimulation
{
    private readonly IReadOnlyList<PriceBar> _bars;
    private readonly double _costs;
    private readonly double[] _turnover;
    private double _cash = 1;
    private double _shares;
    private PlannedPosition? _held;
    private double _entry;
    private int _lastBar;
    private int _trades;
    private int _hits;

    private TradingSimulation(IReadOnlyList<PriceBar> bars, double costs)
    {
        (_bars, _costs) = (bars, costs);
        _turnover = new double[bars.Count];
    }

    /// <summary>The plans on the bars.</summary>
    /// <param name="bars">From the first decision's on, at least one.</param>
    /// <param name="plans">In ascending order of their bars, one a bar at most.</param>
    /// <param name="costs">Of each purchase and sale, as a share of its value.</param>
    public static Track Run(IReadOnlyList<PriceBar> bars, IReadOnlyList<PlannedPosition> plans, double costs) => new TradingSimulation(bars, costs).Run(plans);

    private Track Run(IReadOnlyList<PlannedPosition> plans)
    {
        double[] returns = new double[_bars.Count], exposure = new double[_bars.Count];
        var (next, before) = (0, 1d);
        for (var i = 1; i < _bars.Count; i++)
        {
            var plan = next < plans.Count && plans[next].Bar == i - 1 ? plans[next++] : null;
            AtOpen(i, plan);
            Within(i);
            var equity = Equity(_bars[i].Close);
            returns[i] = before > 0 ? equity / before - 1 : 0;
            exposure[i] = equity > 0 ? _shares * _bars[i].Close / equity : 0;
            before = equity;
        }

        Judge(_bars[^1].Close);
        return new Track([.. _bars.Select(bar => bar.Date)], returns, _turnover, exposure, [.. exposure.Select(Math.Abs)], _trades, _hits);
    }

    private void AtOpen(int i, PlannedPosition? plan)
    {
        var open = _bars[i].Open;
        if (plan is not null)
        {
            Judge(open);
            _held = plan.Weight == 0 || plan.IsStoppedAt(open) || plan.HasReachedAt(open) ? null : plan;
            SetWeight(i, open, _held?.Weight ?? 0);
            if (_held is null) return;
            _entry = open;
            _lastBar = i + plan.HorizonBars - 1;
            _trades++;
        }
        else if (_held is { } held && (held.IsStoppedAt(open) || held.HasReachedAt(open)))
        {
            Leave(i, open);
        }
    }

    private void Within(int i)
    {
        if (_held is not { } held) return;
        var bar = _bars[i];
        var (worst, best) = held.Weight > 0 ? (bar.Low, bar.High) : (bar.High, bar.Low);
        if (held.IsStoppedAt(worst)) Leave(i, held.Stop!.Value);
        else if (held.HasReachedAt(best)) Leave(i, held.Target!.Value);
        else if (i >= _lastBar) Leave(i, bar.Close);
    }

    private void Leave(int i, double price)
    {
        Judge(price);
        SetWeight(i, price, 0);
        _held = null;
    }

    private void SetWeight(int i, double price, double weight)
    {
        var equity = Equity(price);
        var shares = weight * equity / price;
        var traded = Math.Abs(shares - _shares) * price;
        _cash -= (shares - _shares) * price + _costs * traded;
        _shares = shares;
        if (equity > 0) _turnover[i] += traded / equity;
    }

    /// <summary>Whether the position that is left, or valued for the last time, has paid.</summary>
    private void Judge(double price)
    {
        if (_held is { } held && Math.Sign(held.Weight) * (price - _entry) > 0) _hits++;
    }

    /// <summary>Nothing is left once all is lost: a short position can cost more than there is.</summary>
    private double Equity(double price)
    {
        if (_cash + _shares * price > 0) return _cash + _shares * price;
        (_cash, _shares, _held) = (0, 0, null);
        return 0;
    }
}
