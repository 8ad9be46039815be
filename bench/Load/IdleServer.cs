namespace TradingAgents.Load;

/// <summary>What a server takes that has nothing to do.</summary>
internal static class IdleServer
{
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(10);

    public static async Task RunAsync()
    {
        using var folder = new TemporaryFolder();
        using var server = ServerChild.Serve(folder.In("data"));
        await Task.Delay(TimeSpan.FromSeconds(3));
        var before = server.Usage();
        await Task.Delay(Watched);
        var after = server.Usage();
        var share = (after.Processor - before.Processor) / Watched;
        Lines.Write($"idle: ready in {server.ReadyAfter.TotalSeconds:0.00} s (must be below 2), {after.ResidentBytes / 1e6:0} MB resident (120), {100 * share:0.00} % of a core (1)");
    }
}
