using TradingAgents.Analysis.Memory;

namespace TradingAgents.Analysis.Tests.Memory;

public sealed class OpenCollectionsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("tradingagents").FullName;

    [Fact]
    public async Task Those_who_wait_for_a_busy_collection_do_not_keep_others_from_theirs()
    {
        using var open = new OpenCollections(limit: 2);
        using var release = new ManualResetEventSlim();
        var inUse = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var busy = Task.Run(() => open.UseAsync(PathOf("busy"), create: true, _ => Hold(inUse, release), CancellationToken.None));
        await inUse.Task.WaitAsync(Patience); // else one of those below may have its turn first
        Task[] waiting = [.. Enumerable.Range(0, 5).Select(_ => Task.Run(() => open.UseAsync(PathOf("busy"), create: true, _ => 0, CancellationToken.None)))];

        var (exists, value) = await open.UseAsync(PathOf("idle"), create: true, _ => 42, CancellationToken.None).WaitAsync(Patience);

        Assert.Equal((true, 42), (exists, value));
        Assert.DoesNotContain(waiting, wait => wait.IsCompleted);
        release.Set();
        await Task.WhenAll([busy, .. waiting]).WaitAsync(Patience);
    }

    [Fact]
    public async Task Looking_for_a_collection_that_does_not_exist_closes_none_that_does()
    {
        using var open = new OpenCollections(limit: 1);
        await open.UseAsync(PathOf("known"), create: true, _ => 0, CancellationToken.None);

        var (exists, _) = await open.UseAsync(PathOf("unknown"), create: false, _ => 0, CancellationToken.None);

        Assert.False(exists);
        Assert.Equal(1, open.Count);
        Assert.False(File.Exists(PathOf("unknown")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool Hold(TaskCompletionSource inUse, ManualResetEventSlim release)
    {
        inUse.SetResult();
        return release.Wait(Patience);
    }

    private string PathOf(string name) => Path.Combine(_folder, name + ".db");
}
