namespace TradingAgents.Core.Tests.Scheduling.Model;

public sealed class ClusterHistoryTests
{
    /// <summary>
    /// Whatever happens in whatever order: no start above a limit, nothing lost, nothing started twice, one terminal status for ever, starts in the
    /// documented order, no idle slot beside waiting work, honest positions, and in the end everything accepted has ended.
    /// </summary>
    [Fact]
    public void The_rules_hold_after_every_event_of_any_history() =>
        Histories.Check("cluster", 2_000, ClusterEvent.Generator, length: 200, ClusterWorld.Play);
}
