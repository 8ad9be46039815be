using System.CommandLine;
using TradingAgents.Abstractions;
using TradingAgents.Cli.Rendering;
using TradingAgents.Client.Http;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Cli.Commands;

/// <summary><c>list</c>: a page of tasks, newest first.</summary>
internal static class ListCommand
{
    public static Command Create(CliContext context)
    {
        var status = OptionOf.Name<AnalysisStatus>("--status", "STATUS", "Only tasks in it");
        var priority = OptionOf.Name<TaskPriority>("--priority", "PRIORITY", "Only tasks of it");
        var stock = OptionOf.Text("--stock-code", "CODE", "Only tasks of this stock");
        stock.Aliases.Add("--stock_code");
        var tenant = OptionOf.Text("--tenant", "TENANT", "Only tasks on this account");
        var search = OptionOf.Text("--q", "TEXT", "Only tasks whose stock code, account or id begins with it, or of this batch");
        var limit = OptionOf.Whole("--limit", $"At most so many, 1 to {TaskQuery.MaxLimit}; default {TaskQuery.DefaultLimit}");
        var cursor = OptionOf.Text("--cursor", "CURSOR", "The page after the one that named this cursor");
        var client = new ClientOptions();
        var command = new Command("list", "List tasks, newest first") { status, priority, stock, tenant, search, limit, cursor };
        client.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var query = new TaskQuery
            {
                Status = parsed.GetValue(status),
                Priority = parsed.GetValue(priority),
                StockCode = parsed.GetValue(stock),
                Tenant = parsed.GetValue(tenant),
                Search = parsed.GetValue(search),
                Limit = parsed.GetValue(limit) ?? TaskQuery.DefaultLimit,
                Cursor = parsed.GetValue(cursor),
            };
            using var engine = client.Connect(parsed, context);
            var answer = await engine.Connection.SendAsync(ApiCall.Get(ApiRoutes.List(query)), cancellationToken);
            if (client.Json(parsed))
            {
                context.Out.Write(answer.Text);
                return ExitCodes.Done;
            }

            var page = answer.Read<TaskPage>();
            TaskView.Table(page.Tasks).Write(context);
            if (page.NextCursor is { } next) context.Say($"There are more; add --cursor {next}");
            return ExitCodes.Done;
        });
        return command;
    }
}
