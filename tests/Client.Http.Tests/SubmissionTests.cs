using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;

namespace TradingAgents.Client.Http.Tests;

public sealed class SubmissionTests
{
    private static readonly TaskId Id = new("t-1");

    [Fact]
    public async Task A_submission_whose_answer_was_lost_is_repeated_with_the_same_key_and_body()
    {
        var calls = 0;
        await using var server = new ScriptedServer(_ => ++calls <= 2 ? ScriptedServer.Broken() : ScriptedServer.Answer(202, Samples.Task.Replace("\"deduplicated\":false", "\"deduplicated\":true")));
        using var engine = Samples.Engine(server.Url);

        var task = await engine.SubmitAsync(Samples.Request);

        Assert.Equal(Id, task.TaskId);
        Assert.False(task.Deduplicated); // the caller repeated nothing
        Assert.Equal(3, server.Requests.Count);
        Assert.Single(server.Requests.Select(request => (request.Header("Idempotency-Key"), request.Body)).Distinct());
        Assert.NotNull(server.Requests.First().Header("Idempotency-Key"));
    }

    [Fact]
    public async Task Two_submissions_without_keys_are_two_tasks()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(202, Samples.Task));
        using var engine = Samples.Engine(server.Url);

        await engine.SubmitAsync(Samples.Request);
        await engine.SubmitAsync(Samples.Request);

        Assert.Equal(2, server.Requests.Select(request => request.Header("Idempotency-Key")).Distinct().Count());
    }

    [Fact]
    public async Task A_given_key_is_sent_and_a_repeat_stays_marked()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(202, Samples.Task.Replace("\"deduplicated\":false", "\"deduplicated\":true")));
        using var engine = Samples.Engine(server.Url);

        var task = await engine.SubmitAsync(Samples.Request, "my key");

        Assert.True(task.Deduplicated);
        Assert.Equal("my key", server.Requests.Single().Header("Idempotency-Key"));
    }

    [Fact]
    public async Task A_call_that_must_not_happen_twice_is_not_repeated_after_a_lost_answer()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Broken());
        using var engine = Samples.Engine(server.Url);

        var away = await Assert.ThrowsAsync<EngineException>(() => engine.AddNodeAsync(new NewNode("node-9")));

        Assert.Equal(ErrorCodes.Unreachable, away.Code);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_submission_sends_what_was_set_and_nothing_else()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(202, Samples.Task));
        using var engine = Samples.Engine(server.Url);

        await engine.SubmitAsync(new AnalysisRequest
        {
            StockCode = "AAPL",
            AnalysisType = AnalysisType.Technical,
            Priority = TaskPriority.Urgent,
            NotBefore = new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero),
            DependsOn = [new TaskId("a")],
            Parameters = JsonSerializer.SerializeToElement(new { depth = 2 }),
        });

        var request = server.Requests.Single();
        Assert.Equal(("POST", "/api/v1/analysis/submit", "application/json"), (request.Method, request.Target, request.Header("Content-Type")));
        Assert.Equal(
            """{"stock_code":"AAPL","analysis_type":"technical","priority":"urgent","depends_on":["a"],"not_before":"2026-11-22T09:00:00.000Z","parameters":{"depth":2}}""",
            request.Body);
    }

    [Fact]
    public async Task A_batch_sends_its_codes_beside_the_options_and_reads_each_outcome()
    {
        var answer = $$$"""{"batch_id":"b-1","items":[{"stock_code":"AAPL","task":{{{Samples.Task}}}},{"stock_code":"?","error":{"code":"queue_full","message":"Full.","retry_after_seconds":4}}]}""";
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(202, answer));
        using var engine = Samples.Engine(server.Url);

        var receipt = await engine.SubmitBatchAsync(new BatchRequest(["AAPL", "?"], new AnalysisRequest { StockCode = "", Priority = TaskPriority.Low }));

        Assert.Equal("""{"analysis_type":"comprehensive","priority":"low","stock_codes":["AAPL","?"]}""", server.Requests.Single().Body);
        Assert.Equal(Id, receipt.Items[0].Task!.TaskId);
        Assert.Equal(new BatchItemError("queue_full", "Full.", 4), receipt.Items[1].Error);
    }
}
