using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Reporting.Content;

/// <summary>A view of the trade: what it would put in, and where it would give up.</summary>
/// <param name="Stance">Null for the trader's own proposal and for the decision.</param>
/// <param name="IsDecision">True for what was decided in the end.</param>
internal sealed record TradeView(RiskStance? Stance, bool IsDecision, double PositionShare, double? Stop);

/// <summary>The three views of the risk: the last word of each, and size and stop from the proposal to the decision.</summary>
internal sealed record RiskViews(IReadOnlyList<RiskTurn> LastWords, IReadOnlyList<RiskTurn> Earlier, IReadOnlyList<TradeView> Trades)
{
    /// <summary>Null where there was no risk debate.</summary>
    public static RiskViews? Of(AnalysisReport report)
    {
        if (report.RiskDebate is not { Turns.Count: > 0 } debate) return null;

        var last = debate.Turns.GroupBy(turn => turn.Stance).Select(turns => turns.Last()).OrderBy(turn => turn.Stance).ToList();
        var trades = last.Select(turn => new TradeView(turn.Stance, false, turn.PositionShare, turn.StopLoss));
        if (report.TraderProposal is { } proposal) trades = trades.Prepend(new TradeView(null, false, proposal.PositionShare, proposal.StopLoss));
        return new RiskViews(
            last,
            [.. debate.Turns.Where(turn => !last.Contains(turn, ReferenceEqualityComparer.Instance))],
            [.. trades.Append(new TradeView(null, true, report.Decision.PositionShare, report.Decision.Stop))]);
    }
}
