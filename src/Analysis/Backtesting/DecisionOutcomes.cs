using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Backtests;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.TrackRecords;
using static TradingAgents.Analysis.Backtesting.PerformanceMeasures;

namespace TradingAgents.Analysis.Backtesting;

/// <summary>A decision and what the price did.</summary>
/// <param name="Decision">What was decided.</param>
/// <param name="Change">From the next bar's open to the close at the end of the horizon, as a fraction; null where the bars end before.</param>
internal sealed record DecisionOutcome(DatedDecision Decision, double? Change)
{
    /// <summary>Whether the price moved the decision's way; one that stands still has not.</summary>
    public bool IsRight => Change is { } change && change * Decision.Direction > 0;

    /// <summary>Stop and target do not matter here: what is judged is the direction.</summary>
    public static DecisionOutcome Of(DatedDecision decision, IReadOnlyList<PriceBar> bars) => new(decision, PriceMoves.ChangeAfter(bars, decision.Bar, decision.HorizonBars));
}

/// <summary>Decisions held against what came: by rating, and by confidence.</summary>
internal static class DecisionOutcomes
{
    /// <summary>Bands of 0.05: a calibrated confidence of a direction over weeks is seldom far from one half.</summary>
    private const int ConfidenceBands = 20;

    private const int ConvictionBands = 10;

    public static IReadOnlyList<RatingOutcome> ByRating(IReadOnlyList<DecisionOutcome> outcomes) =>
        [.. Enum.GetValues<Rating>().Select(rating => Sum(rating, [.. outcomes.Where(outcome => outcome.Decision.Rating == rating)]))];

    /// <summary>Of the decisions for a direction.</summary>
    public static Calibration Calibrate(IReadOnlyList<DecisionOutcome> outcomes)
    {
        DecisionOutcome[] directed = [.. outcomes.Where(outcome => outcome.Decision.Direction != 0)];
        DecisionOutcome[] judged = [.. directed.Where(outcome => outcome.Change is not null)];
        return new Calibration
        {
            All = Band(0, 1, directed),
            RoseShare = MeanOf(judged, outcome => outcome.Change > 0 ? 1 : 0),
            BrierScore = BrierOf(judged, outcome => outcome.Decision.Confidence),
            BrierScoreOfPrior = BrierOf(judged, outcome => outcome.Decision.Prior),
            Bands = BandsOf(directed, ConfidenceBands, outcome => outcome.Decision.Confidence),
            ByConviction = BandsOf(directed, ConvictionBands, outcome => outcome.Decision.Conviction),
        };
    }

    /// <summary>The 95 % interval of a share by Wilson's score.</summary>
    /// <param name="right">0 to <paramref name="count"/>.</param>
    /// <param name="count">1 or more.</param>
    public static (double Low, double High) Wilson(int right, int count)
    {
        const double z = 1.959963984540054;
        double share = (double)right / count, spread = z * z / count;
        var middle = (share + spread / 2) / (1 + spread);
        var half = z * Math.Sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread);
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    private static RatingOutcome Sum(Rating rating, DecisionOutcome[] outcomes)
    {
        DecisionOutcome[] judged = [.. outcomes.Where(outcome => outcome.Change is not null)];
        return new RatingOutcome
        {
            Rating = rating,
            Decisions = outcomes.Length,
            Judged = judged.Length,
            MeanChange = MeanOf(judged, outcome => outcome.Change!.Value),
            RightShare = rating == Rating.Hold ? null : MeanOf(judged, outcome => outcome.IsRight ? 1 : 0),
        };
    }

    private static CalibrationBand Band(double from, double to, DecisionOutcome[] outcomes)
    {
        DecisionOutcome[] judged = [.. outcomes.Where(outcome => outcome.Change is not null)];
        var right = judged.Count(outcome => outcome.IsRight);
        (double Low, double High)? interval = judged.Length > 0 ? Wilson(right, judged.Length) : null;
        return new CalibrationBand
        {
            From = from,
            To = to,
            Decisions = outcomes.Length,
            Judged = judged.Length,
            Right = right,
            MeanConfidence = MeanOf(judged, outcome => outcome.Decision.Confidence),
            RightShare = MeanOf(judged, outcome => outcome.IsRight ? 1 : 0),
            RightShareLow = interval is { } low ? Round(low.Low) : null,
            RightShareHigh = interval is { } high ? Round(high.High) : null,
        };
    }

    private static IReadOnlyList<CalibrationBand> BandsOf(DecisionOutcome[] outcomes, int bands, Func<DecisionOutcome, double> value) =>
    [
        .. outcomes.GroupBy(outcome => BandOf(value(outcome), bands)).OrderBy(band => band.Key).Select(band => Band(Math.Round((double)band.Key / bands, 2), Math.Round((band.Key + 1.0) / bands, 2), [.. band])),
    ];

    /// <summary>Values have two decimals; the smallest part more keeps 0.3 x 10 from falling below 3.</summary>
    private static int BandOf(double value, int bands) => Math.Clamp((int)(value * bands + 1e-9), 0, bands - 1);

    private static double? BrierOf(DecisionOutcome[] judged, Func<DecisionOutcome, double> stated) =>
        MeanOf(judged, outcome => Math.Pow(stated(outcome) - (outcome.IsRight ? 1 : 0), 2));

    private static double? MeanOf(DecisionOutcome[] outcomes, Func<DecisionOutcome, double> value) =>
        outcomes.Length > 0 ? Round(outcomes.Average(value)) : null;
}
