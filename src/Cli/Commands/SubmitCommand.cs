using System.CommandLine;
using TradingAgents.Abstractions;
using TradingAgents.Cli.Rendering;
using TradingAgents.Client.Http;

namespace TradingAgents.Cli.Commands;

/// <summary><c>submit CODE</c>: prints the task's id; with <c>--watch</c> follows it to its end.</summary>
internal static class SubmitCommand
{
    public static Command Create(CliContext context)
    {
        var code = OptionOf.Argument<string>("CODE", "The stock, such as AAPL");
        var submission = new SubmissionOptions();
        var key = OptionOf.Text("--idempotency-key", "KEY", "A repeat with the same key returns the same task; default: a new one");
        var watch = OptionOf.Switch("--watch", "Follow the task to its end");
        var client = new ClientOptions();
        var command = new Command("submit", "Give a server an analysis to run") { code };
        submission.AddTo(command);
        command.Add(key);
        command.Add(watch);
        client.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var engine = client.Connect(parsed, context);
            var request = submission.Read(parsed, parsed.GetRequiredValue(code));
            var idempotencyKey = parsed.GetValue(key);
            RequestRules.CheckIdempotencyKey(idempotencyKey);
            var call = ApiCall.PostOnce(ApiRoutes.Submit, WireJson.Write(request), idempotencyKey ?? Guid.NewGuid().ToString("N"));
            var answer = await engine.Connection.SendAsync(call, cancellationToken);
            var follow = parsed.GetValue(watch);
            var task = client.Json(parsed) && !follow ? null : answer.Read<TaskSnapshot>();
            if (client.Json(parsed))
            {
                context.WriteAnswer(answer.Text);
            }
            else
            {
                context.Out.WriteLine(Plain.Line(task!.TaskId.Value));
                context.Say(TaskView.Receipt(task) + (follow ? "" : $"; follow it with: {client.WatchCommandLine(parsed, task.TaskId.Value)}"));
            }

            return follow ? await WatchCommand.FollowAsync(engine, task!.TaskId, parsed, client, context, cancellationToken) : ExitCodes.Done;
        });
        return command;
    }
}
