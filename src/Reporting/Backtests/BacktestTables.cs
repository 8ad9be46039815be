using TradingAgents.Abstractions.Backtests;
using TradingAgents.Reporting.Text;
using static TradingAgents.Reporting.Backtests.BacktestWords;

namespace TradingAgents.Reporting.Backtests;

/// <summary>Names of columns, and rows of as many cells; the first column is words, the others are numbers.</summary>
internal sealed record BacktestTable(IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>The tables of a backtest, the same as text and as a page.</summary>
internal static class BacktestTables
{
    public static BacktestTable Performance(BacktestResult result, int coins) => new(
        ["", "return", "a year", "drawdown", "Sharpe", "trades", "hits", "turnover", "exposure", "net"],
        [
            Row("decisions", result.Strategy),
            Row("long only", result.LongOnly),
            Row("buy and hold", result.BuyAndHold),
            [$"{coins} coins, mean", Percent(result.Coin.TotalReturn.Mean), "", Percent(result.Coin.MaxDrawdown.Mean), Number(result.Coin.Sharpe?.Mean), "", "", "", "", ""],
            ["coins, 5th percentile", Percent(result.Coin.TotalReturn.Low), "", Percent(result.Coin.MaxDrawdown.Low), Number(result.Coin.Sharpe?.Low), "", "", "", "", ""],
            ["coins, 95th percentile", Percent(result.Coin.TotalReturn.High), "", Percent(result.Coin.MaxDrawdown.High), Number(result.Coin.Sharpe?.High), "", "", "", "", ""],
        ]);

    public static BacktestTable Symbols(BacktestReport report) => new(
        ["symbol", "return", "a year", "drawdown", "Sharpe", "hits", "turnover", "exposure", "long only", "hold", "coins 5–95%"],
        [
            .. report.Symbols.Select(symbol => (IReadOnlyList<string>)
            [
                symbol.Symbol,
                Percent(symbol.Result.Strategy.TotalReturn),
                Percent(symbol.Result.Strategy.AnnualisedReturn),
                Percent(symbol.Result.Strategy.MaxDrawdown),
                Number(symbol.Result.Strategy.Sharpe),
                Whole(symbol.Result.Strategy.HitRate),
                Number(symbol.Result.Strategy.Turnover),
                Whole(symbol.Result.Strategy.Exposure),
                Percent(symbol.Result.LongOnly.TotalReturn),
                Percent(symbol.Result.BuyAndHold.TotalReturn),
                Range(symbol.Result.Coin.TotalReturn),
            ]),
        ]);

    /// <summary>How often each rating was given, by symbol, how often a direction was right, and how often it was stated to be.</summary>
    public static BacktestTable SymbolDecisions(BacktestReport report) => new(
        ["symbol", "from", "to", "all", .. report.Overall.Ratings.Select(rating => rating.Rating.ToString()), "judged", "right", "stated"],
        [
            .. report.Symbols.Select(symbol => (IReadOnlyList<string>)
            [
                symbol.Symbol,
                NumberText.Date(symbol.Result.From),
                NumberText.Date(symbol.Result.To),
                NumberText.Count(symbol.Result.Decisions),
                .. symbol.Result.Ratings.Select(rating => NumberText.Count(rating.Decisions)),
                NumberText.Count(symbol.Result.Calibration.All.Judged),
                Whole(symbol.Result.Calibration.All.RightShare),
                Whole(symbol.Result.Calibration.All.MeanConfidence),
            ]),
        ]);

    public static BacktestTable Ratings(BacktestResult result) => new(
        ["rating", "decisions", "judged", "mean change", "right"],
        [
            .. result.Ratings.Select(rating => (IReadOnlyList<string>)
                [rating.Rating.ToString(), NumberText.Count(rating.Decisions), NumberText.Count(rating.Judged), Percent(rating.MeanChange), Share(rating.RightShare)]),
        ]);

    public static BacktestTable Calibration(Calibration calibration) => new(
        ["confidence", "decisions", "judged", "stated", "right", "share", "95% interval"],
        [.. calibration.Bands.Select(band => Row(BandOf(band), band)), Row("all", calibration.All)]);

    /// <summary>The same decisions by conviction, which is no probability.</summary>
    public static BacktestTable Conviction(Calibration calibration) => new(
        ["conviction", "decisions", "judged", "stated", "right", "share", "95% interval"],
        [.. calibration.ByConviction.Select(band => Row(BandOf(band), band))]);

    private static IReadOnlyList<string> Row(string name, Performance performance) =>
    [
        name,
        Percent(performance.TotalReturn),
        Percent(performance.AnnualisedReturn),
        Percent(performance.MaxDrawdown),
        Number(performance.Sharpe),
        NumberText.Count(performance.Trades),
        Whole(performance.HitRate),
        Number(performance.Turnover),
        Whole(performance.Exposure),
        Whole(performance.NetExposure),
    ];

    private static IReadOnlyList<string> Row(string name, CalibrationBand band) =>
    [
        name,
        NumberText.Count(band.Decisions),
        NumberText.Count(band.Judged),
        Number(band.MeanConfidence),
        NumberText.Count(band.Right),
        Share(band.RightShare),
        band.RightShareLow is null ? NumberText.Absent : $"{Share(band.RightShareLow)} to {Share(band.RightShareHigh)}",
    ];
}
