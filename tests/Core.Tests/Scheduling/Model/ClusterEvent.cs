using FsCheck;
using FsCheck.Fluent;

namespace TradingAgents.Core.Tests.Scheduling.Model;

internal enum EventKind
{
    Submit,
    SubmitHeld,
    Write,
    FailWrite,
    Answer,
    EndRun,
    LateResult,
    Cancel,
    Wait,
    SetClockBack,
    AddNode,
    DrainNode,
    RemoveNode,
    ActivateNode,
    LoseNode,
    StuckRunEnds,
    ReportChecks,
    SetLimits,
    SetStrategy,
    StopAndRestart,
    Die,
}

/// <summary>One thing that happens to a cluster. What it concerns is chosen by the detail from what there is at the time, so any part of a history is one.</summary>
internal readonly record struct ClusterEvent(EventKind Kind, int Detail)
{
    private static readonly (int Weight, EventKind Kind)[] Frequencies =
    [
        (60, EventKind.Submit), (15, EventKind.SubmitHeld), (70, EventKind.Write), (4, EventKind.FailWrite), (60, EventKind.Answer),
        (60, EventKind.EndRun), (8, EventKind.LateResult), (14, EventKind.Cancel), (40, EventKind.Wait), (4, EventKind.SetClockBack),
        (5, EventKind.AddNode), (4, EventKind.DrainNode), (3, EventKind.RemoveNode), (8, EventKind.ActivateNode), (6, EventKind.LoseNode),
        (1, EventKind.StuckRunEnds), (6, EventKind.ReportChecks), (6, EventKind.SetLimits), (3, EventKind.SetStrategy), (2, EventKind.StopAndRestart), (5, EventKind.Die),
    ];

    public static Gen<ClusterEvent> Generator { get; } =
        Gen.Frequency([.. Frequencies.Select(entry => (entry.Weight, Gen.Constant(entry.Kind)))])
            .Zip(Gen.Choose(0, 1 << 24), (kind, detail) => new ClusterEvent(kind, detail));

    public override string ToString() => $"{Kind}:{Detail}";
}
