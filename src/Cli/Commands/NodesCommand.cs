using System.CommandLine;
using TradingAgents.Abstractions;
using TradingAgents.Cli.Rendering;
using TradingAgents.Client.Http;
using TradingAgents.Core;
using TradingAgents.Core.Placement;

namespace TradingAgents.Cli.Commands;

/// <summary><c>nodes</c> shows them; <c>nodes add</c>, <c>drain</c>, <c>activate</c>, <c>weight</c> and <c>remove</c> change one.</summary>
internal static class NodesCommand
{
    public static Command Create(CliContext context)
    {
        var client = new ClientOptions();
        var command = new Command("nodes", "Show the server's nodes, or change one")
        {
            CreateAdd(client, context),
            CreateTakingOut("drain", "Let a node take and start nothing more; its queue goes to the others, what runs goes on to its end", ApiRoutes.Instance,
                path => ApiCall.Put(path, WireJson.Write(new NodeUpdate(State: NodeState.Draining))), client, context),
            CreateChange("activate", "Let a node take work again", [], (path, _) => ApiCall.Put(path, WireJson.Write(new NodeUpdate(State: NodeState.Active))), client, context),
            CreateWeight(client, context),
            CreateTakingOut("remove", "Drain a node, and remove it once it is empty", ApiRoutes.Instance, ApiCall.Delete, client, context),
        };
        client.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var engine = client.Connect(parsed, context);
            var answer = await engine.Connection.SendAsync(ApiCall.Get(ApiRoutes.Nodes), cancellationToken);
            if (client.Json(parsed)) context.WriteAnswer(answer.Text);
            else NodeView.Table(answer.Read<NodeList>().Nodes).Write(context);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command CreateAdd(ClientOptions outer, CliContext context)
    {
        var id = OptionOf.Argument<string>("ID", "What to call it, 1 to 64 of A-Z a-z 0-9 . - _; on a cluster the name of a silo that has joined");
        var weight = OptionOf.Whole("--weight", "How much work it gets beside the others, 1 to 1000; default 1");
        var host = OptionOf.Text("--host", "HOST", "Recorded only");
        var port = OptionOf.Whole("--port", "Recorded only, 1 to 65535");
        var client = new ClientOptions(outer: outer);
        var command = new Command("add", "Add a node; with keys, for admins, as all that changes nodes") { id, weight, host, port };
        client.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var node = new NewNode(parsed.GetRequiredValue(id), parsed.GetValue(host), parsed.GetValue(port), parsed.GetValue(weight) ?? 1);
            return SendAsync(ApiCall.Post(ApiRoutes.AddInstance, WireJson.Write(node)), parsed, client, context, cancellationToken);
        });
        return command;
    }

    private static Command CreateWeight(ClientOptions outer, CliContext context)
    {
        var weight = OptionOf.Argument<int>("N", "How much work it gets beside the others, 1 to 1000");
        return CreateChange("weight", "Set how much work a node gets beside the others, where the strategy goes by weights", [weight],
            (path, parsed) => ApiCall.Put(path, WireJson.Write(new NodeUpdate(Weight: parsed.GetRequiredValue(weight)))), outer, context);
    }

    private static Command CreateChange(string name, string description, Argument[] more, Func<string, ParseResult, ApiCall> call, ClientOptions outer, CliContext context)
    {
        var id = OptionOf.Argument<string>("ID", "The node");
        var client = new ClientOptions(outer: outer);
        var command = new Command(name, description) { id };
        foreach (var argument in more) command.Add(argument);
        client.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            SendAsync(call(ApiRoutes.Instance(new NodeId(parsed.GetRequiredValue(id))), parsed), parsed, client, context, cancellationToken));
        return command;
    }

    /// <summary>What takes a node out of work: of the last that serves only where that is meant.</summary>
    private static Command CreateTakingOut(string name, string description, Func<NodeId, string> pathOf, Func<string, ApiCall> call, ClientOptions outer, CliContext context)
    {
        var id = OptionOf.Argument<string>("ID", "The node");
        var force = OptionOf.Switch("--force", "Also where it is the last node that takes work, so that tasks wait and new ones are refused");
        var client = new ClientOptions(outer: outer);
        var command = new Command(name, description) { id, force };
        client.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var node = new NodeId(parsed.GetRequiredValue(id));
            if (!parsed.GetValue(force)) await RefuseLastAsync(node, parsed, client, context, cancellationToken);
            return await SendAsync(call(pathOf(node)), parsed, client, context, cancellationToken);
        });
        return command;
    }

    private static async Task RefuseLastAsync(NodeId id, ParseResult parsed, ClientOptions client, CliContext context, CancellationToken cancellationToken)
    {
        using var engine = client.Connect(parsed, context);
        var serving = (await engine.GetNodesAsync(cancellationToken)).Where(node => node.State == NodeState.Active).Select(node => node.NodeId).ToArray();
        if (serving is [var last] && last == id)
            throw new UsageException($"{id} is the last node that takes work: without it tasks wait, and new ones are refused, until a node is added or set active. Give --force to do it all the same.");
    }

    private static async Task<int> SendAsync(ApiCall call, ParseResult parsed, ClientOptions client, CliContext context, CancellationToken cancellationToken)
    {
        using var engine = client.Connect(parsed, context);
        var answer = await engine.Connection.SendAsync(call, cancellationToken);
        if (client.Json(parsed)) context.WriteAnswer(answer.Text);
        else NodeView.Table([answer.Read<NodeSnapshot>()]).Write(context);
        return ExitCodes.Done;
    }

    private sealed record NodeList(IReadOnlyList<NodeSnapshot> Nodes);
}
