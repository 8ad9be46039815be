using System.Net.Http.Headers;
using System.Text;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.EndToEnd.Security;

/// <summary>Keys sent by every way there is, looked for in everything that comes out.</summary>
public sealed class SecretTests : ProcessTest
{
    private const string Submit = "/api/v1/analysis/submit";

    /// <summary>What every planted secret holds, and nothing else does.</summary>
    private readonly string _mark = $"canary{Guid.NewGuid():N}";

    private readonly List<string> _answers = [];

    private string AdminKey => $"admin-{_mark}";
    private string UserKey => $"user-{_mark}";
    private string WrongKey => $"wrong-{_mark}";

    [Fact]
    public async Task A_key_appears_in_no_answer_no_log_no_metric_and_no_file()
    {
        var keys = Path.Combine(Folder, "keys.txt");
        await File.WriteAllTextAsync(keys, $"boss admin {AdminKey}\ndesk user {UserKey}\n");
        var server = await ServeAsync("--api-keys", keys, "--allow-faults", "--log-level", "debug");
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = server.Url, Timeout = Deadline };

        await PlantAsync(http);
        await RunAsync(server, http);
        var run = await CommandRun.RunWithAsync(Folder, [("TRADINGAGENTS_KEY", WrongKey)], "stats", "--server", server.Url.ToString());
        Assert.Equal(4, run.ExitCode);
        await server.StopAsync();

        Assert.DoesNotContain(server.Written, line => line.Contains(_mark, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(_answers, answer => answer.Contains(_mark, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(_mark, run.Output + run.Error, StringComparison.OrdinalIgnoreCase);
        var files = Directory.GetFiles(DataDirectory, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains(_mark, StringComparison.OrdinalIgnoreCase));
        Assert.True(_answers.Count > 20 && server.Written.Count > 0, "Too little came out to prove anything.");
    }

    /// <summary>Right and wrong keys where they belong, and where someone puts them by mistake.</summary>
    private async Task PlantAsync(HttpClient http)
    {
        foreach (var key in (string[])[AdminKey, UserKey, WrongKey])
        {
            await SendAsync(http, "GET", "/api/v1/system/stats", key);
            await SendAsync(http, "GET", "/api/v1/system/nodes", null, authorization: $"Bearer {key}");
            await SendAsync(http, "GET", "/api/v1/system/nodes", null, authorization: $"Basic {key}");
            await SendAsync(http, "GET", "/api/v1/system/nodes", key, authorization: $"Bearer {key}");
            await SendAsync(http, "GET", "/api/v1/system/nodes", null, cookie: $"tradingagents={key}");
            await SendAsync(http, "POST", "/api/v1/session", null, $$"""{"key":"{{key}}"}""");
            await SendAsync(http, "POST", "/api/v1/admin/cleanup", key, "{");
            await SendAsync(http, "POST", Submit, key, """{"stock_code":""}""");
            await SendAsync(http, "GET", "/api/v1/analysis/status/nobody", key);
            await SendAsync(http, "GET", "/nowhere", key);
            await SendAsync(http, "GET", "/metrics", key);

            // Echoed to whoever sent it at most: what counts is that it is not kept.
            await SendAsync(http, "GET", $"/api/v1/system/stats?api_key={key}", AdminKey, echoes: true);
            await SendAsync(http, "GET", $"/api/v1/analysis/status/{key}", AdminKey, echoes: true);
            await SendAsync(http, "POST", Submit, AdminKey, $$"""{"stock_code":"AAPL","api_key":"{{key}}"}""", echoes: true);
            await SendAsync(http, "POST", Submit, AdminKey, $$$"""{"stock_code":"AAPL","parameters":{"api_key":"{{{key}}}"}}""", echoes: true);
        }
    }

    private async Task RunAsync(ServerProcess server, HttpClient http)
    {
        using var client = new Client.Http.HttpAnalysisEngine(new Client.Http.HttpClientOptions { Server = server.Url, Key = UserKey, Retries = 0, Reconnects = 0 });
        var task = await client.SubmitAsync(Synthetic("AAPL", 10));
        Assert.Equal(AnalysisStatus.Completed, TerminalOf(await EventsAsync(client, task.TaskId)));
        foreach (var call in (string[])["status", "result", "events", "waiting", "request"]) await SendAsync(http, "GET", $"/api/v1/analysis/{call}/{task.TaskId}", UserKey);
        await SendAsync(http, "POST", "/api/v1/admin/faults", AdminKey, """{"node_id":"node-1","kind":"crash"}""");
        await SendAsync(http, "GET", "/api/v1/system/report", AdminKey);
        await SendAsync(http, "GET", "/openapi/v1.json", AdminKey);
        await SendAsync(http, "GET", "/", null);
    }

    private async Task SendAsync(HttpClient http, string method, string path, string? key, string? body = null, string? authorization = null, string? cookie = null, bool echoes = false)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json"));
        if (key is not null) request.Headers.Add("X-API-Key", key);
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (cookie is not null) request.Headers.TryAddWithoutValidation("Cookie", cookie);
        using var answer = await http.SendAsync(request);
        if (!echoes) _answers.Add($"{answer} {await answer.Content.ReadAsStringAsync()}");
    }
}
