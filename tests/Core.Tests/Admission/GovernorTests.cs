using System.Diagnostics;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Placement;

namespace TradingAgents.Core.Tests.Admission;

public sealed class GovernorTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private int _sequence;

    [Fact]
    public void Slots_go_first_then_places_then_nothing()
    {
        var governor = Node(slots: 2, places: 1);
        Assert.Equal(
            [Reservation.Slot, Reservation.Slot, Reservation.Place, Reservation.None],
            Enumerable.Range(0, 4).Select(_ => governor.Offer(Task(), mayStart: true)));
        Assert.Equal((2, 1, 0, 0), (governor.Running, governor.Queued, governor.FreeSlots, governor.FreePlaces));
    }

    [Fact]
    public void An_offer_neither_runs_nor_waits_before_its_commit()
    {
        var governor = Node(slots: 1, places: 1);
        var (slot, place) = (Task(), Task());
        governor.Offer(slot, mayStart: true);
        governor.Offer(place, mayStart: true);
        Assert.Null(governor.Next(Now));
        Assert.Empty(governor.RunningTasks);

        Assert.Equal(Reservation.Place, governor.Commit(place.Id, Now));
        Assert.Equal(Reservation.Slot, governor.Commit(slot.Id, Now));
        Assert.Equal(place, governor.Next(Now));
        Assert.Equal([new RunningTask(slot.Id, Now)], governor.RunningTasks);
    }

    [Fact]
    public void A_free_slot_is_not_offered_past_a_queue_nor_when_others_go_first()
    {
        var governor = Node(slots: 2, places: 2);
        Assert.Equal(Reservation.Place, governor.Offer(Task(), mayStart: false));
        Assert.Equal(Reservation.Place, governor.Offer(Task(), mayStart: true));
        Assert.Equal(Reservation.None, governor.Offer(Task(), mayStart: true));
    }

    [Fact]
    public void An_abort_frees_the_room_once()
    {
        var governor = Node(slots: 1, places: 1);
        var (slot, place) = (Task(), Task());
        governor.Offer(slot, mayStart: true);
        governor.Offer(place, mayStart: true);
        governor.Abort(slot.Id);
        governor.Abort(place.Id);
        governor.Abort(place.Id);

        Assert.Equal((0, 0), (governor.Running, governor.Queued));
        Assert.Equal(Reservation.None, governor.Commit(slot.Id, Now));
    }

    [Fact]
    public void A_finish_frees_the_slot_and_a_repeated_one_changes_nothing()
    {
        var governor = Node(slots: 1, places: 1);
        var task = Started(governor);

        Assert.Equal(task.Id, governor.Finish(task.Id)!.Task);
        Assert.Null(governor.Finish(task.Id));
        Assert.Equal((0, 1), (governor.Running, governor.FreeSlots));
    }

    [Fact]
    public void A_withdrawn_task_no_longer_waits()
    {
        var governor = Node(slots: 1, places: 1);
        var task = Queued(governor);

        Assert.Equal(task, governor.Withdraw(task.Id));
        Assert.Null(governor.Withdraw(task.Id));
        Assert.Equal((0, 1), (governor.Queued, governor.FreePlaces));
    }

    [Fact]
    public void Starting_or_queueing_beyond_the_limits_is_a_defect()
    {
        var governor = Node(slots: 1, places: 1);
        Started(governor);
        Queued(governor);

        Assert.Throws<UnreachableException>(() => governor.Start(Task().Id, Now));
        Assert.Throws<UnreachableException>(() => governor.Enqueue(Task()));
    }

    [Fact]
    public void A_start_takes_the_task_out_of_the_queue()
    {
        var governor = Node(slots: 1, places: 1);
        var task = Queued(governor);
        governor.Start(task.Id, Now);

        Assert.Equal((1, 0), (governor.Running, governor.Queued));
    }

    [Fact]
    public void Parking_empties_the_queue_and_leaves_runs_and_reservations()
    {
        var governor = Node(slots: 1, places: 3);
        Started(governor);
        var parked = new[] { Queued(governor), Queued(governor) };
        governor.Offer(Task(), mayStart: true);

        Assert.Equal(parked, governor.Park().OrderBy(task => task.Sequence));
        Assert.Equal((1, 1), (governor.Running, governor.Queued));
    }

    [Fact]
    public void Lowered_limits_stop_nothing_and_park_the_last_in_the_order()
    {
        var governor = Node(slots: 3, places: 3);
        for (var i = 0; i < 3; i++) Started(governor);
        var low = Queued(governor, TaskPriority.Low);
        var urgent = Queued(governor, TaskPriority.Urgent);
        var normal = Queued(governor);

        Assert.Equal([normal, low], governor.Reconfigure(new GovernorLimits(1, 1), Now));

        Assert.Equal((3, 1, 0, 0), (governor.Running, governor.Queued, governor.FreeSlots, governor.FreePlaces));
        Assert.Equal(urgent, governor.Next(Now));
        Assert.Empty(governor.Reconfigure(new GovernorLimits(5, 5), Now));
        Assert.Equal((2, 4), (governor.FreeSlots, governor.FreePlaces));
    }

    [Fact]
    public void Reservations_count_when_limits_are_lowered_and_are_void_where_no_room_is_left()
    {
        var governor = Node(slots: 2, places: 2);
        var slots = new[] { Task(), Task() };
        foreach (var task in slots) governor.Offer(task, mayStart: true);
        var queued = Queued(governor);
        var place = Task();
        governor.Offer(place, mayStart: true);

        Assert.Equal([queued], governor.Reconfigure(new GovernorLimits(1, 0), Now));

        // The order of the commits does not matter: as many are void as there is no room for.
        Assert.Equal(Reservation.None, governor.Commit(slots[0].Id, Now));
        Assert.Equal(Reservation.Slot, governor.Commit(slots[1].Id, Now));
        Assert.Equal(Reservation.None, governor.Commit(place.Id, Now));
        Assert.Equal((1, 0), (governor.Running, governor.Queued));
    }

    [Fact]
    public void A_draining_node_takes_and_starts_nothing_until_it_is_active_again()
    {
        var governor = Node(slots: 2, places: 2);
        var running = Started(governor);
        var reserved = Task();
        governor.Offer(reserved, mayStart: true);
        var waiting = Queued(governor);

        Assert.Equal([waiting], governor.Drain());

        Assert.Equal(NodeState.Draining, governor.State);
        Assert.Equal(Reservation.None, governor.Offer(Task(), mayStart: true));
        Assert.Equal(Reservation.None, governor.Commit(reserved.Id, Now));
        Assert.NotNull(governor.Finish(running.Id));
        governor.Activate();
        Assert.Equal((2, 2, true), (governor.FreeSlots, governor.FreePlaces, governor.IsHealthy));
    }

    [Fact]
    public void A_lost_node_gives_up_all_it_held_and_its_reservations_are_void()
    {
        var governor = Node(slots: 2, places: 2);
        var running = Started(governor);
        var (slot, place) = (Task(), Task());
        governor.Offer(slot, mayStart: true);
        var waiting = Queued(governor);
        governor.Offer(place, mayStart: true);

        var (ran, waited) = governor.Lose();

        Assert.Equal([running.Id], ran.Select(run => run.Task));
        Assert.Equal([waiting], waited);
        governor.Activate();
        Assert.Equal(Reservation.None, governor.Commit(slot.Id, Now));
        Assert.Equal(Reservation.None, governor.Commit(place.Id, Now));
        Assert.Equal((0, 0), (governor.Running, governor.Queued));
    }

    [Fact]
    public void A_lost_node_that_is_drained_stays_down()
    {
        var governor = Node(slots: 1, places: 1);
        governor.Lose();
        governor.Drain();

        Assert.Equal(NodeState.Down, governor.State);
    }

    [Fact]
    public void Three_stuck_runs_make_a_node_unhealthy_and_their_slots_are_free()
    {
        var governor = Node(slots: 1, places: 1);
        var stuck = default(TaskId);
        for (var i = 1; i <= 3; i++)
        {
            Assert.True(governor.IsHealthy);
            stuck = Started(governor).Id;
            governor.GiveUp(stuck, epoch: 1);
            Assert.Equal((i, 1), (governor.Stuck, governor.FreeSlots));
        }

        Assert.False(governor.IsHealthy);
        governor.Unstick(stuck, epoch: 2);
        Assert.False(governor.IsHealthy);
        governor.Unstick(stuck, epoch: 1);
        Assert.True(governor.IsHealthy);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    public void Limits_below_one_slot_or_no_place_are_refused(int slots, int places) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GovernorLimits(slots, places));

    private static Governor Node(int slots, int places) =>
        new(new NodeId("node-1"), new GovernorLimits(slots, places), OrderRules.Default, new FairShare());

    private WaitingTask Task(TaskPriority priority = TaskPriority.Normal) =>
        new(new TaskId($"t{++_sequence}"), priority, "default", Now, _sequence);

    private WaitingTask Started(Governor governor)
    {
        var task = Task();
        governor.Offer(task, mayStart: true);
        Assert.Equal(Reservation.Slot, governor.Commit(task.Id, Now));
        return task;
    }

    private WaitingTask Queued(Governor governor, TaskPriority priority = TaskPriority.Normal)
    {
        var task = Task(priority);
        governor.Offer(task, mayStart: false);
        Assert.Equal(Reservation.Place, governor.Commit(task.Id, Now));
        return task;
    }
}
