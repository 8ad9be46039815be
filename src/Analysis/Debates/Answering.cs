using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Analysis.Debates;

/// <summary>How a point is answered: with the weightiest contrary evidence of its theme, else of its kind, that has answered nothing yet.</summary>
internal static class Answering
{
    /// <summary>What contrary evidence of the same weight takes from a point.</summary>
    public const double Effect = 0.75;

    /// <summary>Evidence lighter than this part of the point is no answer.</summary>
    public const double MinimumPart = 0.2;

    /// <param name="file">The evidence.</param>
    /// <param name="point">Of the other side.</param>
    /// <param name="spent">Evidence that has answered already: it cannot answer twice.</param>
    /// <returns>The evidence to answer with; null where the point is to be conceded.</returns>
    public static Argument? Find(CaseFile file, Argument point, IReadOnlySet<string> spent) =>
        file.Arguments
            .Where(argument => argument.Side != point.Side && argument.IsWorthSaying && argument.Kind == point.Kind && argument.Share >= MinimumPart * point.Share && !spent.Contains(argument.Id))
            .OrderByDescending(argument => argument.Theme == point.Theme)
            .FirstOrDefault(); // a stable sort: within both groups the weightiest stays first

    /// <summary>At least as weighty evidence rebuts and leaves a quarter; lighter evidence weakens, in proportion.</summary>
    public static double RemainingOf(Argument point, Argument? answer) =>
        answer is null ? 1 : Math.Round(1 - Effect * Math.Min(1, answer.Share / point.Share), 4);

    public static DebateAnswerKind KindOf(Argument point, Argument? answer) =>
        answer is null ? DebateAnswerKind.Conceded : answer.Share >= point.Share ? DebateAnswerKind.Rebutted : DebateAnswerKind.Weakened;
}
