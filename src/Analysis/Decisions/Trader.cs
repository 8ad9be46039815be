using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Decisions;

/// <summary>Makes a trade of the plan: entry, stop, target and size.</summary>
internal sealed class Trader(MarketWindow window, MarketSeries series, IReadOnlyList<AnalystFindings> findings, int analystsAsked, PlanTexts texts)
{
    public TraderProposal Propose(ResearchPlan plan)
    {
        var reason = Conviction.WhyHold(plan.Recommendation, window, series.Count, Conviction.Of(window, findings, analystsAsked));
        var action = RatingScale.ActionOf(plan.Recommendation);
        if (reason is not null || action == TradeAction.Hold)
        {
            return new TraderProposal
            {
                Action = TradeAction.Hold,
                Reasoning = texts.NoTrade(plan.Recommendation, plan.Recommendation == Rating.Hold ? null : reason),
                PositionShare = 0,
                PositionSizing = texts.NoPosition(),
            };
        }

        var levels = TradeLevels.Propose(action, series);
        var size = PositionSize.Of(series.Volatility63[^1] ?? series.Volatility21[^1], levels, RatingScale.PositionOf(plan.Recommendation));
        return new TraderProposal
        {
            Action = action,
            Reasoning = texts.Trade(plan.Recommendation, levels),
            EntryPrice = levels.Entry,
            StopLoss = levels.Stop,
            TargetPrice = levels.Target,
            PositionShare = size.Share,
            PositionSizing = texts.Sizing(size, plan.Recommendation),
        };
    }
}
