using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.EndToEnd.Security;

/// <summary>
/// The whole HTTP surface under random requests: never an internal error, a hang, or growth, and the server works afterwards.
/// TRADINGAGENTS_FUZZ_SECONDS sets how long (default 60), TRADINGAGENTS_SEED repeats the requests of an earlier run.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output) : ProcessTest
{
    private const int Callers = 3;
    private const string VersionNotSupported = "HTTP/1.1 505 "; // the right answer to HTTP/9.1
    private const int MaxNewHandles = 250; // memory collections stay open, up to a limit of their own
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Refusals = [ErrorCodes.Draining, ErrorCodes.StorageUnavailable];

    private readonly ConcurrentDictionary<int, int> _answers = new();
    private readonly ConcurrentQueue<string> _wrong = new();

    [Fact]
    public async Task Random_requests_meet_no_internal_error_no_hang_and_no_growth()
    {
        var seed = Setting("TRADINGAGENTS_SEED", Random.Shared.Next());
        var length = TimeSpan.FromSeconds(Setting("TRADINGAGENTS_FUZZ_SECONDS", 60));
        output.WriteLine($"SEED={seed}");
        var server = await ServeAsync("--allow-faults", "--max-queue", "20", "--timeout", "5");
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
        var openApi = JsonElement.Parse(await http.GetStringAsync(new Uri(server.Url, "/openapi/v1.json")));

        var handlesBefore = server.OpenHandles;
        using var time = new CancellationTokenSource(length);
        var callers = Enumerable.Range(0, Callers).Select(caller => CallAsync(server, http, new RequestFuzzer(seed + caller, openApi), time.Token)).Append(CallRawAsync(server, new RawFuzzer(seed), time.Token));
        await Task.WhenAll(callers.Select(caller => Task.Run(() => caller, CancellationToken.None)));

        output.WriteLine(string.Join(", ", _answers.OrderBy(answer => answer.Key).Select(answer => $"{answer.Key}: {answer.Value}")));
        Assert.True(_wrong.IsEmpty, $"SEED={seed}\n{string.Join("\n\n", _wrong.Take(5))}\nThe server's log ends:\n{server.Log}");
        Assert.False(server.HasExited, $"SEED={seed}: the server is gone. Its log ends:\n{server.Log}");
        Assert.True(!server.LoggedErrors.Any(), $"SEED={seed}: the server logged\n{string.Join("\n\n", server.LoggedErrors.Take(3))}");
        Assert.True(_answers.GetValueOrDefault(202) > 0 && _answers.GetValueOrDefault(200) > 0 && _answers.GetValueOrDefault(400) > 0, "The requests reached too little to prove anything.");
        await StillWorksAsync(server, http);
        var (megabytes, handles) = (server.ResidentMegabytes, server.OpenHandles);
        output.WriteLine($"{megabytes} MiB resident, {handles} open handles afterwards, {handlesBefore} before");
        Assert.InRange(megabytes, 1, 700);
        Assert.InRange(handles, 1, handlesBefore + MaxNewHandles);
    }

    private async Task CallAsync(ServerProcess server, HttpClient http, RequestFuzzer fuzzer, CancellationToken end)
    {
        while (!end.IsCancellationRequested && _wrong.IsEmpty && !server.HasExited)
        {
            var request = fuzzer.Next();
            using var late = new CancellationTokenSource(Patience);
            try
            {
                using var answer = await http.SendAsync(request.ToMessage(server.Url), HttpCompletionOption.ResponseHeadersRead, late.Token);
                _answers.AddOrUpdate((int)answer.StatusCode, 1, (_, count) => count + 1);
                if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream") continue; // It ends with its task.
                Check(request, answer, await answer.Content.ReadAsStringAsync(late.Token), fuzzer);
            }
            catch (OperationCanceledException) when (late.IsCancellationRequested)
            {
                _wrong.Enqueue($"No answer within {Patience.TotalSeconds} s to {request}");
            }
            catch (HttpRequestException) when (!server.HasExited)
            {
                _answers.AddOrUpdate(0, 1, (_, count) => count + 1); // A connection that the server closed on a request it could not read.
            }
        }
    }

    private void Check(FuzzRequest request, HttpResponseMessage answer, string text, RequestFuzzer fuzzer)
    {
        var status = (int)answer.StatusCode;
        if (answer.Content.Headers.ContentType?.MediaType == "application/problem+json" && request.Method != "HEAD")
        {
            var code = JsonElement.Parse(text).GetProperty("code").GetString();
            if (status >= 500 && !Refusals.Contains(code)) _wrong.Enqueue($"{status} {text} to {request}");
            if (text.Contains("Exception", StringComparison.Ordinal) || text.Contains("   at ", StringComparison.Ordinal)) _wrong.Enqueue($"A trace of code in {text} to {request}");
            return;
        }

        if (status >= 500) _wrong.Enqueue($"{status} {text} to {request}");
        if (status != 202 || text.Length == 0) return;
        var made = JsonElement.Parse(text);
        foreach (var name in (string[])["task_id", "batch_id"])
        {
            if (made.TryGetProperty(name, out var id)) fuzzer.Learn(id.GetString()!);
        }
    }

    private async Task CallRawAsync(ServerProcess server, RawFuzzer fuzzer, CancellationToken end)
    {
        while (!end.IsCancellationRequested && _wrong.IsEmpty && !server.HasExited)
        {
            var bytes = fuzzer.Next();
            using var late = new CancellationTokenSource(Patience);
            try
            {
                var answer = await RawFuzzer.SendAsync(server.Url, bytes, late.Token);
                if (answer.StartsWith("HTTP/1.1 5", StringComparison.Ordinal) && !answer.StartsWith(VersionNotSupported, StringComparison.Ordinal)) _wrong.Enqueue($"{answer} to the bytes {Convert.ToBase64String(bytes)}");
            }
            catch (OperationCanceledException) when (late.IsCancellationRequested)
            {
                _wrong.Enqueue($"The connection stays open for {Patience.TotalSeconds} s after the bytes {Convert.ToBase64String(bytes)}");
            }
        }
    }

    /// <summary>Undoes what the requests may have set, forgets what they made, and runs one task.</summary>
    private static async Task StillWorksAsync(ServerProcess server, HttpClient http)
    {
        Task<HttpResponseMessage> Send(HttpMethod method, string path, string body) =>
            http.SendAsync(new HttpRequestMessage(method, new Uri(server.Url, path)) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

        await Send(HttpMethod.Post, "/api/v1/admin/load_balancer/add_instance", """{"instance_id":"afterwards","host":"127.0.0.1","port":1,"weight":1}""");
        await Send(HttpMethod.Put, "/api/v1/admin/load_balancer/instances/afterwards", """{"state":"active"}""");
        await Send(HttpMethod.Put, "/api/v1/admin/limits", """{"max_concurrent_analyses":5,"max_queue_size":50,"analysis_timeout":300}""");
        foreach (var task in (await AllAsync(server.Client)).Values.Where(task => !TaskLifecycle.IsTerminal(task.Status)))
        {
            try
            {
                await server.Client.CancelAsync(task.TaskId);
            }
            catch (EngineException over) when (over.Code == ErrorCodes.AlreadyFinished)
            {
                // It ended by itself.
            }
        }

        await Eventually(async () => (await AllAsync(server.Client)).Values.All(task => TaskLifecycle.IsTerminal(task.Status)), "all that was submitted has ended");
        var last = await server.Client.SubmitAsync(Synthetic("AAPL", 0));
        Assert.Equal(AnalysisStatus.Completed, TerminalOf(await EventsAsync(server.Client, last.TaskId)));
        Assert.Equal(System.Net.HttpStatusCode.OK, (await Send(HttpMethod.Post, "/api/v1/admin/cleanup", """{"older_than_seconds":0}""")).StatusCode);
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
