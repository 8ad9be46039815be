using System.CommandLine;
using System.Globalization;
using TradingAgents.Abstractions;
using TradingAgents.Cli.Rendering;
using TradingAgents.Client.Http;

namespace TradingAgents.Cli.Commands;

/// <summary><c>limits</c>: those of every node, as they are from now on.</summary>
internal static class LimitsCommand
{
    public static Command Create(CliContext context)
    {
        var slots = OptionOf.Whole("--max-concurrent", "Slots of each node, 1 to 10000; lowering them stops nothing that runs");
        var places = OptionOf.Whole("--max-queue", "Places in the queue of each node, 0 to 10000000");
        var timeout = OptionOf.Seconds("--timeout", "Of one attempt at depth 1, above 0, at most 7200");
        var client = new ClientOptions();
        var command = new Command("limits", "Change limits of every node, at once and for as long as the server runs, and show all of them; with keys, for admins")
        {
            slots, places, timeout,
        };
        client.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var update = new LimitsUpdate(parsed.GetValue(slots), parsed.GetValue(places), parsed.GetValue(timeout));
            if (update == new LimitsUpdate()) throw new UsageException("Name what to change: --max-concurrent, --max-queue or --timeout. 'tradingagents nodes' shows the slots and places there are.");
            using var engine = client.Connect(parsed, context);
            var answer = await engine.Connection.SendAsync(ApiCall.Put(ApiRoutes.Limits, WireJson.Write(update)), cancellationToken);
            if (client.Json(parsed)) context.WriteAnswer(answer.Text);
            else Show(answer.Read<Limits>(), context);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Show(Limits limits, CliContext context) => new FieldsView(
    [
        ("slots of each node", limits.MaxConcurrentAnalyses.ToString(CultureInfo.InvariantCulture)),
        ("places of each node", limits.MaxQueueSize.ToString(CultureInfo.InvariantCulture)),
        ("timeout of an attempt", Plain.Number(limits.AnalysisTimeout) + " s at depth 1"),
    ]).Write(context);
}
