using System.CommandLine;
using TradingAgents.Abstractions;
using TradingAgents.Cli.Rendering;
using TradingAgents.Client.Http;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Cli.Commands;

/// <summary><c>status ID</c>: a task as it stands; of one that waits for its time or its turn, also what for.</summary>
internal static class StatusCommand
{
    public static Command Create(CliContext context)
    {
        var id = OptionOf.Argument<string>("ID", "The task");
        var client = new ClientOptions();
        var command = new Command("status", "Show a task as it stands") { id };
        client.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var engine = client.Connect(parsed, context);
            var task = new TaskId(parsed.GetRequiredValue(id));
            var answer = await engine.Connection.SendAsync(ApiCall.Get(ApiRoutes.Status(task)), cancellationToken);
            if (client.Json(parsed)) context.WriteAnswer(answer.Text);
            else await ShowAsync(answer.Read<TaskSnapshot>(), engine, context, cancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task ShowAsync(TaskSnapshot task, HttpAnalysisEngine engine, CliContext context, CancellationToken cancellationToken)
    {
        var waits = !TaskLifecycle.IsTerminal(task.Status) && task.Status != AnalysisStatus.Running;
        TaskView.Details(task, waits ? await ExplainAsync(task.TaskId, engine, cancellationToken) : null).Write(context);
    }

    /// <summary>Null where the server cannot say, as one of an earlier release: the task is shown all the same.</summary>
    private static async Task<WaitExplanation?> ExplainAsync(TaskId task, HttpAnalysisEngine engine, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.ExplainWaitAsync(task, cancellationToken);
        }
        catch (EngineException)
        {
            return null;
        }
    }
}
