using TradingAgents.Analysis.Indicators;

namespace TradingAgents.Analysis.Analysts;

/// <summary>How far back an analysis looks, by its depth.</summary>
/// <param name="Depth">1 to 5.</param>
public sealed record LookBack(int Depth)
{
    /// <summary>Bars before the history proper, so that the slowest average is known on its first day and smoothed indicators have forgotten their start.</summary>
    public const int WarmUpBars = 250;

    private static readonly int[] Windows = [63, 21, 126, 252, 504];

    /// <summary>Trading days searched for levels, drawdowns and the range: a year for each level of depth.</summary>
    public int HistoryBars => Depth * Returns.DaysPerYear;

    /// <summary>Bars read at most.</summary>
    public int BarsToRead => HistoryBars + WarmUpBars;

    /// <summary>Windows of the trend lines, in trading days: 63, then also 21, 126, 252, 504.</summary>
    public IReadOnlyList<int> TrendWindows => Windows[..Depth];

    /// <summary>Windows of the comparison with the benchmark, in trading days: 63, then also 21, 126, 252, 504.</summary>
    public IReadOnlyList<int> StrengthWindows => Windows[..Depth];
}
