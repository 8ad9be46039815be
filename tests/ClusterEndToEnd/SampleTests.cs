using System.Diagnostics;
using System.Text.Json;

namespace TradingAgents.ClusterEndToEnd;

/// <summary>The sample service over the Orleans client, run as it is built.</summary>
public sealed class SampleTests(ThreeSilos cluster, ITestOutputHelper output) : ClusterTest(cluster, output)
{
    [Fact]
    public async Task The_sample_service_rates_over_the_cluster_once_a_day_and_remembers()
    {
        var url = $"http://127.0.0.1:{FreePort.Next()}";
        var start = new ProcessStartInfo(Path.Combine(ProgramFile.OutputOf("ClusterRatings"), "TradingAgents.ClusterRatings"), ["--urls", url]) { RedirectStandardOutput = true };
        start.Environment["Redis"] = Cluster.Redis.Address;
        using var service = Process.Start(start)!;
        try
        {
            _ = service.StandardOutput.ReadToEndAsync();
            using var http = new HttpClient { BaseAddress = new Uri(url), Timeout = Limit };
            string? rating = null;
            await Eventually(async () =>
            {
                try
                {
                    rating = await http.GetStringAsync("/rating/AAPL");
                    return true;
                }
                catch (HttpRequestException) when (!service.HasExited)
                {
                    return false; // It does not listen yet.
                }
            }, "the service answers", Limit);

            Assert.Equal("AAPL", JsonElement.Parse(rating!).GetProperty("stock").GetString());
            Assert.Equal(rating, await http.GetStringAsync("/rating/AAPL"));
            Assert.Single((await AllAsync(Silos[0].Client)).Values, task => task.StockCode == "AAPL");

            await http.PostAsync("/lessons?text=Apple%20was%20sold%20too%20early", null);
            Assert.Contains("too early", await http.GetStringAsync("/lessons?about=apple"), StringComparison.Ordinal);
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync();
        }
    }
}
