using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Debates;
using TradingAgents.Analysis.Risks;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Pipeline.Stages;

/// <summary>One turn of the risk debate. Reads the analysts, the judged debate, the trader's proposal, the turns before and the prices.</summary>
internal sealed class RiskTurnStage(AnalysisCase analysis, RiskStance stance, int round)
{
    /// <summary>The turns of a risk debate in the order spoken.</summary>
    public static IEnumerable<(RiskStance Stance, int Round)> Order(int rounds) =>
        from round in Enumerable.Range(1, rounds)
        from stance in new[] { RiskStance.Aggressive, RiskStance.Conservative, RiskStance.Neutral }
        select (stance, round);

    /// <summary>What has been spoken so far.</summary>
    public static RiskTurn[] TurnsIn(StageContext context, int rounds) =>
    [
        .. Order(rounds).Select(turn => StageNames.Of(turn.Stance, turn.Round)).TakeWhile(context.Outputs.ContainsKey).Select(stage => AnalysisCase.Read<RiskTurn>(context, stage)),
    ];

    public async Task<JsonElement> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var window = AnalysisCase.WindowOf(context);
        var series = await analysis.ReadSeriesAsync(context, cancellationToken);
        var texts = RiskTexts.Of(analysis.Language, window.PriceUnit, series.LastClose);
        var proposal = AnalysisCase.Read<TraderProposal>(context, StageNames.Trader);
        var debate = AnalysisCase.Read<ResearchOutcome>(context, StageNames.ResearchManager).Debate;
        var found = new RiskFactors(window, analysis.ViewsOf(context), analysis.AskedThatApply(window), texts);
        var speaker = new RiskSpeaker(proposal, found.Of(proposal, debate), series.Atr[^1], found.LevelOf(proposal)?.Value, NumberTexts.DecimalsOf(series.LastClose), texts);
        return ContractJson.ToElement(speaker.Speak(stance, round, TurnsIn(context, round)));
    }
}
