using System.Text.Json;
using System.Text.Json.Nodes;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Pipeline;
using TradingAgents.Analysis.Tests.Pipeline;
using TradingAgents.Core;

namespace TradingAgents.Analysis.Tests;

/// <summary>Runs whole analyses.</summary>
internal static class AnalysisRun
{
    public static AnalysisRequest Request(string symbol, AnalysisType type = AnalysisType.Technical, string parameters = "{}") => RequestRules.Normalize(
        new AnalysisRequest { StockCode = symbol, AnalysisType = type, Parameters = JsonElement.Parse(parameters) }, allowSynthetic: false);

    public static Task<JsonElement> JsonAsync(IMarketData data, AnalysisRequest request, IStageJournal? journal = null, int attempt = 1, string id = "task-1") => PipelineRunner.RunAsync(
        new AnalysisPlanner(data, TimeProvider.System).Plan(request), new TaskId(id), request, attempt, attempt, journal ?? new MemoryJournal(), TimeProvider.System, TestContext.Current.CancellationToken);

    /// <summary>With all analysts of this version.</summary>
    public static Task<JsonElement> JsonAsync(IMarketData data, INews news, AnalysisRequest request)
    {
        var planner = new AnalysisPlanner(data, TimeProvider.System, [new MarketAnalyst(data), new SentimentAnalyst(news), new NewsAnalyst(news)]);
        return PipelineRunner.RunAsync(planner.Plan(request), new TaskId("task-1"), request, 1, 1, new MemoryJournal(), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    public static async Task<AnalysisReport> ReportAsync(IMarketData data, INews news, AnalysisRequest request) => AnalysisReport.FromJson(await JsonAsync(data, news, request))!;

    public static async Task<AnalysisReport> ReportAsync(IMarketData data, AnalysisRequest request) => AnalysisReport.FromJson(await JsonAsync(data, request))!;

    public static async Task<AnalysisReport> ReportAsync(IMarketData data, string symbol, DateOnly? tradeDate = null, int depth = 1, string language = "en") =>
        await ReportAsync(data, Request(symbol, parameters: Parameters(tradeDate, depth, language)));

    public static string Parameters(DateOnly? tradeDate, int depth = 1, string language = "en") =>
        ContractJson.ToElement(new AnalysisParameters { TradeDate = tradeDate, Depth = depth, Language = language }).GetRawText();

    /// <summary>With all analysts of this version, over a market data folder.</summary>
    public static Task<JsonElement> JsonOverAsync(string folder, AnalysisRequest request)
    {
        var data = new Analysis.MarketData.CsvMarketData(folder);
        var planner = new AnalysisPlanner(data, TimeProvider.System, StandardAnalysts.Over(folder, data));
        return PipelineRunner.RunAsync(planner.Plan(request), new TaskId("task-1"), request, 1, 1, new MemoryJournal(), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    /// <summary>All of a report but what may differ between two runs.</summary>
    public static string WithoutMeta(JsonElement report)
    {
        var copy = JsonObject.Create(report)!;
        Assert.True(copy.Remove("meta"));
        return copy.ToJsonString(ContractJson.Options);
    }
}
