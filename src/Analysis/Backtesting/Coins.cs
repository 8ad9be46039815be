using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Backtests;
using static TradingAgents.Analysis.Backtesting.PerformanceMeasures;

namespace TradingAgents.Analysis.Backtesting;

/// <summary>The same positions on the same days, the side of each tossed: what no knowledge would have brought.</summary>
internal static class Coins
{
    public const int Runs = 200;
    public const int Seed = 1;

    private const double LowShare = 0.05;
    private const double HighShare = 0.95;
    private const int BitsOfABlock = 256;

    /// <summary>The daily returns of every coin.</summary>
    /// <param name="symbol">Every symbol has coins of its own.</param>
    /// <param name="bars">As of the simulation.</param>
    /// <param name="plans">The strategy's; one turned round keeps the distances of its stop and target from the close it was decided on.</param>
    /// <param name="costs">As of the simulation.</param>
    public static double[][] Toss(string symbol, IReadOnlyList<PriceBar> bars, IReadOnlyList<PlannedPosition> plans, double costs) =>
    [
        .. Enumerable.Range(0, Runs).Select(run => TradingSimulation.Run(
            bars, [.. plans.Select((plan, i) => IsHeads(symbol, run, i) ? plan : plan.Mirrored(bars[plan.Bar].Close))], costs).Returns),
    ];

    /// <summary>What the coins did beside the strategy.</summary>
    /// <param name="equities">A curve a coin.</param>
    /// <param name="returns">The same as daily returns.</param>
    /// <param name="strategy">The strategy's total return.</param>
    public static CoinPerformance Measure(double[][] equities, double[][] returns, double strategy)
    {
        double[] sharpes = [.. returns.Select(SharpeOf).OfType<double>()];
        return new CoinPerformance
        {
            TotalReturn = RangeOf([.. equities.Select(equity => equity[^1] - 1)]),
            MaxDrawdown = RangeOf([.. equities.Select(equity => Indicators.Drawdown.Of(equity)!.Value.Max)]),
            Sharpe = sharpes.Length > 0 ? RangeOf(sharpes) : null,
            BelowStrategy = Round(equities.Average(equity => equity[^1] - 1 < strategy ? 1.0 : 0)),
        };
    }

    /// <summary>Mean, 5th and 95th percentile of the values; puts them in order.</summary>
    public static CoinRange RangeOf(double[] values)
    {
        Array.Sort(values);
        return new CoinRange(Round(values.Average()), Round(Percentile(values, LowShare)), Round(Percentile(values, HighShare)));
    }

    /// <summary>A bit of a hash: the same on every machine and in every order of work.</summary>
    private static bool IsHeads(string symbol, int run, int toss)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Seed}/{symbol}/{run}/{toss / BitsOfABlock}");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        var bit = toss % BitsOfABlock;
        return (hash[bit / 8] >> (bit % 8) & 1) == 1;
    }
}
