namespace TradingAgents.Abstractions.Backtests;

/// <summary>What the decisions of an analysis would have brought, walked through history.</summary>
/// <remarks>Reproducible to the byte from the same program and the same prices: there is no clock in it. Fractions are rounded to six decimals.</remarks>
public sealed record BacktestReport
{
    public required BacktestMeta Meta { get; init; }
    public required BacktestSettings Settings { get; init; }

    /// <summary>All symbols together, as a portfolio that holds each with equal weight on the days it is tested and traded.</summary>
    public required BacktestResult Overall { get; init; }

    /// <summary>By symbol, sorted.</summary>
    public required IReadOnlyList<SymbolBacktest> Symbols { get; init; }

    /// <summary>What was left out, each in a plain sentence that says why.</summary>
    public required IReadOnlyList<string> Missing { get; init; }
}

/// <summary>What may differ between two versions of the program.</summary>
/// <param name="Version">Of the program.</param>
public sealed record BacktestMeta(string Version);

/// <summary>What was asked.</summary>
public sealed record BacktestSettings
{
    public required AnalysisType AnalysisType { get; init; }

    /// <summary>1 to 5.</summary>
    public required int Depth { get; init; }

    /// <summary>The first day of a decision; null: the first with a year of prices before it.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Nothing after it is read; null: the last bar held.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Bars from one decision to the next.</summary>
    public required int Step { get; init; }

    /// <summary>Of what is bought or sold, each time, in hundredths of a percent.</summary>
    public required double CostsBasisPoints { get; init; }

    /// <summary>How many coins were tossed through the same history.</summary>
    public required int CoinRuns { get; init; }

    public required int CoinSeed { get; init; }
}

/// <summary>One symbol's backtest.</summary>
public sealed record SymbolBacktest
{
    public required string Symbol { get; init; }
    public required BacktestResult Result { get; init; }
}

/// <summary>What came of one symbol or of all together.</summary>
public sealed record BacktestResult
{
    /// <summary>The day of the first decision.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Trading days from the first decision's to the last.</summary>
    public required int Days { get; init; }

    public required int Decisions { get; init; }

    /// <summary>Long and short as decided.</summary>
    public required Performance Strategy { get; init; }

    /// <summary>The same without the short positions.</summary>
    public required Performance LongOnly { get; init; }

    /// <summary>Bought at the open after the first decision, held to the end.</summary>
    public required Performance BuyAndHold { get; init; }

    /// <summary>The strategy's positions with the side of each tossed.</summary>
    public required CoinPerformance Coin { get; init; }

    /// <summary>From Buy to Sell.</summary>
    public required IReadOnlyList<RatingOutcome> Ratings { get; init; }

    public required Calibration Calibration { get; init; }
    public required BacktestCurves Curves { get; init; }
}

/// <summary>How a way to trade did. Fractions, not percent; a measure without a meaning is null.</summary>
public sealed record Performance
{
    public required double TotalReturn { get; init; }

    /// <summary>The yearly growth that compounds to the total over the calendar time; null for less than 30 days.</summary>
    public double? AnnualisedReturn { get; init; }

    /// <summary>The deepest fall of the equity from a close to a later one, 0 or negative.</summary>
    public required double MaxDrawdown { get; init; }

    /// <summary>Mean over deviation of the daily returns, times the root of 252; the risk-free rate is 0.</summary>
    public double? Sharpe { get; init; }

    /// <summary>Decisions carried out.</summary>
    public required int Trades { get; init; }

    /// <summary>Share of the trades whose exit price was better than their entry price, costs apart; null without trades.</summary>
    public double? HitRate { get; init; }

    /// <summary>What was bought and sold in a year, in multiples of the equity; null for less than 30 days.</summary>
    public double? Turnover { get; init; }

    /// <summary>Mean size of the position at the close, long or short, as a share of the equity.</summary>
    public required double Exposure { get; init; }

    /// <summary>The same with short positions counted as negative.</summary>
    public required double NetExposure { get; init; }
}

