using System.Globalization;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Backtests;
using TradingAgents.Reporting.Text;

namespace TradingAgents.Reporting.Backtests;

/// <summary>What a backtest says in words, the same as text and as a page. English only, as the measures' names are.</summary>
internal static class BacktestWords
{
    public static string SubjectOf(BacktestReport report) => report.Symbols.Count == 1 ? report.Symbols[0].Symbol : $"{report.Symbols.Count} symbols";

    public static string Period(BacktestResult result) => $"{NumberText.Date(result.From)} to {NumberText.Date(result.To)}";

    public static string Analysis(BacktestSettings settings) =>
        $"{ContractJson.NameOf(settings.AnalysisType)} at depth {settings.Depth}, a decision every {(settings.Step == 1 ? "bar" : $"{settings.Step} bars")}, " +
        $"costs of {settings.CostsBasisPoints.ToString("0.##", CultureInfo.InvariantCulture)} basis points a side";

    /// <summary>The outcome in three or four sentences, without a judgement.</summary>
    public static IEnumerable<string> Findings(BacktestReport report)
    {
        var all = report.Overall;
        var (strategy, hold) = (all.Strategy, all.BuyAndHold);
        yield return $"The decisions returned {Return(strategy)}, buying and holding {Return(hold)}; the deepest falls were {Percent(strategy.MaxDrawdown)} and {Percent(hold.MaxDrawdown)}.";
        yield return $"Of {report.Settings.CoinRuns} coins that chose the side of the same positions, {NumberText.Percent(all.Coin.BelowStrategy)} returned less; " +
            $"their mean was {Percent(all.Coin.TotalReturn.Mean)}, 90% lay between {Percent(all.Coin.TotalReturn.Low)} and {Percent(all.Coin.TotalReturn.High)}.";
        if (report.Symbols.Count > 1)
        {
            var (aboveHold, aboveCoins) = (
                report.Symbols.Count(symbol => symbol.Result.Strategy.TotalReturn > symbol.Result.BuyAndHold.TotalReturn),
                report.Symbols.Count(symbol => symbol.Result.Strategy.TotalReturn > symbol.Result.Coin.TotalReturn.High));
            yield return $"{aboveHold} of {report.Symbols.Count} symbols did better than buying and holding them, {aboveCoins} better than 95% of their coins.";
        }

        var directions = all.Calibration.All;
        yield return directions is { RightShare: { } right, RightShareLow: { } low, RightShareHigh: { } high, MeanConfidence: { } stated }
            ? $"The direction was right after {Share(right)} of {NumberText.Count(directions.Judged)} decisions for one ({Share(low)} to {Share(high)}), at a mean confidence of {Share(stated)}; " +
              $"the price rose after {Share(all.Calibration.RoseShare)}."
            : "No decision for a direction could be judged: there was none, or its horizon goes beyond the last day.";
    }

    public static IReadOnlyList<string> Method(BacktestReport report)
    {
        var settings = report.Settings;
        string[] method =
        [
            "A decision on a day's close uses nothing dated later and is carried out at the next open, in the size the decision names: long for Buy and Overweight, short for Underweight and Sell, none for Hold. Long only leaves the short positions out.",
            "A position ends at its stop or target (at the open where a gap jumps over it, at the stop where a bar reaches both), at the close that ends its horizon, or at the open after the next decision. An open at or beyond stop or target is not traded.",
            $"Each purchase and sale costs {settings.CostsBasisPoints.ToString("0.##", CultureInfo.InvariantCulture)} basis points of its value. No dividends, interest, lending fees, taxes or price impact.",
            $"A coin keeps days, sizes and distances and tosses the side; {settings.CoinRuns} coins, seed {settings.CoinSeed}. Buy-and-hold buys at the open after the first decision.",
            "Sharpe: daily, over a risk-free rate of 0, times the root of 252. Hits: trades left at a better price than entered, costs apart. Turnover: bought and sold in a year over the equity. Exposure: mean size at the close; net counts shorts as negative.",
            "A direction is right if the price moved its way from the next open to the close at the end of the horizon, whatever stop and target did. Horizons overlap, and stocks move together: the intervals (95%, Wilson) are narrower than they should be.",
        ];
        return report.Symbols.Count == 1
            ? method
            : [.. method, "All together is a portfolio with equal weights, restored daily without costs, of the symbols that are tested and traded on a day. Few symbols, chosen because their prices were at hand, most of them successful companies: no sample of a market.", .. Alone(report.Symbols)];
    }

    /// <summary>The Brier score beside those that need no signals.</summary>
    public static string? Brier(Calibration calibration) =>
        calibration is { BrierScore: { } score, BrierScoreOfPrior: { } prior, All.RightShare: { } right }
            ? $"Brier score {Fine(score)} (less is better); without the earlier readings, from base rates alone, it is {Fine(prior)}, of a constant 50% 0.2500, of a constant {Share(right)}, known only in hindsight, {Fine(right * (1 - right))}."
            : null;

    private static string Fine(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    public static string Percent(double? fraction) => fraction is { } value ? NumberText.SignedPercent(value) : NumberText.Absent;

    public static string Share(double? fraction) => fraction is { } value && double.IsFinite(value) ? (value * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%" : NumberText.Absent;

    public static string Whole(double? fraction) => fraction is { } value ? NumberText.Percent(value) : NumberText.Absent;

    public static string Number(double? value) => value is { } number && double.IsFinite(number) ? (Math.Round(number, 2) + 0.0).ToString("0.00", CultureInfo.InvariantCulture) : NumberText.Absent;

    public static string Range(CoinRange range) => $"{Percent(range.Low)} to {Percent(range.High)}";

    public static string BandOf(CalibrationBand band) => string.Create(CultureInfo.InvariantCulture, $"{band.From:0.00}–{band.To:0.00}");

    /// <summary>A portfolio of one is no portfolio.</summary>
    private static IEnumerable<string> Alone(IReadOnlyList<SymbolBacktest> symbols)
    {
        SymbolBacktest[] byStart = [.. symbols.OrderBy(symbol => symbol.Result.From)];
        if (byStart[0].Result.From < byStart[1].Result.From)
            yield return $"Until {NumberText.Date(byStart[1].Result.From)} all together is {byStart[0].Symbol} alone; the table by symbol is the better guide.";
    }

    private static string Return(Performance performance) =>
        performance.AnnualisedReturn is { } yearly ? $"{Percent(performance.TotalReturn)} ({Percent(yearly)} a year)" : Percent(performance.TotalReturn);
}
