using System.Text.Json;
using System.Text.RegularExpressions;

namespace TradingAgents.Architecture.Tests;

public sealed partial class SolutionTests
{
    [Fact]
    public void Every_source_project_has_a_tests_project()
    {
        Assert.All(Repository.SourceProjects, project =>
            Assert.Contains(Repository.Projects, tests => tests.File == $"tests/{project.Name}.Tests/{project.Name}.Tests.csproj"));
    }

    [Fact]
    public void A_tests_project_references_what_it_tests()
    {
        var names = Repository.SourceProjects.Select(project => project.Name).ToHashSet();
        Assert.All(
            Repository.Projects.Where(project => project.Name.EndsWith(".Tests", StringComparison.Ordinal) && names.Contains(project.Name[..^".Tests".Length])),
            tests => Assert.Contains(tests.Name[..^".Tests".Length], tests.References));
    }

    [Fact]
    public void The_solution_holds_every_project()
    {
        var listed = ProjectInSolution().Matches(File.ReadAllText(Repository.FullPath("TradingAgents.sln")))
            .Select(match => match.Groups[1].Value.Replace('\\', '/'));
        Assert.Equal(Repository.Projects.Select(project => project.File).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_embedded_filter_holds_every_project_but_those_of_Orleans()
    {
        using var filter = JsonDocument.Parse(File.ReadAllText(Repository.FullPath("TradingAgents.Embedded.slnf")));
        var listed = filter.RootElement.GetProperty("solution").GetProperty("projects").EnumerateArray()
            .Select(project => project.GetString()!.Replace('\\', '/'));
        var expected = Repository.Projects.Where(project => !project.IsOrleans).Select(project => project.File);
        Assert.Equal(expected.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex ProjectInSolution();
}
