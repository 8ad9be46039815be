using System.Diagnostics;
using System.Globalization;
using System.Net;
using TradingAgents.Abstractions;
using TradingAgents.Core;

namespace TradingAgents.ClusterEndToEnd;

/// <summary>Redis is away, and comes back.</summary>
/// <remarks>TRADINGAGENTS_REDIS_AWAY_SECONDS sets for how long; 12 by default, beyond every timeout and membership's own rounds.</remarks>
public sealed class StoreTests(ThreeSilos cluster, ITestOutputHelper output) : ClusterTest(cluster, output)
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("TRADINGAGENTS_REDIS_AWAY_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 12);

    [Fact]
    [Trait("Promise", "P18")]
    public async Task While_Redis_is_away_submissions_get_503_running_work_goes_on_and_all_recovers_by_itself()
    {
        var accepted = new List<TaskId>(await SubmitAsync(Silos, 0, 30, code => Synthetic(code, 6000, steps: 1) with { MaxAttempts = 1 }));
        foreach (var silo in Silos) await Eventually(async () => (await RunningOnAsync(Silos[0], silo.Name)).Count == 5, $"every slot of {silo.Name} is taken");

        Cluster.Redis.Freeze();
        var frozen = Stopwatch.StartNew();
        var refusals = await Task.WhenAll(Silos.Select(silo => Assert.ThrowsAnyAsync<EngineException>(() => silo.Client.SubmitAsync(Synthetic("AWAY", 0)))));
        Assert.All(refusals, refused =>
        {
            Assert.Equal(ErrorCodes.StorageUnavailable, refused.Code);
            Assert.True(refused.RetryAfterSeconds > 0, "It is not said when to come again.");
        });
        Tell($"Redis frozen: a submission through each silo was refused within {frozen.Elapsed.TotalSeconds:0.0} s");
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(Silos[0].Url, "/health"))).StatusCode);
        if (Away > frozen.Elapsed) await Task.Delay(Away - frozen.Elapsed); // The outage itself.
        Cluster.Redis.Thaw();
        var back = DateTimeOffset.UtcNow;

        accepted.AddRange(await SubmitAsync(Silos, 1000, 5, code => Synthetic(code, 0)));
        Tell($"Redis back after {frozen.Elapsed.TotalSeconds:0.0} s: submissions are taken again after {(DateTimeOffset.UtcNow - back).TotalSeconds:0.0} s");
        var lives = await LivesAsync(Silos[0], accepted);
        Assert.All(lives, life => Assert.Equal((1, 0), (life.Task.Attempt, life.Task.Rescues)));
        Assert.All(Silos, silo => Assert.False(silo.HasExited, silo.Log));
    }
}
