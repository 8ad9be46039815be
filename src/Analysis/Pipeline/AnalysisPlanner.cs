using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.Analysts;

namespace TradingAgents.Analysis.Pipeline;

/// <summary>Plans an analysis: <c>market_data</c>; the analysts side by side, such as <c>market_analyst</c>; <c>decision</c>; <c>report</c>.</summary>
/// <remarks>Debate, trader and risk stages come as further steps between the analysts and the decision.</remarks>
/// <param name="marketData">The prices.</param>
/// <param name="timeProvider">Dates the report, and drives the synthetic analysis.</param>
/// <param name="analysts">Those this version has; null: the market analyst.</param>
public sealed class AnalysisPlanner(IMarketData marketData, TimeProvider timeProvider, IReadOnlyList<IAnalyst>? analysts = null) : IAnalysisPlanner
{
    private readonly IReadOnlyList<IAnalyst> _analysts = analysts ?? [new MarketAnalyst(marketData)];

    /// <inheritdoc />
    /// <exception cref="EngineException">The parameters break the rules: invalid_request.</exception>
    public AnalysisPlan Plan(AnalysisRequest request)
    {
        if (request.AnalysisType == AnalysisType.Synthetic) return SyntheticAnalysis.Plan(request, timeProvider);

        var parameters = RequestRules.ReadParameters(request);
        var asked = parameters.Analysts?.Distinct().ToArray() ?? DefaultAnalysts(request.AnalysisType);
        IAnalyst[] present = [.. asked.SelectMany(name => _analysts.Where(analyst => analyst.Name == name))];
        var stages = new AnalysisStages(marketData, timeProvider, request, parameters, asked, present);
        var inputs = new DeclaredInputs(marketData, request, parameters, stages.LookBack);
        var steps = new List<AnalysisStep> { new(new AnalysisStage(AnalysisStages.MarketData, 1, stages.FixWindowAsync) { Inputs = inputs.Window(version: 1) }) };
        if (present.Length > 0) steps.Add(new AnalysisStep([.. present.Select(analyst => StageOf(analyst, stages, inputs))]));
        var decisionInputs = inputs.Of(
            version: 1, [AnalysisStages.MarketData, .. present.Select(AnalysisStages.NameOf)], readsPrices: true, DeclaredInputs.Asked(asked));
        steps.Add(new AnalysisStep(new AnalysisStage(AnalysisStages.Decision, 2, stages.DecideAsync) { Inputs = decisionInputs }));
        steps.Add(new AnalysisStep(new AnalysisStage(AnalysisStages.Report, 1, stages.ReportAsync)));
        return new AnalysisPlan(steps);
    }

    private static AnalysisStage StageOf(IAnalyst analyst, AnalysisStages stages, DeclaredInputs inputs) => new(
        AnalysisStages.NameOf(analyst), analyst.StageWeight, (context, cancellationToken) => stages.AnalyseAsync(analyst, context, cancellationToken))
    {
        Inputs = inputs.Of(analyst),
    };

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
