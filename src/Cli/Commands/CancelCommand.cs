using System.CommandLine;
using System.Globalization;
using TradingAgents.Abstractions;
using TradingAgents.Cli.Rendering;
using TradingAgents.Client.Http;
using TradingAgents.Core;

namespace TradingAgents.Cli.Commands;

/// <summary><c>cancel ID</c>: one task; with filters instead of an id, all unfinished tasks that match, as many as were confirmed.</summary>
internal sealed class CancelCommand
{
    private readonly Argument<string?> _id = OptionOf.Argument<string?>("ID", "The task; leave it out to cancel by filter");
    private readonly TaskFilterOptions _filter = new();
    private readonly Option<string?> _batch = OptionOf.Text("--batch", "BATCH_ID", "Only tasks of this batch");
    private readonly Option<bool> _all = OptionOf.Switch("--all", "Every unfinished task; where no filter is given, this must be");
    private readonly Option<bool> _dryRun = OptionOf.Switch("--dry-run", "Only count what matches");
    private readonly Option<int?> _atMost = OptionOf.Whole("--at-most", "Cancel what matches, but nothing where more match than this: the number that --dry-run told");
    private readonly ClientOptions _client = new();

    public static Command Create(CliContext context)
    {
        var cancel = new CancelCommand();
        cancel._id.Arity = ArgumentArity.ZeroOrOne;
        var command = new Command("cancel", "Ask a task to stop, or by filter all unfinished tasks that match") { cancel._id };
        cancel._filter.AddTo(command);
        command.Add(cancel._batch);
        command.Add(cancel._all);
        command.Add(cancel._dryRun);
        command.Add(cancel._atMost);
        cancel._client.AddTo(command);
        command.SetAction((parsed, cancellationToken) => cancel.RunAsync(parsed, context, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var (id, asked) = (parsed.GetValue(_id), Asked(parsed));
        var (isAll, dryRun) = (parsed.GetValue(_all), parsed.GetValue(_dryRun));
        if (id is not null && (asked.IsFiltered || isAll || dryRun || asked.AtMost is not null))
            throw new UsageException("Name a task, or filters, not both; see tradingagents cancel --help.");
        if (id is null) CheckBulk(asked, isAll, dryRun);
        using var engine = _client.Connect(parsed, context);
        var call = id is not null ? ApiCall.Delete(ApiRoutes.Cancel(new TaskId(id))) : ApiCall.Post(ApiRoutes.CancelMany, WireJson.WriteBulkCancel(asked));
        var answer = await engine.Connection.SendAsync(call, cancellationToken);
        if (_client.Json(parsed)) context.WriteAnswer(answer.Text);
        else if (id is not null) TaskView.Details(answer.Read<TaskSnapshot>()).Write(context);
        else Show(answer.Read<BulkCancellation>(), context);
        return ExitCodes.Done;
    }

    private BulkCancelRequest Asked(ParseResult parsed) => new()
    {
        Status = _filter.Status(parsed),
        Priority = _filter.Priority(parsed),
        StockCode = _filter.StockCode(parsed),
        Tenant = _filter.Tenant(parsed),
        BatchId = parsed.GetValue(_batch),
        Search = _filter.Search(parsed),
        DryRun = parsed.GetValue(_dryRun),
        AtMost = parsed.GetValue(_atMost),
    };

    private static void CheckBulk(BulkCancelRequest asked, bool isAll, bool dryRun)
    {
        if (!asked.IsFiltered && !isAll) throw new UsageException("Name a task, or filters such as --tenant, or --all; see tradingagents cancel --help.");
        if (asked.IsFiltered && isAll) throw new UsageException("--all contradicts the filters; leave one of the two out.");
        if (dryRun == asked.AtMost is not null)
            throw new UsageException("Give either --dry-run, which counts what matches, or --at-most N, which cancels it where no more than N match.");
        if (asked.AtMost < 0) throw new UsageException("--at-most: must be 0 or more.");
    }

    private static void Show(BulkCancellation outcome, CliContext context)
    {
        new FieldsView(
        [
            ("matched", Count(outcome.Matched)),
            .. outcome.ByStatus.OrderBy(each => each.Key).Select(each => ("  " + ContractJson.NameOf(each.Key), (string?)Count(each.Value))),
            ("cancelled", outcome.DryRun ? null : Count(outcome.Cancelled)),
        ]).Write(context);
        if (outcome is { DryRun: true, Matched: > 0 }) context.Say($"Nothing was cancelled; to cancel them, give --at-most {Count(outcome.Matched)} instead of --dry-run.");
    }

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
