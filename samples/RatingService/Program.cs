using Microsoft.AspNetCore.Builder;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Client.Http;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddTradingAgentsHttpClient(builder.Configuration.GetSection("TradingAgents"));
var app = builder.Build();
app.MapGet("/rating/{code}", async (string code, TradingAgentsHttpClient client, CancellationToken gone) =>
{
    var result = await client.AnalyzeAsync(new AnalysisRequest { StockCode = code, AnalysisType = AnalysisType.Quick }, gone);
    var decision = AnalysisReport.FromJson(result.Report)!.Decision;
    return new { Stock = result.Task.StockCode, Rating = decision.Rating.ToString(), decision.Confidence, decision.Summary };
});
app.Run();
