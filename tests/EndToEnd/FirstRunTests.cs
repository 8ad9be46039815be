using System.Net;
using System.Text;
using System.Text.Json;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.EndToEnd;

/// <summary>What a new user does first, with nothing but the program and the data that ships.</summary>
public sealed class FirstRunTests : ProcessTest
{
    [Fact]
    public async Task Submit_and_watch_AAPL_then_read_the_report()
    {
        var server = await ServeAsync();
        var submitted = await CommandRun.RunAsync(Folder, "submit", "AAPL", "--watch", "--server", server.Url.ToString());
        Assert.True(submitted.ExitCode == 0, submitted.Error);
        var id = submitted.Output.Split('\n')[0].Trim();
        Assert.Equal(AnalysisStatus.Completed, (await server.Client.GetAsync(new TaskId(id))).Status);
        AssertReport(await ResultAsync(server, id));
    }

    [Fact]
    public async Task A_task_whose_server_is_killed_in_the_middle_resumes_and_its_report_is_there()
    {
        var server = await ServeAsync("--nodes", "1", "--max-concurrent", "2");
        var running = (await server.Client.SubmitAsync(Synthetic("LONG", 3000))).TaskId; // An analysis of prices may end before the kill; this one cannot.
        await UntilAsync(server.Client, running, AnalysisStatus.Running);
        var tasks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SubmitAsync(server)));
        await server.KillAsync();
        var next = await ServeAsync("--nodes", "1", "--max-concurrent", "2");
        Assert.Equal(AnalysisStatus.Completed, TerminalOf(await EventsAsync(next.Client, running)));
        var rescued = await next.Client.GetAsync(running);
        Assert.Equal((2, 1), (rescued.Attempt, rescued.Rescues));
        foreach (var id in tasks)
        {
            Assert.Equal(AnalysisStatus.Completed, TerminalOf(await EventsAsync(next.Client, new TaskId(id))));
        }

        var watched = await CommandRun.RunAsync(Folder, "watch", tasks[0], "--server", next.Url.ToString());
        Assert.True(watched.ExitCode == 0, watched.Error);
        AssertReport(await ResultAsync(next, tasks[0]));
    }

    [Fact]
    [Trait("Promise", "P9")]
    public async Task Sixty_four_equal_submissions_over_HTTP_with_one_key_are_one_task()
    {
        var server = await ServeAsync();
        using var http = new HttpClient { BaseAddress = server.Url };
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => PostAsync("""{"stock_code": "AAPL", "analysis_type": "synthetic", "parameters": {"duration_ms": 50}}""")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
        var id = Assert.Single(answers.Select(answer => answer.Body.GetProperty("task_id").GetString()).Distinct());
        Assert.Single(answers, answer => !answer.Body.GetProperty("deduplicated").GetBoolean());
        Assert.Single(await AllAsync(server.Client));

        var other = await PostAsync("""{"stock_code": "GOOG", "analysis_type": "synthetic"}""");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency_conflict"), (other.Status, other.Body.GetProperty("code").GetString()));
        await EventsAsync(server.Client, new TaskId(id!));
        await server.KillAsync();
        var next = await ServeAsync();
        using var later = new HttpClient { BaseAddress = next.Url };
        Assert.Equal(id, (await PostAsync("""{"stock_code": "aapl", "analysis_type": "synthetic", "parameters": {"duration_ms": 50}}""", later)).Body.GetProperty("task_id").GetString());

        async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string body, HttpClient? to = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/analysis/submit") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", "one-key");
            using var answer = await (to ?? http).SendAsync(request);
            return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
        }
    }

    private static async Task<string> SubmitAsync(ServerProcess server) =>
        (await server.Client.SubmitAsync(new Abstractions.AnalysisRequest { StockCode = "AAPL" })).TaskId.Value;

    private async Task<string> ResultAsync(ServerProcess server, string id)
    {
        var result = await CommandRun.RunAsync(Folder, "result", id, "--format", "markdown", "--server", server.Url.ToString());
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }

    private static void AssertReport(string markdown)
    {
        Assert.StartsWith("# ", markdown, StringComparison.Ordinal);
        Assert.Contains("AAPL", markdown, StringComparison.Ordinal);
        Assert.Contains("RSI", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', markdown);
    }
}
