using System.Text.Json;

namespace TradingAgents.Cli.Tests;

public sealed class SimulateCommandTests
{
    private const string Busy = "simulate --nodes 3 --arrivals-per-hour 600 --seconds-per-task 95 --strategy least_connections --tasks 2000";

    [Fact]
    public async Task A_capacity_question_is_answered_with_waits_utilisation_refusals_and_the_nodes_needed()
    {
        var run = await new Cli().RunAsync(Busy);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var lines = run.Out.Split('\n');
        Assert.Equal("3 nodes of 5 slots and 50 places, least_connections: 2000 tasks, 600 an hour, of 95 s", lines[0]);
        Assert.Equal(["PRIORITY", "urgent", "high", "normal", "low", "all"], lines[2..8].Select(line => line.Split(' ')[0]));
        Assert.Contains("utilisation           100 %", run.Out);
        Assert.Contains("most waiting at once  150", run.Out);
        Assert.Matches(@"refused               [1-9]\d* of 2000 ", run.Out);
        Assert.Contains("nodes needed          5, for a wait of at most 60 s for 19 of 20 tasks, with 20 % headroom", run.Out);
    }

    [Fact]
    public async Task As_JSON_the_answer_is_one_line_and_the_same_for_the_same_seed()
    {
        var first = await new Cli().RunAsync(Busy + " --json --seed 9");
        var second = await new Cli { Terminal = true }.RunAsync(Busy + " --json --seed 9");
        var other = await new Cli().RunAsync(Busy + " --json --seed 10");

        Assert.Equal(first.Out, second.Out);
        Assert.NotEqual(first.Out, other.Out);
        var answer = JsonDocument.Parse(first.Out).RootElement;
        Assert.Equal((3, 2000, 5), (Whole("nodes"), Whole("tasks"), Whole("nodes_needed")));
        Assert.InRange(answer.GetProperty("wait").GetProperty("count").GetInt32(), 1800 - Whole("refused"), 1800); // The first tenth only fills the cluster.
        Assert.Equal("urgent", answer.GetProperty("wait_by_priority")[0].GetProperty("priority").GetString());

        int Whole(string name) => answer.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task Broken_clusters_keep_their_promises_and_a_seed_is_told_event_by_event()
    {
        var totals = await new Cli().RunAsync("simulate --faults --seeds 3");
        var trace = await new Cli().RunAsync("simulate --faults --seed 2 --trace");
        var json = await new Cli().RunAsync("simulate --faults --seeds 2 --json");

        Assert.StartsWith("Every promise held: 3 clusters, ", totals.Out);
        Assert.StartsWith("     0.000  a process starts", trace.Out);
        Assert.Contains("Every promise held: 1 clusters", trace.Out);
        Assert.Equal(2, JsonDocument.Parse(json.Out).RootElement.GetProperty("seeds").GetInt32());
    }

    [Fact]
    public async Task A_file_that_is_no_trace_is_code_2()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "{}");

        var run = await new Cli().RunAsync($"simulate --trace {file}");
        File.Delete(file);

        Assert.Equal((2, "", "tradingagents: --trace: A task of the trace has no task_id: {}\n"), (run.ExitCode, run.Out, run.Error));
    }
}
