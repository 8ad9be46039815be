using System.Net;
using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Http.Tests;

public class ResultTests
{
    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/*", "application/json")]
    [InlineData("text/markdown", "text/markdown")]
    [InlineData("text/html", "text/html")]
    [InlineData("text/plain", "text/plain")]
    [InlineData("TEXT/HTML", "text/html")]
    [InlineData("text/*", "text/markdown")]
    [InlineData("text/*, text/markdown;q=0", "text/html")]
    [InlineData("text/html;q=0.5, text/markdown;q=0.6", "text/markdown")]
    [InlineData("application/json;q=0.1, */*;q=0.2", "text/markdown")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html")]
    [InlineData("application/pdf, text/html;q=0.1", "text/html")]
    public async Task The_report_comes_in_the_form_the_caller_likes_best(string? accept, string expected)
    {
        await using var server = await Server.StartAsync();
        var task = await server.Engine.CompletedAsync();

        var answer = await server.SendAsync("GET", $"/api/v1/analysis/result/{task.TaskId}", headers: accept is null ? [] : [("Accept", accept)]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(expected, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("utf-8", answer.Content.Headers.ContentType?.CharSet);
        Assert.Contains("Accept", answer.Headers.Vary);
        Assert.NotEmpty(await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("application/pdf")]
    [InlineData("*/*;q=0")]
    [InlineData("application/json;q=0, text/csv")]
    public async Task A_form_that_is_not_made_is_406(string accept)
    {
        await using var server = await Server.StartAsync();
        var task = await server.Engine.CompletedAsync();

        await (await server.SendAsync("GET", $"/api/v1/analysis/result/{task.TaskId}", headers: ("Accept", accept))).ProblemAsync(406, "not_acceptable");
    }

    [Fact]
    public async Task The_json_is_the_report_itself()
    {
        await using var server = await Server.StartAsync();
        var task = await server.Engine.CompletedAsync();

        var report = await server.GetJsonAsync($"/api/v1/analysis/result/{task.TaskId}");

        Assert.Equal("""{"synthetic":true}""", report.GetRawText());
    }

    [Theory]
    [InlineData(AnalysisStatus.Running, 409, "not_finished")]
    [InlineData(AnalysisStatus.Failed, 410, "no_result")]
    [InlineData(AnalysisStatus.Cancelled, 410, "no_result")]
    public async Task A_task_without_a_report_says_why(AnalysisStatus status, int expected, string code)
    {
        await using var server = await Server.StartAsync();
        var task = await server.Engine.SubmitAsync(new AnalysisRequest { StockCode = "AAPL" });
        server.Engine.Set(task.TaskId, status);

        await (await server.SendAsync("GET", $"/api/v1/analysis/result/{task.TaskId}")).ProblemAsync(expected, code);
    }
}
