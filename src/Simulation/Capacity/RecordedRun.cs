namespace TradingAgents.Simulation.Capacity;

/// <summary>A real run, as the lists of its tasks tell it: what came when, how long each task held a slot, and how long it had waited.</summary>
public sealed record RecordedRun
{
    /// <summary>What came, in order of time; the first at 0.</summary>
    public required IReadOnlyList<Arrival> Arrivals { get; init; }

    /// <summary>How long the tasks that started had waited.</summary>
    public required WaitSummary Wait { get; init; }

    /// <summary>The same by priority, the most urgent first.</summary>
    public required IReadOnlyList<PriorityWait> WaitByPriority { get; init; }

    /// <summary>Seconds from the first arrival to the last end.</summary>
    public required double Seconds { get; init; }

    /// <summary>Nodes that ran something.</summary>
    public required int Nodes { get; init; }

    /// <summary>Tasks left out, because they had not ended or never could start.</summary>
    public required int LeftOut { get; init; }

    /// <summary>Tasks of several attempts, of which only the last is in the trace: it is played as the only one.</summary>
    public required int Retried { get; init; }

    /// <summary>Reads a trace: JSON values one after the other, each a task, an array of tasks or a page of the list, as <c>GET /api/v1/analysis</c> and <c>tradingagents list --json</c> give them.</summary>
    /// <param name="utf8">The file.</param>
    /// <exception cref="TraceFormatException">It is not such a file, or tells of no task that ran.</exception>
    public static RecordedRun Read(ReadOnlySpan<byte> utf8)
    {
        var tasks = TraceReader.Read(utf8);
        var ended = tasks.Where(task => task.HasRun || task.WasCancelledWaiting).ToArray();
        if (!ended.Any(task => task.HasRun)) throw new TraceFormatException("The trace tells of no task that has run and ended.");
        var start = ended.Min(task => task.Startable);
        var ran = ended.Where(task => task.HasRun).ToArray();
        return new RecordedRun
        {
            Arrivals = [.. ended.OrderBy(task => task.Startable).ThenBy(task => task.Submitted).Select(task => new Arrival(
                (task.Startable - start).TotalSeconds, task.Priority, task.Tenant, task.RunSeconds ?? 0, task.HasRun ? null : (task.Finished!.Value - start).TotalSeconds))],
            Wait = WaitSummary.Of(ran.Select(task => task.WaitSeconds)),
            WaitByPriority = [.. ran.GroupBy(task => task.Priority).OrderByDescending(group => group.Key)
                .Select(group => new PriorityWait(group.Key, Refused: 0, WaitSummary.Of(group.Select(task => task.WaitSeconds))))],
            Seconds = (ran.Max(task => task.Started!.Value.AddSeconds(task.RunSeconds!.Value)) - start).TotalSeconds,
            Nodes = ran.Select(task => task.Node).OfType<string>().Distinct().Count(),
            LeftOut = tasks.Count - ended.Length,
            Retried = ran.Count(task => task.Attempt > 1),
        };
    }
}

/// <summary>A file is not a trace; the message says where and why.</summary>
public sealed class TraceFormatException(string message, Exception? cause = null) : Exception(message, cause);
