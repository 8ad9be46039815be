using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Debates;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Pipeline.Stages;

/// <summary>One turn of bull or bear. Reads the analysts and the turns before.</summary>
internal sealed class DebateTurnStage(AnalysisCase analysis, DebateSide side, int round)
{
    /// <summary>The turns of a debate in the order spoken.</summary>
    public static IEnumerable<(DebateSide Side, int Round)> Order(int rounds) =>
        from round in Enumerable.Range(1, rounds)
        from side in new[] { DebateSide.Bull, DebateSide.Bear }
        select (side, round);

    /// <summary>What has been spoken so far.</summary>
    public static DebateTurn[] TurnsIn(StageContext context, int rounds) =>
    [
        .. Order(rounds).Select(turn => StageNames.Of(turn.Side, turn.Round)).TakeWhile(context.Outputs.ContainsKey).Select(stage => AnalysisCase.Read<DebateTurn>(context, stage)),
    ];

    public Task<JsonElement> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var speaker = new DebateSpeaker(CaseFile.Of(analysis.ViewsOf(context)), DebateTexts.Of(analysis.Language));
        return Task.FromResult(ContractJson.ToElement(speaker.Speak(side, round, TurnsIn(context, round))));
    }
}
