using System.CommandLine;
using TradingAgents.Abstractions;
using TradingAgents.Client.Http;
using TradingAgents.Core.Placement;

namespace TradingAgents.Cli.Commands;

/// <summary><c>strategy</c>: how a node is chosen among those with room, as it is or as it is from now on.</summary>
internal static class StrategyCommand
{
    public static Command Create(CliContext context)
    {
        var names = ContractJson.NamesOf<PlacementStrategy>();
        var name = OptionOf.Argument<string?>("NAME", $"The new one: {string.Join(", ", names)}; left out: shows the present one");
        name.Arity = ArgumentArity.ZeroOrOne;
        name.CompletionSources.Add([.. names]);
        var client = new ClientOptions();
        var command = new Command("strategy", "Show how a node is chosen among those with room, or change it; with keys, changing is for admins") { name };
        client.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var chosen = parsed.GetValue(name) is { } text ? Read(text) : (PlacementStrategy?)null;
            using var engine = client.Connect(parsed, context);
            var call = chosen is { } strategy ? ApiCall.Put(ApiRoutes.Strategy, WireJson.Write(new { Strategy = strategy })) : ApiCall.Get(ApiRoutes.Stats);
            var answer = await engine.Connection.SendAsync(call, cancellationToken);
            if (client.Json(parsed)) context.WriteAnswer(answer.Text);
            else context.Out.WriteLine(ContractJson.NameOf(chosen ?? answer.Read<SystemStats>().LoadBalancer.Strategy));
            return ExitCodes.Done;
        });
        return command;
    }

    private static PlacementStrategy Read(string text) => ContractJson.TryParseName<PlacementStrategy>(text, out var strategy)
        ? strategy
        : throw new UsageException($"'{text}' is no strategy: it is one of {string.Join(", ", ContractJson.NamesOf<PlacementStrategy>())}.");
}
