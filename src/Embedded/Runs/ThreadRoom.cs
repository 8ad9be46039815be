namespace TradingAgents.Embedded.Runs;

/// <summary>Keeps threads free for the engine, however many analyses block theirs.</summary>
/// <remarks>
/// Beyond its minimum the thread pool adds a thread or two a second; until then timers and supervisors would wait behind blocked
/// analyses, and slots would be held beyond their timeouts. A higher minimum makes no thread that nobody needs.
/// </remarks>
internal static class ThreadRoom
{
    private const int StagesAtOnce = 4;
    private const int Most = 1024;

    /// <summary>Makes room for so many runs beside the engine's own work.</summary>
    public static void Reserve(long runs)
    {
        ThreadPool.GetMinThreads(out var workers, out var completionPorts);
        ThreadPool.GetMaxThreads(out var maxWorkers, out _);
        var wanted = (int)Math.Min(Math.Min(Most, maxWorkers), (runs * StagesAtOnce) + (2L * Environment.ProcessorCount));
        if (wanted > workers) ThreadPool.SetMinThreads(wanted, completionPorts);
    }
}
