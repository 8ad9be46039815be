using System.Text;
using TradingAgents.Core.Admission;
using TradingAgents.Simulation.Capacity;

namespace TradingAgents.Simulation.Tests.Capacity;

public sealed class RecordedRunTests
{
    [Fact]
    public void Pages_arrays_and_single_tasks_are_read_one_after_the_other_and_a_task_told_twice_counts_once()
    {
        var run = Read($$"""
            {"tasks": [{{Task("b", submitted: 2, started: 3, run: 4)}}], "next_cursor": "x"}
            [{{Task("a", submitted: 1, started: 1, run: 2)}}]
            {{Task("b", submitted: 2, started: 3, run: 4)}}
            """);

        Assert.Equal([new Arrival(0, TaskPriority.High, "desk", 2), new Arrival(1, TaskPriority.High, "desk", 4)], run.Arrivals);
        Assert.Equal(new WaitSummary(2, 0.5, 0, 1, 1, 1), run.Wait);
        Assert.Equal((6.0, 1, 0, 0), (run.Seconds, run.Nodes, run.LeftOut, run.Retried));
    }

    [Fact]
    public void A_task_that_could_not_start_when_it_was_submitted_arrives_when_it_could()
    {
        var run = Read(Task("first", submitted: 0, started: 0, run: 1) + Task("scheduled", submitted: 0, started: 62, run: 5, wait: 2));

        Assert.Equal(60, run.Arrivals[1].AtSeconds);
    }

    [Fact]
    public void A_task_cancelled_while_it_waited_leaves_then_and_one_that_has_not_ended_is_left_out()
    {
        var run = Read(Task("a", submitted: 0, started: 0, run: 9)
            + """{"task_id":"c","status":"cancelled","priority":"low","tenant":"desk","submitted_at":"2026-03-02T09:00:01.000Z","finished_at":"2026-03-02T09:00:04.000Z","wait_seconds":3}"""
            + """{"task_id":"r","status":"running","priority":"low","tenant":"desk","submitted_at":"2026-03-02T09:00:01.000Z","started_at":"2026-03-02T09:00:04.000Z","finished_at":null,"execution_seconds":1,"wait_seconds":3}""");

        Assert.Equal(new Arrival(1, TaskPriority.Low, "desk", 0, CancelledAtSeconds: 4), run.Arrivals[1]);
        Assert.Equal((2, 1), (run.Arrivals.Count, run.LeftOut));
    }

    [Theory]
    [InlineData("", "no task that has run")]
    [InlineData("{\"tasks\":[]}", "no task that has run")]
    [InlineData("not json", "is not JSON")]
    [InlineData("7", "holds tasks or pages of tasks, not '7'")]
    [InlineData("{\"id\":1}", "has no task_id")]
    [InlineData("[3]", "has no task_id: 3")]
    [InlineData("{\"task_id\":\"x\",\"priority\":\"huge\"}", "Task x of the trace cannot be read: priority is 'huge'")]
    [InlineData("{\"task_id\":\"x\",\"priority\":\"low\",\"status\":\"completed\"}", "there is no submitted_at")]
    [InlineData("{\"task_id\":\"x\",\"priority\":\"low\",\"status\":\"completed\",\"submitted_at\":\"yesterday\"}", "Task x of the trace cannot be read")]
    [InlineData("{\"task_id\":\"x\",\"priority\":\"low\",\"status\":\"completed\",\"submitted_at\":\"2026-03-02T09:00:00Z\",\"wait_seconds\":-1}", "wait_seconds is below 0")]
    public void What_is_no_trace_is_told(string text, string told) =>
        Assert.Contains(told, Assert.Throws<TraceFormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    private static RecordedRun Read(string text) => RecordedRun.Read(Encoding.UTF8.GetBytes(text));

    private static string Task(string id, int submitted, int started, int run, int? wait = null) => $$"""
        {"task_id":"{{id}}","status":"completed","priority":"high","tenant":"desk","node":"node-1","attempt":1,"unknown_member":[1],
         "submitted_at":"2026-03-02T09:00:{{submitted:00}}.000Z","started_at":"2026-03-02T09:{{started / 60:00}}:{{started % 60:00}}.000Z",
         "finished_at":"2026-03-02T09:10:00.000Z","wait_seconds":{{wait ?? started - submitted}},"execution_seconds":{{run}}}
        """;
}
