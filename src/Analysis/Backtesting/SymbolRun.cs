using TradingAgents.Abstractions.Backtests;
using static TradingAgents.Analysis.Backtesting.PerformanceMeasures;

namespace TradingAgents.Analysis.Backtesting;

/// <summary>Decisions carried out on one symbol or on several together, beside buy-and-hold and the coins.</summary>
internal sealed class SymbolRun
{
    private const double BasisPoint = 1e-4;

    private readonly IReadOnlyList<DecisionOutcome> _outcomes;
    private readonly Track _strategy;
    private readonly Track _longOnly;
    private readonly Track _buyAndHold;
    private readonly double[][] _coins;

    private SymbolRun(IReadOnlyList<DecisionOutcome> outcomes, Track strategy, Track longOnly, Track buyAndHold, double[][] coins) =>
        (_outcomes, _strategy, _longOnly, _buyAndHold, _coins) = (outcomes, strategy, longOnly, buyAndHold, coins);

    public static SymbolRun Of(TestedHistory history, IReadOnlyList<DatedDecision> decisions, double costsBasisPoints)
    {
        var (bars, costs) = (history.Bars, costsBasisPoints * BasisPoint);
        PlannedPosition[] plans = [.. decisions.Select(decision => decision.Plan())];
        return new SymbolRun(
            [.. decisions.Select(decision => DecisionOutcome.Of(decision, bars))],
            TradingSimulation.Run(bars, plans, costs),
            TradingSimulation.Run(bars, [.. plans.Select(plan => plan with { Weight = Math.Max(0, plan.Weight) })], costs),
            TradingSimulation.Run(bars, [new PlannedPosition(0, 1, bars.Count)], costs),
            Coins.Toss(history.Symbol, bars, plans, costs));
    }

    /// <summary>Equal weights on the days a symbol is tested and traded; the n-th coin of all is made of the n-th coin of each.</summary>
    public static SymbolRun Combine(IReadOnlyList<SymbolRun> runs)
    {
        var days = new PortfolioDays([.. runs.Select(run => run._strategy.Dates)]);
        return new SymbolRun(
            [.. runs.SelectMany(run => run._outcomes)],
            Track.Combine([.. runs.Select(run => run._strategy)]),
            Track.Combine([.. runs.Select(run => run._longOnly)]),
            Track.Combine([.. runs.Select(run => run._buyAndHold)]),
            [.. Enumerable.Range(0, Coins.Runs).Select(coin => days.Mean(runs, run => run._coins[coin]))]);
    }

    public BacktestResult Measure()
    {
        var strategy = PerformanceMeasures.Of(_strategy);
        double[][] coins = [.. _coins.Select(returns => Track.EquityOf(returns))];
        return new BacktestResult
        {
            From = _strategy.Dates[0],
            To = _strategy.Dates[^1],
            Days = _strategy.Dates.Count,
            Decisions = _outcomes.Count,
            Strategy = strategy,
            LongOnly = PerformanceMeasures.Of(_longOnly),
            BuyAndHold = PerformanceMeasures.Of(_buyAndHold),
            Coin = Coins.Measure(coins, _coins, strategy.TotalReturn),
            Ratings = DecisionOutcomes.ByRating(_outcomes),
            Calibration = DecisionOutcomes.Calibrate(_outcomes),
            Curves = Draw(coins),
        };
    }

    private BacktestCurves Draw(double[][] coins)
    {
        CoinRange[] ranges = [.. Enumerable.Range(0, _strategy.Dates.Count).Select(day => Coins.RangeOf([.. coins.Select(equity => equity[day])]))];
        return new BacktestCurves
        {
            Dates = _strategy.Dates,
            Strategy = [.. _strategy.Equity().Select(Round)],
            LongOnly = [.. _longOnly.Equity().Select(Round)],
            BuyAndHold = [.. _buyAndHold.Equity().Select(Round)],
            CoinMean = [.. ranges.Select(range => range.Mean)],
            CoinLow = [.. ranges.Select(range => range.Low)],
            CoinHigh = [.. ranges.Select(range => range.High)],
        };
    }
}
