using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Debates;
using TradingAgents.Analysis.Decisions;
using TradingAgents.Analysis.Texts;
using TradingAgents.Analysis.TrackRecords;

namespace TradingAgents.Analysis.Pipeline.Stages;

/// <summary>The decision of a whole team, and by the same code that of a single analyst: without a debate, plan and trade are made here by the rules of their stages.</summary>
internal sealed class DecisionStage(AnalysisCase analysis)
{
    public async Task<JsonElement> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var window = AnalysisCase.WindowOf(context);
        var series = await analysis.ReadSeriesAsync(context, cancellationToken);
        var views = analysis.ViewsOf(context);
        var language = ReportLanguage.Of(analysis.Language, window.PriceUnit, series.LastClose);
        var texts = PlanTexts.Of(analysis.Language, window.PriceUnit, series.LastClose);
        var outcome = analysis.HasDebate ? AnalysisCase.Read<ResearchOutcome>(context, StageNames.ResearchManager) : new ResearchManager(window, views, analysis.AskedThatApply(window), texts).Judge([]);
        var proposal = analysis.HasDebate
            ? AnalysisCase.Read<TraderProposal>(context, StageNames.Trader)
            : new Trader(window, series, views, analysis.AskedThatApply(window), texts).Propose(outcome.Plan);
        return ContractJson.ToElement(new DecisionMaker(new DecisionInput
        {
            Window = window,
            Series = series,
            Views = views,
            AnalystsAsked = analysis.AskedThatApply(window),
            Research = outcome,
            Proposal = proposal,
            RiskTurns = analysis.HasDebate ? RiskTurnStage.TurnsIn(context, DebateRounds.Of(analysis.LookBack.Depth)) : [],
            Past = await PastDecisions.ReadAsync(window, views, analysis.LookBack, analysis.MarketData, analysis.Readings, cancellationToken),
        }, language.Decision, language.TrackRecord, texts.Names).Decide());
    }
}
