using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Analysis.Debates;

/// <summary>How a point is answered: with the weightiest contrary evidence of its theme, else of its kind, that has answered nothing yet.</summary>
internal static class Answering
{
    /// <summary>What contrary evidence of the same weight takes from a point.</summary>
    public const double Effect = 0.75;

    /// <summary>Evidence lighter than this part of the point is no answer.</summary>
    public const double MinimumPart = 0.2;

    /// <summary>A reading of the price's movement over one stretch of time is no answer to one over a stretch more than this many times as long or as short.</summary>
    public const double MaximumSpan = 6;

    private const int ShortSpanDays = 20; // Of an indicator that names no first day: RSI of 14 bars, MACD of some more.

    /// <param name="file">The evidence.</param>
    /// <param name="point">Of the other side.</param>
    /// <param name="spent">Evidence that has answered already: it cannot answer twice.</param>
    /// <returns>The evidence to answer with; null where the point is to be conceded.</returns>
    public static Argument? Find(CaseFile file, Argument point, IReadOnlySet<string> spent) =>
        file.Arguments
            .Where(argument => argument.Side != point.Side && argument.IsWorthSaying && argument.Kind == point.Kind && IsOfLikeSpan(argument, point) && argument.Share >= MinimumPart * point.Share && !spent.Contains(argument.Id))
            .OrderByDescending(argument => argument.Theme == point.Theme)
            .FirstOrDefault(); // a stable sort: within both groups the weightiest stays first

    /// <summary>Whether two readings of the price's movement are over stretches of time that compare; other kinds always do.</summary>
    public static bool IsOfLikeSpan(Argument one, Argument other)
    {
        if (one.Kind != EvidenceKind.Movement) return true;
        var (days, otherDays) = (SpanOf(one), SpanOf(other));
        return Math.Max(days, otherDays) <= MaximumSpan * Math.Min(days, otherDays);
    }

    private static double SpanOf(Argument argument) =>
        argument.Evidence.From is { } from ? Math.Max(1, argument.Evidence.Date.DayNumber - from.DayNumber) : ShortSpanDays;

    /// <summary>At least as weighty evidence rebuts and leaves a quarter; lighter evidence weakens, in proportion.</summary>
    public static double RemainingOf(Argument point, Argument? answer) =>
        answer is null ? 1 : Math.Round(1 - Effect * Math.Min(1, answer.Share / point.Share), 4);

    public static DebateAnswerKind KindOf(Argument point, Argument? answer) =>
        answer is null ? DebateAnswerKind.Conceded : answer.Share >= point.Share ? DebateAnswerKind.Rebutted : DebateAnswerKind.Weakened;
}
