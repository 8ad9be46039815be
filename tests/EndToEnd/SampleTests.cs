namespace TradingAgents.EndToEnd;

/// <summary>The programs of samples/, run as they are built, and what the package's README quotes of them.</summary>
public sealed class SampleTests : ProcessTest
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_watchlist_tells_each_outcome_remembers_and_follows()
    {
        var server = await ServeAsync();
        var printed = await ShellRun.RunAsync(Folder, $"TRADINGAGENTS_SERVER={server.Url} '{Sample("Watchlist")}' AAPL NONE GOOG", Limit);

        var lines = printed.Split('\n');
        Assert.Matches("^AAPL: [A-Za-z]+ at [0-9.]+ USD, confidence ", lines[0]);
        Assert.StartsWith("NONE: Failed: ", lines[1]);
        Assert.StartsWith("GOOG: ", lines[2]);
        Assert.StartsWith("Remembered: AAPL: ", lines[3]);
        Assert.Contains("  decision finished", lines);
    }

    [Fact]
    public async Task The_rating_service_rates_over_HTTP_and_a_wrong_option_stops_its_start()
    {
        var server = await ServeAsync();
        var url = $"http://127.0.0.1:{FreePort.Next()}";
        var printed = await ShellRun.RunAsync(Folder, $$"""
            export TradingAgents__Server={{server.Url}} Logging__LogLevel__Default=Warning
            '{{Sample("RatingService")}}' --urls {{url}} & service=$!
            trap 'kill $service' EXIT
            curl -sSf --retry 60 --retry-delay 1 --retry-connrefused {{url}}/rating/aapl
            """, Limit);
        var refused = await ShellRun.RunAsync(Folder, $"! TradingAgents__Retries=-1 '{Sample("RatingService")}' --urls {url}", Limit);

        Assert.Contains("\"stock\":\"AAPL\",\"rating\":\"", printed);
        Assert.Contains("Retries must be 0 to 1000, but is -1.", refused);
    }

    [Fact]
    public async Task What_the_package_README_shows_is_what_the_samples_do()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(ProgramFile.Repository, "src", "Client.Http", "README.md"));
        var programs = await Task.WhenAll(new[] { "RatingService", "Watchlist" }.Select(sample =>
            File.ReadAllTextAsync(Path.Combine(ProgramFile.Repository, "samples", sample, "Program.cs"))));
        var shown = readme.Split("```csharp\n").Skip(1).Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)]).ToList();

        Assert.Equal(5, shown.Count);
        var namespaces = shown[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(namespaces, line => Assert.Contains(programs, program => program.Contains(line, StringComparison.Ordinal)));
        Assert.All(programs, program => Assert.All(
            program.Split('\n').Where(line => line.StartsWith("using TradingAgents.", StringComparison.Ordinal)), line => Assert.Contains(line, namespaces)));
        Assert.All(shown.Skip(1), block => Assert.Contains(programs, program => program.Contains(block, StringComparison.Ordinal)));
    }

    private static string Sample(string name) => Path.Combine(ProgramFile.OutputOf(name), "TradingAgents." + name);
}
