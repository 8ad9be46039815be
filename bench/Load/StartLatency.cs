using System.Diagnostics;

namespace TradingAgents.Load;

/// <summary>From a submission to the first line of its run on an idle engine, against one commit of one row on the same disk.</summary>
internal static class StartLatency
{
    private const int Samples = 1_000;

    public static async Task RunAsync()
    {
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        using var rows = new BareInserts(other.In("rows.db"));
        var started = new TaskCompletionSource<long>();
        await using var engine = await Engines.StartAsync(folder.Path, slots: 5, places: 50, _ =>
        {
            started.TrySetResult(Stopwatch.GetTimestamp());
            return Task.CompletedTask;
        });
        var (starts, commits) = (new double[Samples], new double[Samples]);
        for (var i = -100; i < Samples; i++) // The first hundred warm up.
        {
            started = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            var asked = Stopwatch.GetTimestamp();
            await engine.SubmitAsync(Engines.Request(i + 100));
            var start = Stopwatch.GetElapsedTime(asked, await started.Task).TotalMilliseconds;
            await Task.Delay(5);
            asked = Stopwatch.GetTimestamp();
            await rows.InsertAsync($"r{i}", new byte[800]);
            var commit = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
            if (i >= 0) (starts[i], commits[i]) = (start, commit);
        }

        var (p99, fsync) = (Lines.Quantile(starts, 0.99), Lines.Quantile(commits, 0.99));
        Lines.Write($"start: submit to start p50 {Lines.Quantile(starts, 0.5):0.00} ms, p99 {p99:0.00} ms; one bare commit p50 {Lines.Quantile(commits, 0.5):0.00} ms, p99 {fsync:0.00} ms; difference of the p99 {p99 - fsync:0.00} ms (must be at most 1)");
    }
}
