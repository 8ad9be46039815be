using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Backtests;
using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Reporting.Tests;

/// <summary>Made-up backtests.</summary>
internal static class SampleBacktests
{
    public static BacktestReport Of(int days, params string[] symbols) => new()
    {
        Meta = new BacktestMeta("0.1.0"),
        Settings = new BacktestSettings { AnalysisType = AnalysisType.Technical, Depth = 1, Step = 21, CostsBasisPoints = 10, CoinRuns = 200, CoinSeed = 1 },
        Overall = Result(days),
        Symbols = [.. symbols.Select((symbol, i) => new SymbolBacktest { Symbol = symbol, Result = Result(days) with { From = new DateOnly(2016, 1, 4).AddDays(i) } })],
        Missing = ["SHORT has too few bars to test."],
    };

    /// <summary>Nothing could be measured: no trade, no horizon that has ended.</summary>
    public static BacktestReport Empty()
    {
        var report = Of(2, "AAPL");
        var flat = new Performance { TotalReturn = 0, MaxDrawdown = 0, Trades = 0, Exposure = 0, NetExposure = 0 };
        var nothing = new CoinRange(0, 0, 0);
        return report with
        {
            Overall = report.Overall with
            {
                Strategy = flat,
                Coin = new CoinPerformance { TotalReturn = nothing, MaxDrawdown = nothing, BelowStrategy = 0 },
                Calibration = new Calibration { All = new CalibrationBand { From = 0, To = 1, Decisions = 0, Judged = 0, Right = 0 }, Bands = [] },
            },
        };
    }

    private static BacktestResult Result(int days)
    {
        DateOnly[] dates = [.. Enumerable.Range(0, days).Select(i => new DateOnly(2016, 1, 4).AddDays(i))];
        double[] Curve(double slope) => [.. Enumerable.Range(0, days).Select(i => 1 + slope * i / days + 0.05 * Math.Sin(i / 9.0) - (i == 0 ? 0 : 0.001))];
        var performance = new Performance { TotalReturn = 0.123, AnnualisedReturn = 0.05, MaxDrawdown = -0.21, Sharpe = 0.71, Trades = 9, HitRate = 0.5556, Turnover = 8.5, Exposure = 0.4, NetExposure = 0.1 };
        return new BacktestResult
        {
            From = dates[0],
            To = dates[^1],
            Days = days,
            Decisions = 12,
            Strategy = performance,
            LongOnly = performance with { TotalReturn = 0.2 },
            BuyAndHold = performance with { TotalReturn = 0.4 },
            Coin = new CoinPerformance { TotalReturn = new CoinRange(0.01, -0.3, 0.35), MaxDrawdown = new CoinRange(-0.2, -0.4, -0.1), Sharpe = new CoinRange(0.02, -0.8, 0.9), BelowStrategy = 0.62 },
            Ratings = [.. Enum.GetValues<Rating>().Select(rating => new RatingOutcome { Rating = rating, Decisions = 2, Judged = 2, MeanChange = 0.01, RightShare = rating == Rating.Hold ? null : 0.5 })],
            Calibration = new Calibration
            {
                All = Band(0, 1, 0.58),
                RoseShare = 0.6,
                BrierScore = 0.26,
                BrierScoreOfPrior = 0.2471,
                Bands = [Band(0.45, 0.5, 0.45), Band(0.75, 0.8, 0.76)],
                ByConviction = [Band(0.3, 0.4, 0.52)],
            },
            Curves = new BacktestCurves { Dates = dates, Strategy = Curve(0.123), LongOnly = Curve(0.2), BuyAndHold = Curve(0.4), CoinMean = Curve(0.01), CoinLow = Curve(-0.3), CoinHigh = Curve(0.35) },
        };
    }

    private static CalibrationBand Band(double from, double to, double confidence) => new()
    {
        From = from,
        To = to,
        Decisions = 6,
        Judged = 5,
        Right = 3,
        MeanConfidence = confidence,
        RightShare = 0.6,
        RightShareLow = 0.2307,
        RightShareHigh = 0.8824,
    };
}
