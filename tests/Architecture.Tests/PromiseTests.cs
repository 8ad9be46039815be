using System.Text.RegularExpressions;

namespace TradingAgents.Architecture.Tests;

/// <summary>docs/reliability.md and the tests that carry the number of a promise.</summary>
public sealed partial class PromiseTests
{
    private const string Page = "docs/reliability.md";

    [Fact]
    public void The_page_names_each_test_that_carries_a_promise_and_no_other()
    {
        var carried = Repository.Files
            .Where(file => file.StartsWith("tests/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => TestWithPromises().Matches(File.ReadAllText(Repository.FullPath(file)))
                .SelectMany(test => Number().Matches(test.Groups["traits"].Value)
                    .Select(promise => $"{promise.Value} {file.Split('/')[1]}: {Path.GetFileNameWithoutExtension(file)}.{test.Groups["name"].Value}")));
        var told = File.ReadLines(Repository.FullPath(Page))
            .Select(line => Row().Match(line)).Where(row => row.Success)
            .SelectMany(row => Quoted().Matches(row.Groups["tests"].Value).Select(test => $"{row.Groups["promise"].Value} {test.Groups["test"].Value}"));

        Assert.Equal(carried.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_promise_of_one_machine_without_models_has_a_test()
    {
        string[] promises = ["P1", "P2", "P3", "P4", "P6", "P7", "P8", "P9", "P10", "P11", "P13", "P14", "P17", "P18", "P19", "P21", "P22"];

        Assert.Subset(File.ReadLines(Repository.FullPath(Page)).Select(line => Row().Match(line).Groups["promise"].Value).ToHashSet(), promises.ToHashSet());
    }

    [GeneratedRegex("""(?<traits>(?:\[Trait\("Promise", "P\d+"\)\]\s*)+)(?:\[[^\n]*\]\s*)*public (?:async )?\w+ (?<name>\w+)\(""")]
    private static partial Regex TestWithPromises();

    [GeneratedRegex("P[0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\| (?<promise>P[0-9]+) \|[^|]*\|[^|]*\| (?<tests>.*) \|$")]
    private static partial Regex Row();

    [GeneratedRegex("`(?<test>[^`]*)`")]
    private static partial Regex Quoted();
}
