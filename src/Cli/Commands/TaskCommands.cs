using System.CommandLine;
using TradingAgents.Abstractions;
using TradingAgents.Cli.Rendering;
using TradingAgents.Client.Http;
using TradingAgents.Core;

namespace TradingAgents.Cli.Commands;

/// <summary><c>status ID</c> and <c>cancel ID</c>: one call, one task shown.</summary>
internal static class TaskCommands
{
    public static Command CreateStatus(CliContext context) =>
        Create("status", "Show a task as it stands", id => ApiCall.Get(ApiRoutes.Status(id)), context);

    public static Command CreateCancel(CliContext context) =>
        Create("cancel", "Ask a task to stop", id => ApiCall.Delete(ApiRoutes.Cancel(id)), context);

    private static Command Create(string name, string description, Func<TaskId, ApiCall> call, CliContext context)
    {
        var id = OptionOf.Argument<string>("ID", "The task");
        var client = new ClientOptions();
        var command = new Command(name, description) { id };
        client.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var engine = client.Connect(parsed, context);
            var answer = await engine.Connection.SendAsync(call(new TaskId(parsed.GetRequiredValue(id))), cancellationToken);
            if (client.Json(parsed)) context.Out.Write(answer.Text);
            else TaskView.Details(answer.Read<TaskSnapshot>()).Write(context);
            return ExitCodes.Done;
        });
        return command;
    }
}
