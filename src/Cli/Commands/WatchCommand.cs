using System.CommandLine;
using TradingAgents.Cli.Rendering;
using TradingAgents.Client.Http;
using TradingAgents.Core;

namespace TradingAgents.Cli.Commands;

/// <summary><c>watch ID</c>: a line for each event, up to the task's end.</summary>
internal static class WatchCommand
{
    public static Command Create(CliContext context)
    {
        var id = OptionOf.Argument<string>("ID", "The task");
        var client = new ClientOptions();
        var command = new Command("watch", "Follow a task to its end") { id };
        client.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var engine = client.Connect(parsed, context);
            return await FollowAsync(engine, new TaskId(parsed.GetRequiredValue(id)), parsed, client, context, cancellationToken);
        });
        return command;
    }

    /// <summary>Follows a task; its end decides the exit code. Stopping leaves the task alone and says how to come back.</summary>
    public static async Task<int> FollowAsync(
        HttpAnalysisEngine engine, TaskId id, ParseResult parsed, ClientOptions client, CliContext context, CancellationToken cancellationToken)
    {
        var view = new WatchView(context, id, client.Json(parsed));
        try
        {
            await foreach (var happened in engine.WatchAsync(id, cancellationToken: cancellationToken)) view.Show(happened);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            view.EndLine();
            context.Say($"Detached; the task goes on. Follow it again with: {client.WatchCommandLine(parsed, id.Value)}");
            return ExitCodes.Interrupted;
        }
        finally
        {
            view.EndLine();
        }

        if (view.Failure is null)
        {
            if (context.Rewrites && !client.Json(parsed)) context.Say($"Its report: {client.CommandLine(parsed, "result " + id.Value)}");
            return ExitCodes.Done;
        }

        context.Complain($"task {id} {view.Failure}");
        return ExitCodes.TaskFailed;
    }
}