/// <summary>How the coins did.</summary>
public sealed record CoinPerformance
{
    public required CoinRange TotalReturn { get; init; }
    public required CoinRange MaxDrawdown { get; init; }

    /// <summary>Null where a coin never traded.</summary>
    public CoinRange? Sharpe { get; init; }

    /// <summary>Share of the coins whose total return was below the strategy's.</summary>
    public required double BelowStrategy { get; init; }
}

/// <summary>Over all coins: the mean, and the 5th and 95th percentile.</summary>
public sealed record CoinRange(double Mean, double Low, double High);

/// <summary>What followed the decisions of one rating.</summary>
public sealed record RatingOutcome
{
    public required Reports.Rating Rating { get; init; }
    public required int Decisions { get; init; }

    /// <summary>Those whose horizon had ended by the last day.</summary>
    public required int Judged { get; init; }

    /// <summary>Mean price change of the judged, from the next open to the close at the end of the horizon; null without any.</summary>
    public double? MeanChange { get; init; }

    /// <summary>Share of the judged whose price moved the decision's way; null without any, and for Hold.</summary>
    public double? RightShare { get; init; }
}

/// <summary>Whether confidence means anything: decisions for a direction, by confidence, against what came.</summary>
public sealed record Calibration
{
    /// <summary>Of all confidences together.</summary>
    public required CalibrationBand All { get; init; }

    /// <summary>Share of the judged decisions after which the price rose: what "always up" would have got right; null without any.</summary>
    public double? RoseShare { get; init; }

    /// <summary>Mean squared distance of the confidence from 1 (right) or 0 (wrong); 0.25 is that of a constant 50 %; null without any.</summary>
    public double? BrierScore { get; init; }

    /// <summary>The same for the confidences without the earlier readings (<see cref="Reports.TrackRecord.Prior"/>): what the signals add is the difference. Null without any.</summary>
    public double? BrierScoreOfPrior { get; init; }

    /// <summary>Bands of 0.05 of confidence that hold a decision, in ascending order.</summary>
    public required IReadOnlyList<CalibrationBand> Bands { get; init; }

    /// <summary>The same decisions in bands of 0.1 of conviction, in ascending order.</summary>
    public IReadOnlyList<CalibrationBand> ByConviction { get; init; } = [];
}

/// <summary>Decisions whose confidence, or conviction, lay in one band.</summary>
public sealed record CalibrationBand
{
    /// <summary>The band's lower end, itself within.</summary>
    public required double From { get; init; }

    /// <summary>The band's upper end, within only if it is 1.</summary>
    public required double To { get; init; }

    public required int Decisions { get; init; }

    /// <summary>Those whose horizon had ended by the last day.</summary>
    public required int Judged { get; init; }

    /// <summary>Of the judged, those whose price moved the decision's way.</summary>
    public required int Right { get; init; }

    /// <summary>Of the judged; null without any, as are the next three.</summary>
    public double? MeanConfidence { get; init; }

    public double? RightShare { get; init; }

    /// <summary>Lower end of the 95 % Wilson interval of the share.</summary>
    public double? RightShareLow { get; init; }

    /// <summary>Upper end of the 95 % Wilson interval of the share.</summary>
    public double? RightShareHigh { get; init; }
}

/// <summary>Equity at the close of each day, 1 at the first; series of equal length.</summary>
public sealed record BacktestCurves
{
    public required IReadOnlyList<DateOnly> Dates { get; init; }
    public required IReadOnlyList<double> Strategy { get; init; }
    public required IReadOnlyList<double> LongOnly { get; init; }
    public required IReadOnlyList<double> BuyAndHold { get; init; }

    /// <summary>Mean of the coins.</summary>
    public required IReadOnlyList<double> CoinMean { get; init; }

    /// <summary>5th percentile of the coins, day by day.</summary>
    public required IReadOnlyList<double> CoinLow { get; init; }

    /// <summary>95th percentile of the coins, day by day.</summary>
    public required IReadOnlyList<double> CoinHigh { get; init; }
}
