using System.Globalization;
using System.Reflection;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Decisions;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Pipeline;

/// <summary>The stages of one request. Each works from the outputs of earlier ones alone, so that a resumed run equals an undisturbed one.</summary>
/// <param name="marketData">The prices.</param>
/// <param name="timeProvider">Dates the report.</param>
/// <param name="request">Normalised.</param>
/// <param name="parameters">Of the request.</param>
/// <param name="asked">The analysts that were asked for.</param>
/// <param name="present">Those of them that this version has.</param>
internal sealed class AnalysisStages(
    IMarketData marketData,
    TimeProvider timeProvider,
    AnalysisRequest request,
    AnalysisParameters parameters,
    IReadOnlyList<string> asked,
    IReadOnlyList<IAnalyst> present)
{
    public const string MarketData = "market_data";
    public const string Decision = "decision";
    public const string Report = "report";

    private const int SymbolsNamed = 10;

    private static readonly string Version =
        typeof(AnalysisStages).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    public LookBack LookBack { get; } = new(request.AnalysisType == AnalysisType.Quick ? 1 : parameters.Depth);

    public static string NameOf(IAnalyst analyst) => $"{analyst.Name}_analyst";

    /// <summary>Fixes which prices this analysis reads, for all its stages and attempts.</summary>
    /// <exception cref="AnalysisException">no_data, final: there is no price by the trade date. analysis_failed, final: the file is malformed.</exception>
    public async Task<JsonElement> FixWindowAsync(StageContext context, CancellationToken cancellationToken)
    {
        var symbol = request.StockCode;
        PriceHistory? history;
        try
        {
            history = await marketData.GetPricesAsync(symbol, cancellationToken: cancellationToken);
        }
        catch (InvalidDataException malformed)
        {
            throw new AnalysisException(TaskErrorCodes.AnalysisFailed, $"The prices of {symbol} cannot be read: {malformed.Message}", retryable: false, malformed);
        }

        if (history is not { Bars.Count: > 0 }) throw NoData($"No prices of {symbol} are held. {await NameHeldAsync(cancellationToken)}");
        var tradeDate = parameters.TradeDate ?? history.Bars[^1].Date;
        PriceBar[] known = [.. history.Bars.Where(bar => bar.Date <= tradeDate)];
        if (known.Length == 0)
        {
            throw NoData(string.Create(CultureInfo.InvariantCulture,
                $"No prices of {symbol} are held on or before {tradeDate:yyyy-MM-dd}: they run from {history.Bars[0].Date:yyyy-MM-dd} to {history.Bars[^1].Date:yyyy-MM-dd}."));
        }

        var read = known.AsSpan(Math.Max(0, known.Length - LookBack.BarsToRead));
        return ContractJson.ToElement(new MarketWindow
        {
            Symbol = symbol,
            Currency = history.Currency,
            TradeDate = tradeDate,
            From = read[0].Date,
            To = read[^1].Date,
            Rows = read.Length,
        });
    }

    public async Task<JsonElement> AnalyseAsync(IAnalyst analyst, StageContext context, CancellationToken cancellationToken) =>
        ContractJson.ToElement(await analyst.AnalyseAsync(new AnalystInput(WindowOf(context), LookBack, parameters.Language, context.ReportProgress), cancellationToken));

    public async Task<JsonElement> DecideAsync(StageContext context, CancellationToken cancellationToken)
    {
        var window = WindowOf(context);
        var series = await ReadSeriesAsync(window, cancellationToken);
        AnalystFindings[] withView = [.. FindingsOf(context).Where(found => found.HasView)];
        return ContractJson.ToElement(new DecisionMaker(window, series, withView, asked.Count, TextsOf(window, series)).Decide());
    }

    public async Task<JsonElement> ReportAsync(StageContext context, CancellationToken cancellationToken)
    {
        var window = WindowOf(context);
        var series = await ReadSeriesAsync(window, cancellationToken);
        var findings = FindingsOf(context);
        return ContractJson.ToElement(new AnalysisReport
        {
            Meta = new ReportMeta { TaskId = context.TaskId.Value, GeneratedAt = timeProvider.GetUtcNow(), Attempt = context.Attempt, Version = Version },
            StockCode = request.StockCode,
            AnalysisType = request.AnalysisType,
            Depth = LookBack.Depth,
            Language = parameters.Language,
            TradeDate = window.TradeDate,
            Currency = window.Currency,
            Decision = context.Outputs[Decision].Deserialize<Decision>(ContractJson.Options)!,
            Analysts = [.. findings.Where(found => found.HasView).Select(found => found.Report)],
            Evidence = [.. findings.SelectMany(found => found.Evidence)],
            DataWindows = [new DataWindow(window.Source, window.From, window.To, window.Rows), .. findings.SelectMany(found => found.DataWindows).Distinct()],
            Missing = [.. Missing(window, TextsOf(window, series)), .. findings.SelectMany(found => found.Missing).Distinct()],
            Chart = PriceCharts.Of(series),
        });
    }

    private static MarketWindow WindowOf(StageContext context) => context.Outputs[MarketData].Deserialize<MarketWindow>(ContractJson.Options)!;

    private static AnalysisException NoData(string message) => new(TaskErrorCodes.NoData, message, retryable: false);

    private AnalystFindings[] FindingsOf(StageContext context) =>
        [.. present.Select(analyst => context.Outputs[NameOf(analyst)].Deserialize<AnalystFindings>(ContractJson.Options)!)];

    private async Task<MarketSeries> ReadSeriesAsync(MarketWindow window, CancellationToken cancellationToken) =>
        MarketSeries.Of(await window.ReadAsync(marketData, cancellationToken), LookBack);

    private DecisionTexts TextsOf(MarketWindow window, MarketSeries series) => ReportLanguage.Of(parameters.Language, window.Currency, series.LastClose).Decision;

    private IEnumerable<string> Missing(MarketWindow window, DecisionTexts texts)
    {
        if (window.GapDays > DecisionMaker.NoticeableGapDays) yield return texts.PricesOld(window.To, window.TradeDate, window.GapDays);
        foreach (var name in asked.Where(name => present.All(analyst => analyst.Name != name))) yield return texts.AnalystMissing(name);
        if (request.AnalysisType == AnalysisType.Comprehensive) yield return texts.DebateMissing();
        if (parameters.Depth != LookBack.Depth) yield return texts.QuickDepth(parameters.Depth);
    }

    private async Task<string> NameHeldAsync(CancellationToken cancellationToken)
    {
        var held = await marketData.GetSymbolsAsync(cancellationToken);
        var more = held.Count > SymbolsNamed ? string.Create(CultureInfo.InvariantCulture, $" and {held.Count - SymbolsNamed} more") : "";
        return held.Count == 0 ? "No symbol is held at all." : $"Held are {string.Join(", ", held.Take(SymbolsNamed))}{more}.";
    }
}
