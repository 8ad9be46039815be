using System.CommandLine;
using TradingAgents.Abstractions;
using TradingAgents.Cli.Rendering;
using TradingAgents.Client.Http;

namespace TradingAgents.Cli.Commands;

/// <summary><c>batch CODE...</c>: one task per code, in as few calls as the server's limit on one allows.</summary>
internal static class BatchCommand
{
    private const int DefaultConcurrency = 5;

    public static Command Create(CliContext context)
    {
        var codes = OptionOf.Argument<string[]>("CODE", $"The stocks; more than {RequestRules.MaxBatchSize} become several batches");
        codes.Arity = ArgumentArity.OneOrMore;
        var concurrency = OptionOf.Whole("--max-concurrent", $"Calls to the server at once; default {DefaultConcurrency}");
        var submission = new SubmissionOptions();
        var client = new ClientOptions();
        var command = new Command("batch", "Give a server an analysis of each of many stocks") { codes };
        command.Add(concurrency);
        submission.AddTo(command);
        client.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var atOnce = parsed.GetValue(concurrency) ?? DefaultConcurrency;
            if (atOnce < 1) throw new UsageException("--max-concurrent: must be 1 or more.");
            using var engine = client.Connect(parsed, context);
            var template = submission.Read(parsed, stockCode: "");
            var answers = await SendAsync(engine, parsed.GetRequiredValue(codes), template, atOnce, cancellationToken);
            if (!client.Json(parsed)) return Show([.. answers.Select(answer => answer.Read<BatchReceipt>())], context);
            foreach (var answer in answers) context.WriteAnswer(answer.Text);
            return answers.Any(answer => answer.Read<BatchReceipt>().Items.Any(item => item.Error is not null)) ? ExitCodes.Refused : ExitCodes.Done;
        });
        return command;
    }

    private static async Task<ApiAnswer[]> SendAsync(
        HttpAnalysisEngine engine, string[] codes, AnalysisRequest template, int atOnce, CancellationToken cancellationToken)
    {
        var parts = codes.Chunk(RequestRules.MaxBatchSize).ToArray();
        var answers = new ApiAnswer[parts.Length];
        var limit = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, parts.Length, limit, async (part, token) =>
        {
            var body = WireJson.WriteBatch(new BatchRequest(parts[part], template));
            answers[part] = await engine.Connection.SendAsync(ApiCall.PostOnce(ApiRoutes.SubmitBatch, body, Guid.NewGuid().ToString("N")), token);
        });
        return answers;
    }

    private static int Show(BatchReceipt[] receipts, CliContext context)
    {
        var items = receipts.SelectMany(receipt => receipt.Items).ToArray();
        var rows = items.Select(item => (IReadOnlyList<string>)
            [item.StockCode, item.Task?.TaskId.Value ?? "-", item.Task is { } task ? ContractJson.NameOf(task.Status) : item.Error?.Code ?? "-"]);
        new TableView(["STOCK", "TASK", "STATUS"], [.. rows]).Write(context);
        foreach (var receipt in receipts) context.Say($"Batch {receipt.BatchId}: {receipt.Items.Count(item => item.Task is not null)} of {receipt.Items.Count} taken");
        foreach (var item in items.Where(item => item.Error is not null))
        {
            var retry = item.Error!.RetryAfterSeconds is { } seconds ? $" Try again in {seconds} s." : "";
            context.Complain($"{item.StockCode}: {item.Error.Message} ({item.Error.Code}){retry}");
        }

        return items.Any(item => item.Error is not null) ? ExitCodes.Refused : ExitCodes.Done;
    }
}
