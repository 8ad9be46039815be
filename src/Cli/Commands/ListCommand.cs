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
        var limit = OptionOf.Whole("--limit", $"At most so many on a page, 1 to {TaskQuery.MaxLimit}; default {TaskQuery.DefaultLimit}, or {TaskQuery.MaxLimit} with --all");
        var cursor = OptionOf.Text("--cursor", "CURSOR", "The page after the one that named this cursor");
        var all = OptionOf.Switch("--all", "Every page from there on; with --json one on each line, as simulate --trace reads them");
        var client = new ClientOptions();
        var command = new Command("list", "List tasks, newest first") { status, priority, stock, tenant, search, limit, cursor, all };
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
                Limit = parsed.GetValue(limit) ?? (parsed.GetValue(all) ? TaskQuery.MaxLimit : TaskQuery.DefaultLimit),
                Cursor = parsed.GetValue(cursor),
            };
            using var engine = client.Connect(parsed, context);
            var (json, everyPage) = (client.Json(parsed), parsed.GetValue(all));
            var tasks = new List<TaskSnapshot>();
            TaskPage page;
            do
            {
                var answer = await engine.Connection.SendAsync(ApiCall.Get(ApiRoutes.List(query)), cancellationToken);
                if (json) context.Out.Write(everyPage ? answer.Text.TrimEnd() + "\n" : answer.Text);
                if (json && !everyPage) return ExitCodes.Done;
                page = answer.Read<TaskPage>();
                tasks.AddRange(json ? [] : page.Tasks);
                query = query with { Cursor = page.NextCursor };
            }
            while (everyPage && page.NextCursor is not null);

            if (json) return ExitCodes.Done;
            TaskView.Table(tasks).Write(context);
            if (page.NextCursor is { } next) context.Say($"There are more; add --cursor {next}, or --all");
            return ExitCodes.Done;
        });
        return command;
    }
}
