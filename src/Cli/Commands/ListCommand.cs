using System.CommandLine;
using TradingAgents.Abstractions;
using TradingAgents.Cli.Rendering;
using TradingAgents.Client.Http;

namespace TradingAgents.Cli.Commands;

/// <summary><c>list</c>: a page of tasks, newest first.</summary>
internal static class ListCommand
{
    public static Command Create(CliContext context)
    {
        var filter = new TaskFilterOptions();
        var limit = OptionOf.Whole("--limit", $"At most so many on a page, 1 to {TaskQuery.MaxLimit}; default {TaskQuery.DefaultLimit}, or {TaskQuery.MaxLimit} with --all");
        var cursor = OptionOf.Text("--cursor", "CURSOR", "The page after the one that named this cursor");
        var all = OptionOf.Switch("--all", "Every page from there on; with --json one on each line, as simulate --trace reads them");
        var client = new ClientOptions();
        var command = new Command("list", "List tasks, newest first");
        filter.AddTo(command);
        command.Add(limit);
        command.Add(cursor);
        command.Add(all);
        client.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var query = new TaskQuery
            {
                Status = filter.Status(parsed),
                Priority = filter.Priority(parsed),
                StockCode = filter.StockCode(parsed),
                Tenant = filter.Tenant(parsed),
                Search = filter.Search(parsed),
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
                if (json) context.WriteAnswer(everyPage ? answer.Text.TrimEnd() : answer.Text);
                if (json && !everyPage) return ExitCodes.Done;
                page = answer.Read<TaskPage>();
                tasks.AddRange(json ? [] : page.Tasks);
                query = query with { Cursor = page.NextCursor };
            }
            while (everyPage && page.NextCursor is not null);

            if (json) return ExitCodes.Done;
            TaskView.Table(tasks, context).Write(context);
            if (page.NextCursor is { } next) context.Say($"There are more; add --cursor {next}, or --all");
            return ExitCodes.Done;
        });
        return command;
    }
}
