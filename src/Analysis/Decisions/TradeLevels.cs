using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Decisions;

/// <summary>Where a trade begins and ends. For a purchase stop &lt; entry &lt; target, for a sale the reverse; all above 0, rounded to the price's decimals.</summary>
internal sealed record TradeLevels
{
    private const double MinimumReward = 1.5;
    private const double UsualReward = 2;
    private const double MaximumReward = 4;
    private const int DaysPerWeek = 5;

    public required TradeAction Action { get; init; }
    public required double Entry { get; init; }
    public required double Stop { get; init; }
    public required double Target { get; init; }

    /// <summary>Whether the stop lies behind a support or resistance; if not, it is a multiple of the ATR.</summary>
    public required bool IsStopBehindLevel { get; init; }

    /// <summary>The horizon in weeks.</summary>
    public required (int From, int To) Weeks { get; init; }

    /// <summary>Gain at the target over loss at the stop.</summary>
    public double Reward => Math.Abs(Target - Entry) / Math.Abs(Entry - Stop);

    /// <summary>Whether a stop may go behind a level at this distance from the price.</summary>
    public static bool IsInReach(double distance, double atr, double close) => distance >= UsualRange(atr, close) && distance <= 3 * UsualRange(atr, close);

    /// <summary>
    /// Entry: the last close. Stop: a quarter of an ATR behind the nearest level that lies one to three ATR away, else two ATR away. Target: the nearest level that
    /// pays 1.5 to 4 times the distance to the stop, else twice that distance.
    /// </summary>
    /// <param name="action">Buy or sell.</param>
    /// <param name="series">With at least 15 bars, so that there is an ATR.</param>
    public static TradeLevels Propose(TradeAction action, MarketSeries series)
    {
        var sign = action == TradeAction.Buy ? 1 : -1;
        var close = series.LastClose;
        var atr = UsualRange(series.Atr[^1]!.Value, close);
        var (behind, ahead) = action == TradeAction.Buy ? (series.Levels.Support, series.Levels.Resistance) : (series.Levels.Resistance, series.Levels.Support);

        var held = behind.Select(level => sign * (close - level.Price)).FirstOrDefault(distance => IsInReach(distance, atr, close));
        // At most 40 % of the price: the target of a sale, twice as far, must stay above 0.
        var loss = Math.Min(held > 0 ? held + 0.25 * atr : 2 * atr, 0.4 * close);
        var paid = ahead.Select(level => sign * (level.Price - close)).FirstOrDefault(distance => distance >= MinimumReward * loss && distance <= MaximumReward * loss);
        var gain = paid > 0 ? paid : UsualReward * loss;

        var decimals = NumberTexts.DecimalsOf(close);
        // A random walk covers n usual days' ranges in about n squared days; a trend is faster, so that is the upper end.
        var days = Math.Clamp(Math.Pow(gain / atr, 2), 2 * DaysPerWeek, 26 * DaysPerWeek);
        var toWeeks = (int)Math.Ceiling(days / DaysPerWeek);
        return new TradeLevels
        {
            Action = action,
            Entry = Math.Round(close, decimals),
            Stop = Math.Round(close - sign * loss, decimals),
            Target = Math.Round(close + sign * gain, decimals),
            IsStopBehindLevel = held > 0,
            Weeks = (Math.Max(1, toWeeks / 2), toWeeks),
        };
    }

    /// <summary>Half a percent at least, so that the three prices stay apart after rounding even where nothing moves.</summary>
    private static double UsualRange(double atr, double close) => Math.Max(atr, 0.005 * close);
}
