using System.Globalization;
using TradingAgents.Abstractions;

namespace TradingAgents.Cli.Rendering;

/// <summary>Nodes for people.</summary>
internal static class NodeView
{
    /// <summary>One line each.</summary>
    public static TableView Table(IEnumerable<NodeSnapshot> nodes) => new(
        ["NODE", "STATE", "HEALTHY", "WEIGHT", "RUNNING", "QUEUED", "AVERAGE", "FAILURES"],
        [.. nodes.Select(node => (IReadOnlyList<string>)
        [
            node.NodeId.Value, ContractJson.NameOf(node.State), node.Healthy ? "yes" : "no", Count(node.Weight),
            $"{Count(node.Running)}/{Count(node.MaxConcurrentAnalyses)}", $"{Count(node.Queued)}/{Count(node.MaxQueueSize)}",
            Plain.Number(node.AverageExecutionSeconds) + " s", Count(node.ConsecutiveFailures),
        ])]);

    private static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);
}
