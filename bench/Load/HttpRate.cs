using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TradingAgents.Load;

/// <summary>Durable submissions over HTTP against bare Kestrel endpoints that read the same JSON: one answers at once, one after a group-committed insert.</summary>
internal static class HttpRate
{
    private const int Connections = 64;
    private const int Calls = 20_000;
    private const int Rounds = 3;
    private const string Body = """{"stock_code":"AAPL","analysis_type":"synthetic","priority":"normal","parameters":{"duration_ms":600000,"steps":1}}""";

    public static async Task RunAsync()
    {
        var (ours, bare, durable) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            using (var folder = new TemporaryFolder())
            using (var server = ServerChild.Serve(folder.In("data"), "--nodes", "1", "--max-queue", "1000000"))
            {
                ours.Add(await PostAsync(new Uri(server.Url, "api/v1/analysis/submit")));
            }

            using (var folder = new TemporaryFolder())
            using (var server = ServerChild.Self("bare-kestrel", folder.In("rows.db")))
            {
                bare.Add(await PostAsync(new Uri(server.Url, "bare")));
                durable.Add(await PostAsync(new Uri(server.Url, "durable")));
            }

            Lines.Write($"http, round {round + 1}: {ours[^1]:0}/s; bare Kestrel {bare[^1]:0}/s; bare Kestrel with a group-committed insert {durable[^1]:0}/s");
        }

        var (rate, bound) = (Lines.Median(ours), Lines.Median(bare));
        Lines.Write($"http: median {rate:0}/s, ratio to bare Kestrel {rate / bound:0.00} (must reach 0.40), to the one with an insert {rate / Lines.Median(durable):0.00}");
    }

    /// <summary>The endpoints to compare with.</summary>
    public static async Task<int> ServeBareAsync(string database)
    {
        using var rows = new BareInserts(database);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        var number = 0;
        app.MapPost("/bare", async (HttpRequest request) =>
        {
            using var json = await JsonDocument.ParseAsync(request.Body);
            return Results.Accepted(value: json.RootElement.Clone());
        });
        app.MapPost("/durable", async (HttpRequest request) =>
        {
            using var json = await JsonDocument.ParseAsync(request.Body);
            await rows.InsertAsync(Interlocked.Increment(ref number).ToString(CultureInfo.InvariantCulture), new byte[800]);
            return Results.Accepted(value: json.RootElement.Clone());
        });
        await app.StartAsync();
        Console.WriteLine($"listening on {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task<double> PostAsync(Uri url)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = Connections };
        using var http = new HttpClient(handler);
        await Engines.CallAsync(Connections, 4_000, Post);
        var watch = Stopwatch.StartNew();
        await Engines.CallAsync(Connections, Calls, Post);
        return Calls / watch.Elapsed.TotalSeconds;

        async Task Post(int number)
        {
            using var content = new StringContent(Body, Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(url, content);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
        }
    }
}
