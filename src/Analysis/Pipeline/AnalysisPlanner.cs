using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Pipeline.Stages;
using TradingAgents.Analysis.TrackRecords;

namespace TradingAgents.Analysis.Pipeline;

/// <summary>
/// Plans an analysis: <c>market_data</c>; the analysts side by side, such as <c>market_analyst</c>; for comprehensive and quick ones the turns of the debate, <c>research_manager</c>,
/// <c>trader</c>, the turns of the risk debate and <c>portfolio_decision</c>, else <c>decision</c>; <c>report</c>.
/// </summary>
/// <param name="marketData">The prices.</param>
/// <param name="timeProvider">Dates the report, and drives the synthetic analysis.</param>
/// <param name="analysts">Those this version has; null: the market analyst.</param>
/// <param name="readings">Earlier scores kept from one analysis to the next, shared by planners over parts of the same prices; null: its own.</param>
public sealed class AnalysisPlanner(
    IMarketData marketData, TimeProvider timeProvider, IReadOnlyList<IAnalyst>? analysts = null, PriceReadings? readings = null) : IAnalysisPlanner
{
    private readonly PriceReadings _readings = readings ?? new PriceReadings();
    private readonly IReadOnlyList<IAnalyst> _analysts = analysts ?? [new MarketAnalyst(marketData)];

    /// <inheritdoc />
    /// <exception cref="EngineException">The parameters break the rules: invalid_request.</exception>
    public AnalysisPlan Plan(AnalysisRequest request)
    {
        if (request.AnalysisType == AnalysisType.Synthetic) return SyntheticAnalysis.Plan(request, timeProvider);

        var parameters = RequestRules.ReadParameters(request);
        // In one order, however they were asked for: equal analyses are equal to the byte.
        var asked = parameters.Analysts is { } named ? [.. RequestRules.Analysts.Where(named.Contains)] : DefaultAnalysts(request.AnalysisType);
        IAnalyst[] present = [.. asked.SelectMany(name => _analysts.Where(analyst => analyst.Name == name))];
        return new AnalysisPlan(AnalysisStages.StepsOf(new AnalysisCase(marketData, request, parameters, asked, present, _readings), timeProvider));
    }

    private static string[] DefaultAnalysts(AnalysisType type) => type switch
    {
        AnalysisType.Comprehensive => [.. RequestRules.Analysts],
        AnalysisType.Quick => ["market", "fundamentals"],
        AnalysisType.Technical => ["market"],
        AnalysisType.Fundamental => ["fundamentals"],
        AnalysisType.News => ["news"],
        AnalysisType.Sentiment => ["sentiment"],
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not an analysis with analysts."),
    };
}
