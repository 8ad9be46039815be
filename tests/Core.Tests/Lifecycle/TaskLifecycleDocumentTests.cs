using System.Text.Json;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Core.Tests.Lifecycle;

public sealed class TaskLifecycleDocumentTests
{
    private const string Begin = "<!-- generated from TaskLifecycle.Table: begin -->\n";
    private const string End = "<!-- generated from TaskLifecycle.Table: end -->\n";

    private static readonly string Document = Path.Combine(RepositoryRoot(), "docs", "task-lifecycle.md");

    [Fact]
    public void The_documented_diagram_and_moves_are_those_of_the_table()
    {
        var text = File.ReadAllText(Document);
        var start = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(start >= 0 && end > start, $"{Document} has lost the marker lines around its generated part.");

        var current = text[..(start + Begin.Length)] + "\n" + TaskLifecycleDiagram.ToMermaid() + "\n" + TaskLifecycleDiagram.ToTable() + "\n" + text[end..];
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") File.WriteAllText(Document, current);

        Assert.True(
            File.ReadAllText(Document) == current,
            "docs/task-lifecycle.md differs from TaskLifecycle.Table. Write it anew with: UPDATE_DOCS=1 dotnet run --project tests/Core.Tests -- -class '*TaskLifecycleDocumentTests'");
    }

    [Fact]
    public void Every_status_has_its_sentence()
    {
        var lines = File.ReadAllLines(Document);
        foreach (var status in Enum.GetValues<AnalysisStatus>())
        {
            var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
            Assert.Contains(lines, line => line.StartsWith($"- **`{name}`**", StringComparison.Ordinal));
        }
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TradingAgents.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("TradingAgents.sln is in no folder above the tests.");
    }
}
