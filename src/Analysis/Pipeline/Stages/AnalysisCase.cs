using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Texts;
using TradingAgents.Analysis.TrackRecords;

namespace TradingAgents.Analysis.Pipeline.Stages;

/// <summary>What the stages of one request have in common: the request, and how the outputs of earlier stages are read.</summary>
/// <remarks>Each stage is a function of the request's parameters, the outputs it reads here and the prices alone, so that a resumed run equals an undisturbed one.</remarks>
/// <param name="marketData">The prices.</param>
/// <param name="request">Normalised.</param>
/// <param name="parameters">Of the request.</param>
/// <param name="asked">The analysts that were asked for.</param>
/// <param name="present">Those of them that this version has.</param>
/// <param name="readings">What the market analyst's scores were on earlier days, kept from one analysis to the next.</param>
internal sealed class AnalysisCase(
    IMarketData marketData, AnalysisRequest request, AnalysisParameters parameters, IReadOnlyList<string> asked, IReadOnlyList<IAnalyst> present, PriceReadings readings)
{
    public IMarketData MarketData => marketData;

    public PriceReadings Readings => readings;

    public AnalysisRequest Request => request;

    public AnalysisParameters Parameters => parameters;

    public IReadOnlyList<string> Asked => asked;

    public IReadOnlyList<IAnalyst> Present => present;

    /// <summary>A quick analysis has depth 1, whatever was asked for.</summary>
    public LookBack LookBack { get; } = new(request.AnalysisType == AnalysisType.Quick ? 1 : parameters.Depth);

    public string Language => parameters.Language;

    /// <summary>Whether bull and bear, trader and risk views have stages of their own; a single analyst has nobody to argue with.</summary>
    public bool HasDebate => request.AnalysisType is AnalysisType.Comprehensive or AnalysisType.Quick;

    public static MarketWindow WindowOf(StageContext context) => Read<MarketWindow>(context, StageNames.MarketData);

    public static T Read<T>(StageContext context, string stage) => context.Outputs[stage].Deserialize<T>(ContractJson.Options)!;

    public AnalystFindings[] FindingsOf(StageContext context) => [.. present.Select(analyst => Read<AnalystFindings>(context, StageNames.Of(analyst)))];

    /// <summary>How many of the analysts that were asked for can apply: an index files nothing.</summary>
    public int AskedThatApply(MarketWindow window) => asked.Count(name => !(window.IsIndex && name == FundamentalsAnalyst.AnalystName));

    /// <summary>Of the analysts that had anything to judge from.</summary>
    public AnalystFindings[] ViewsOf(StageContext context) => [.. FindingsOf(context).Where(found => found.HasView)];

    public async Task<MarketSeries> ReadSeriesAsync(StageContext context, CancellationToken cancellationToken) =>
        MarketSeries.Of(await WindowOf(context).ReadAsync(marketData, cancellationToken), LookBack);

    public DecisionTexts DecisionTextsFor(MarketSeries series, MarketWindow window) => ReportLanguage.Of(Language, window.PriceUnit, series.LastClose).Decision;
}
