using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace TradingAgents.Load;

/// <summary>How soon after kill -9 and a new start the first task runs again, 1,000 being held.</summary>
internal static class RestartTime
{
    private const int Tasks = 1_000;

    public static async Task RunAsync()
    {
        using var folder = new TemporaryFolder();
        string[] options = ["--nodes", "1", "--max-queue", "10000"];
        using (var server = ServerChild.Serve(folder.In("data"), options))
        {
            using var http = new HttpClient { BaseAddress = server.Url };
            var body = new { stock_code = "AAPL", analysis_type = "synthetic", parameters = new { duration_ms = 600_000, steps = 2 }, timeout_seconds = 3_600 };
            await Engines.CallAsync(16, Tasks, async _ => (await http.PostAsJsonAsync("api/v1/analysis/submit", body)).EnsureSuccessStatusCode());
            server.Kill();
        }

        var watch = Stopwatch.StartNew();
        using var next = ServerChild.Serve(folder.In("data"), options);
        using var again = new HttpClient { BaseAddress = next.Url };
        while (await RunningAsync(again) == 0) await Task.Delay(5);
        Lines.Write($"restart: first of {Tasks} tasks runs again {watch.Elapsed.TotalSeconds:0.00} s after the new process was started (must be below 3)");
    }

    private static async Task<int> RunningAsync(HttpClient http)
    {
        var page = await http.GetFromJsonAsync<JsonElement>("api/v1/analysis?status=running&limit=1");
        return page.GetProperty("tasks").GetArrayLength();
    }
}
