using System.Text;
using System.Text.Json;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Core.Tests.Lifecycle;

/// <summary>Draws <see cref="TaskLifecycle.Table"/> for <c>docs/task-lifecycle.md</c>.</summary>
internal static class TaskLifecycleDiagram
{
    /// <summary>A Mermaid state diagram; an arrow for each pair of states, labelled with every trigger that takes it.</summary>
    public static string ToMermaid()
    {
        var text = new StringBuilder("```mermaid\nstateDiagram-v2\n");
        foreach (var arrow in TaskLifecycle.Table.GroupBy(row => (row.From, row.To)))
        {
            var labels = string.Join(" / ", arrow.Select(row => Words(row.Trigger.ToString())));
            text.Append("    ").Append(State(arrow.Key.From)).Append(" --> ").Append(State(arrow.Key.To)).Append(" : ").Append(labels).Append('\n');
        }
        foreach (var terminal in Enum.GetValues<AnalysisStatus>().Where(TaskLifecycle.IsTerminal))
        {
            text.Append("    ").Append(State(terminal)).Append(" --> [*]\n");
        }
        return text.Append("```\n").ToString();
    }

    /// <summary>The rows of the table with their sentences.</summary>
    public static string ToTable()
    {
        var text = new StringBuilder("| from | trigger | to | when |\n|---|---|---|---|\n");
        foreach (var row in TaskLifecycle.Table)
        {
            var from = row.From is null ? "(new)" : State(row.From);
            text.Append("| ").Append(from).Append(" | ").Append(Words(row.Trigger.ToString()))
                .Append(" | ").Append(State(row.To)).Append(" | ").Append(row.Why).Append(" |\n");
        }
        return text.ToString();
    }

    private static string State(AnalysisStatus? status) =>
        status is null ? "[*]" : JsonNamingPolicy.SnakeCaseLower.ConvertName(status.Value.ToString());

    private static string Words(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name).Replace('_', ' ');
}
