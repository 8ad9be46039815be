// Analyses the stocks named on the command line, remembers what was decided, and shows what a program sees on the way.
using System.Globalization;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Client.Http;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var client = new TradingAgentsHttpClient(new HttpClientOptions
{
    Server = new Uri(Environment.GetEnvironmentVariable("TRADINGAGENTS_SERVER") ?? "http://127.0.0.1:8000"),
    Key = Environment.GetEnvironmentVariable("TRADINGAGENTS_KEY"),
    WaitForPlace = TimeSpan.FromMinutes(5), // A full queue is waited out, as long as the server asks.
});

try
{
    // Many analyses, at most two at once; one that fails leaves the others alone.
    foreach (var outcome in await client.BatchAsync(args, maxConcurrent: 2))
    {
        if (!outcome.IsCompleted)
        {
            var why = outcome.Error is { } refused ? $"{refused.Reason}: {refused.Message}" : $"{outcome.Task!.Status}: {outcome.Task.Error?.Message}";
            Console.WriteLine($"{outcome.StockCode}: {why}");
            continue;
        }

        var result = await client.GetResultAsync(outcome.Task!.TaskId);
        var decision = AnalysisReport.FromJson(result.Report)!.Decision;
        var prices = await client.GetStockDataAsync(outcome.StockCode, "5d");
        Console.WriteLine($"{outcome.StockCode}: {decision.Rating} at {prices!.Bars[^1].Close:0.00} {prices.Currency}, confidence {decision.Confidence:P0}");
        await client.AddMemoryAsync("decisions", [new MemoryDocument(outcome.StockCode, $"{outcome.StockCode}: {decision.Summary}")]);
    }

    foreach (var match in await client.SearchMemoryAsync("decisions", args[0], count: 1)) Console.WriteLine($"Remembered: {match.Text}");

    // One analysis, followed stage by stage; a broken connection is opened again after the last event that came.
    var task = await client.SubmitAsync(args[0], AnalysisType.Technical);
    await foreach (var happened in client.WatchAsync(task.TaskId))
    {
        if (happened.Kind == TaskEventKind.Stage) Console.WriteLine($"  {happened.Data.GetProperty("stage")} {happened.Data.GetProperty("state")}");
    }

    return 0;
}
catch (EngineException refusal)
{
    Console.Error.WriteLine($"{refusal.Reason}: {refusal.Message}{(refusal.RetryAfter is { } pause ? $" Try again in {pause.TotalSeconds:0} s." : "")}");
    return 1;
}
