using Microsoft.AspNetCore.Builder;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Client;

var builder = WebApplication.CreateBuilder(args);
builder.AddTradingAgentsClient(new ClusterClientOptions { Redis = builder.Configuration["Redis"] ?? "127.0.0.1:6399" });
var app = builder.Build();

// The task outlives whichever silo runs it, and this process, too: asked again under the same key, it is the same task.
app.MapGet("/rating/{code}", async (string code, IAnalysisEngine engine, CancellationToken gone) =>
{
    var request = new AnalysisRequest { StockCode = code, AnalysisType = AnalysisType.Quick };
    var task = await engine.SubmitAsync(request, $"rating of {code} on {DateTime.UtcNow:yyyy-MM-dd}", gone);
    await foreach (var happened in engine.WatchAsync(task.TaskId, cancellationToken: gone)) Console.WriteLine($"{task.TaskId} {happened.Id}: {happened.Data}");
    var decision = AnalysisReport.FromJson((await engine.GetResultAsync(task.TaskId, gone)).Report)!.Decision;
    return new { Stock = code, Rating = decision.Rating.ToString(), decision.Confidence, decision.Summary };
});

// What is remembered here is found through every silo and service of the cluster.
app.MapPost("/lessons", (string text, IMemory memory, CancellationToken gone) => memory.AddAsync("lessons", [new MemoryDocument(null, text)], gone));
app.MapGet("/lessons", (string about, IMemory memory, CancellationToken gone) => memory.SearchAsync("lessons", about, cancellationToken: gone));
app.Run();
