using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace TradingAgents.ClusterEndToEnd;

/// <summary>What a collector of OpenTelemetry gets from a silo.</summary>
public sealed class TelemetryTests : ProgramTest
{
    [Fact]
    public async Task A_silo_exports_metrics_and_traces_of_Orleans_and_its_own_to_the_collector_that_is_named()
    {
        var address = $"http://127.0.0.1:{FreePort.Next()}/";
        using var collector = new HttpListener { Prefixes = { address } };
        collector.Start();
        var received = new ConcurrentQueue<string>();
        var collecting = CollectAsync(collector, received);
        await using var silo = SiloProcess.StartAlone(
            [("OTEL_EXPORTER_OTLP_ENDPOINT", address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_METRIC_EXPORT_INTERVAL", "500"), ("OTEL_BSP_SCHEDULE_DELAY", "500")]);
        await silo.ReadyAsync();
        await UntilAsync(silo.Client, (await silo.Client.SubmitAsync(Synthetic("AAPL", 0))).TaskId, Core.Lifecycle.AnalysisStatus.Completed);

        string[] expected = ["/v1/metrics tradingagents_task_wait_seconds", "/v1/metrics orleans-", "/v1/metrics http.server.request.duration", "/v1/traces Microsoft.Orleans", "/v1/traces tradingagents-silo"];
        await Eventually(
            () => Task.FromResult(expected.All(what => received.Any(body => body.StartsWith(what.Split(' ')[0], StringComparison.Ordinal) && body.Contains(what.Split(' ')[1], StringComparison.Ordinal)))),
            $"all of {string.Join(", ", expected)} have come");
        collector.Stop();
        await collecting;
    }

    // Protocol buffers keep texts as they are, which is enough to find them.
    private static async Task CollectAsync(HttpListener collector, ConcurrentQueue<string> received)
    {
        try
        {
            while (true)
            {
                var call = await collector.GetContextAsync();
                using var body = new MemoryStream();
                await call.Request.InputStream.CopyToAsync(body);
                received.Enqueue(call.Request.Url!.AbsolutePath + " " + Encoding.Latin1.GetString(body.ToArray()));
                call.Response.Close();
            }
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
        {
            // The test has seen enough.
        }
    }
}
