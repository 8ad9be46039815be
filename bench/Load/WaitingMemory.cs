using System.Diagnostics;

namespace TradingAgents.Load;

/// <summary>Resident memory of a waiting task.</summary>
internal static class WaitingMemory
{
    private const int Tasks = 100_000;

    public static async Task RunAsync()
    {
        using var folder = new TemporaryFolder();
        await using var engine = await Engines.StartAsync(folder.Path, slots: 1, places: 10_000_000, stop => Task.Delay(Timeout.Infinite, stop));
        await Engines.CallAsync(64, 5_000, number => engine.SubmitAsync(Engines.Request(number)));
        var (resident, heap) = Measure();
        await Engines.CallAsync(64, Tasks, number => engine.SubmitAsync(Engines.Request(number)));
        var (residentAfter, heapAfter) = Measure();
        Lines.Write($"memory: {(residentAfter - resident) / Tasks:0} bytes resident per waiting task, {(heapAfter - heap) / Tasks:0} of them on the heap, {Tasks} waiting (must be at most 1024)");
    }

    private static (long Resident, long Heap) Measure()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using var process = Process.GetCurrentProcess();
        return (process.WorkingSet64, GC.GetTotalMemory(forceFullCollection: false));
    }
}
