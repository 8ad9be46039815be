using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Decisions;
using TradingAgents.Analysis.Indicators;

namespace TradingAgents.Analysis.TrackRecords;

/// <summary>How likely a decision is to come right, and the earlier days that tell.</summary>
/// <param name="Probability">0 to 1, to two decimals.</param>
/// <param name="Record">What it rests on.</param>
/// <param name="Lean">Which way today's price signals lean, as those of the cases do; null where prices were not read.</param>
/// <param name="Base">The days that the base rate is the share of.</param>
/// <param name="Months">The month-ends that were read.</param>
internal sealed record CalibratedConfidence(double Probability, TrackRecord Record, PriceLean? Lean, BaseDays Base, MonthEnds Months)
{
    private const int ProbabilityDecimals = 2;
    private const int ShareDecimals = 3;

    /// <summary>Counts what came of earlier days, none of whose horizons goes beyond the last bar.</summary>
    /// <param name="bars">Up to the trade date, ascending.</param>
    /// <param name="readings">Of the same bars; empty where today's prices were not read.</param>
    /// <param name="lean">Today's price signals; null where prices were not read: then the base rate is all there is.</param>
    /// <param name="action">What is decided.</param>
    /// <param name="horizonBars">How far it looks ahead, 1 or more.</param>
    public static CalibratedConfidence Of(IReadOnlyList<PriceBar> bars, IReadOnlyList<PriceReading> readings, PriceLean? lean, TradeAction action, int horizonBars)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizonBars, 1);
        var outcomes = new PastOutcomes(bars, action, horizonBars);
        var (days, daysRight) = (0, 0);
        for (var day = Math.Max(0, bars.Count - PriceReadings.MostBars); day < bars.Count; day++)
        {
            if (outcomes.WasRight(day) is not { } right) continue;
            days++;
            if (right) daysRight++;
        }

        PriceReading[] cases = [.. readings.Where(reading => LeanOf(reading.Score) == lean && outcomes.WasRight(reading.Bar) is not null)];
        var counts = new Counts(cases.Length, cases.Count(reading => outcomes.WasRight(reading.Bar) == true), days, daysRight);
        var record = new TrackRecord
        {
            Cases = counts.Cases,
            Right = counts.CasesRight,
            BaseRate = days > 0 ? Math.Round((double)daysRight / days, ShareDecimals) : null,
            Prior = Math.Round(Odds.PriorOf(counts, horizonBars), ShareDecimals),
            From = cases.Length > 0 ? bars[cases[0].Bar].Date : null,
            To = cases.Length > 0 ? bars[cases[^1].Bar].Date : null,
        };
        return new CalibratedConfidence(
            Math.Round(Odds.Of(counts, horizonBars), ProbabilityDecimals), record, lean,
            new BaseDays(days, bars.Count > PriceReadings.MostBars), new MonthEnds(readings.Count, readings.Count(reading => outcomes.WasRight(reading.Bar) is not null)));
    }

    /// <summary>Which way a score leans.</summary>
    public static PriceLean LeanOf(double score) => RatingScale.ActionOf(RatingScale.Of(score)) switch
    {
        TradeAction.Buy => PriceLean.Up,
        TradeAction.Sell => PriceLean.Down,
        _ => PriceLean.Neither,
    };

    /// <summary>Whether earlier decisions of one kind would have come right.</summary>
    private sealed class PastOutcomes
    {
        private readonly IReadOnlyList<PriceBar> _bars;
        private readonly TradeAction _action;
        private readonly int _horizonBars;
        private readonly double?[] _volatility;
        private readonly int _volatilityStart;

        public PastOutcomes(IReadOnlyList<PriceBar> bars, TradeAction action, int horizonBars)
        {
            (_bars, _action, _horizonBars) = (bars, action, horizonBars);
            _volatilityStart = Math.Max(0, bars.Count - PriceReadings.MostBars - PriceMoves.UsualWindow);
            _volatility = action == TradeAction.Hold ? Returns.Volatility([.. bars.Skip(_volatilityStart).Select(bar => bar.Close)], PriceMoves.UsualWindow) : [];
        }

        /// <summary>Null where its horizon has not ended, or nothing tells yet what movement is usual.</summary>
        public bool? WasRight(int day)
        {
            if (PriceMoves.ChangeAfter(_bars, day, _horizonBars) is not { } change) return null;
            return _action switch
            {
                TradeAction.Buy => change > 0,
                TradeAction.Sell => change < 0,
                _ => _volatility[day - _volatilityStart] is { } annual ? PriceMoves.IsUsual(change, annual, _horizonBars) : null,
            };
        }
    }
}

/// <summary>The days that a base rate is counted on.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="IsCapped">Whether there are older ones, which are not looked at.</param>
internal readonly record struct BaseDays(int Count, bool IsCapped);

/// <summary>The month-ends at which the price signals were read.</summary>
/// <param name="Count">How many have the year of prices before them that a reading needs.</param>
/// <param name="Ended">Of them, those whose horizon has ended.</param>
internal readonly record struct MonthEnds(int Count, int Ended);
