using System.Reflection;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Debates;
using TradingAgents.Analysis.Decisions;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Pipeline.Stages;

/// <summary>Puts the whole together, with the chart.</summary>
internal sealed class ReportStage(AnalysisCase analysis, TimeProvider timeProvider)
{
    private static readonly string Version =
        typeof(ReportStage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    public async Task<JsonElement> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var window = AnalysisCase.WindowOf(context);
        var series = await analysis.ReadSeriesAsync(context, cancellationToken);
        var findings = analysis.FindingsOf(context);
        var outcome = analysis.HasDebate ? AnalysisCase.Read<ResearchOutcome>(context, StageNames.ResearchManager) : null;
        return ContractJson.ToElement(new AnalysisReport
        {
            Meta = new ReportMeta { TaskId = context.TaskId.Value, GeneratedAt = timeProvider.GetUtcNow(), Attempt = context.Attempt, Version = Version },
            StockCode = analysis.Request.StockCode,
            AnalysisType = analysis.Request.AnalysisType,
            Depth = analysis.LookBack.Depth,
            Language = analysis.Language,
            TradeDate = window.TradeDate,
            Currency = window.PriceUnit,
            Decision = AnalysisCase.Read<Decision>(context, analysis.HasDebate ? StageNames.PortfolioDecision : StageNames.Decision),
            Analysts = [.. findings.Where(found => found.HasView).Select(found => found.Report)],
            Debate = outcome?.Debate,
            ResearchPlan = outcome?.Plan,
            TraderProposal = analysis.HasDebate ? AnalysisCase.Read<TraderProposal>(context, StageNames.Trader) : null,
            RiskDebate = analysis.HasDebate ? new RiskDebate { Turns = [.. RiskTurnStage.TurnsIn(context, DebateRounds.Of(analysis.LookBack.Depth)).Where(turn => turn.Speech.Length > 0)] } : null,
            Evidence = [.. findings.SelectMany(found => found.Evidence)],
            DataWindows = [new DataWindow(window.Source, window.From, window.To, window.Rows, RowDigest.Of(series.Bars)), .. findings.SelectMany(found => found.DataWindows).Distinct()],
            Missing = [.. Missing(window, analysis.DecisionTextsFor(series, window)), .. findings.SelectMany(found => found.Missing).Distinct()],
            Chart = PriceCharts.Of(series),
        });
    }

    private IEnumerable<string> Missing(MarketWindow window, DecisionTexts texts)
    {
        if (window.GapDays > Conviction.NoticeableGapDays) yield return texts.PricesOld(window.To, window.TradeDate, window.GapDays);
        foreach (var name in analysis.Asked.Where(name => analysis.Present.All(analyst => analyst.Name != name))) yield return texts.AnalystMissing(name);
        if (analysis.Parameters.Depth != analysis.LookBack.Depth) yield return texts.QuickDepth(analysis.Parameters.Depth);
    }
}
