using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace TradingAgents.Load;

/// <summary>Accepted tasks of one silo against bare grain creation with one Redis write of as many bytes, in turn; then status reads.</summary>
internal static class AcceptedRate
{
    private const int Callers = 64, Warm = 1_000, Calls = 5_000, Rounds = 3;
    private const int Bytes = 800; // About a task's document.

    public static async Task RunAsync()
    {
        var (ours, bare, reads) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var (accepted, read) = await OursAsync();
            ours.Add(accepted);
            reads.Add(read);
            bare.Add(await BareAsync());
            Lines.Write($"accepted, round {round + 1}: {accepted:0}/s; bare grains with one Redis write: {bare[^1]:0}/s; status reads: {read:0}/s");
        }

        Lines.Write($"accepted: median {Lines.Median(ours):0}/s of {Lines.Median(bare):0}/s, ratio {Lines.Median(ours) / Lines.Median(bare):0.00} (must reach 0.40)");
        Lines.Write($"reads: median {Lines.Median(reads):0} status reads a second of waiting tasks by {Callers} callers");
    }

    private static async Task<(double Accepted, double Reads)> OursAsync()
    {
        await using var cluster = await LoadCluster.StartAsync(1, "--max-concurrent", "1", "--max-queue", "1000000");
        await cluster.SubmitAsync(Warm, LoadCluster.Hold);
        var ids = new Core.TaskId[Calls + 1];
        var accepted = await LoadCluster.RateAsync(Callers, Calls, async number => ids[number] = (await cluster.Engine.SubmitAsync(LoadCluster.Hold(number))).TaskId);
        await LoadCluster.CallAsync(Callers, Warm, number => cluster.Engine.GetAsync(ids[number]));
        return (accepted, await LoadCluster.RateAsync(Callers, Calls, number => cluster.Engine.GetAsync(ids[number])));
    }

    private static async Task<double> BareAsync()
    {
        await using var redis = LoadCluster.RedisOnly();
        using var silo = ServerChild.Self("bare-silo", redis.Redis, LoadCluster.FreePort(), LoadCluster.FreePort());
        using var client = await BareSilo.ConnectAsync(redis.Redis);
        var (grains, text) = (client.Services.GetRequiredService<IClusterClient>(), new string('x', Bytes));
        await LoadCluster.CallAsync(Callers, Warm, number => grains.GetGrain<IBareGrain>("w" + number.ToString(CultureInfo.InvariantCulture)).KeepAsync(text));
        var rate = await LoadCluster.RateAsync(Callers, Calls, number => grains.GetGrain<IBareGrain>(number.ToString(CultureInfo.InvariantCulture)).KeepAsync(text));
        await client.StopAsync();
        return rate;
    }
}
