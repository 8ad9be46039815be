using System.CommandLine;
using TradingAgents.Cli.Rendering;
using TradingAgents.Client.Http;
using TradingAgents.Core;

namespace TradingAgents.Cli.Commands;

/// <summary><c>result ID</c>, or <c>report ID</c>: the report, as the server renders it or, as text, rendered here.</summary>
internal static class ResultCommand
{
    public static Command Create(CliContext context) => Create("result", "Show the report of a completed task; report ID is the same", context);

    /// <summary>The same under the name that people try first; not listed a second time.</summary>
    public static Command CreateReport(CliContext context)
    {
        var command = Create("report", "Show the report of a completed task; the same as result", context);
        command.Hidden = true;
        return command;
    }

    private static Command Create(string name, string description, CliContext context)
    {
        var id = OptionOf.Argument<string>("ID", "The task");
        var output = new OutputOptions();
        var client = new ClientOptions();
        var command = new Command(name, description) { id };
        output.AddTo(command);
        client.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var file = output.File(parsed, context);
            var format = client.Json(parsed) ? OutputFormat.Json : output.Format(parsed) ?? OutputFormat.Text;
            using var engine = client.Connect(parsed, context);
            var task = new TaskId(parsed.GetRequiredValue(id));
            await OutputOptions.WriteAsync(await ReadAsync(engine, task, format, context, cancellationToken), file, context);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<string> ReadAsync(
        HttpAnalysisEngine engine, TaskId task, OutputFormat format, CliContext context, CancellationToken cancellationToken)
    {
        if (format == OutputFormat.Text) return Plain.Text(context.Parts.Render(await engine.GetResultAsync(task, cancellationToken), OutputFormat.Text));
        var accept = format switch
        {
            OutputFormat.Markdown => "text/markdown",
            OutputFormat.Html => "text/html",
            _ => "application/json",
        };
        return (await engine.Connection.SendAsync(ApiCall.Get(ApiRoutes.Result(task)) with { Accept = accept }, cancellationToken)).Text;
    }
}
