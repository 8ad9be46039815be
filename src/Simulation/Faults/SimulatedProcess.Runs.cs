using TradingAgents.Core;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Simulation.Faults;

/// <content>Runs: they begin, end, hang, and their reports take their way.</content>
internal sealed partial class SimulatedProcess
{
    private static readonly TaskError Timeout = new("timeout", "The attempt did not end in time.");
    private static readonly TaskError Failure = new("boom", "It broke.");

    private readonly Dictionary<(TaskId Task, long Epoch), SimulatedRun> _runs = [];

    /// <summary>A report of a run's end arrives, perhaps late, again, or from a run of an earlier process.</summary>
    public void Report(SimulatedRun run, RunOutcome natural)
    {
        if (!_runs.TryGetValue((run.Record.Id, run.Record.Epoch), out var known) || known != run || run.Outcome is not null)
        {
            _cluster.Trace($"a late report of {run}");
            EndRun(run, natural);
            return;
        }

        if (run.Stopping) Conclude(run, stuck: false);
        else
        {
            run.Outcome = natural;
            Tell(run);
        }
    }

    private void Begin(TaskRecord task)
    {
        Checker.Begun(task);
        var nature = _cluster.NatureOf(task.Id);
        var random = _cluster.Random;
        var run = new SimulatedRun(task) { Hangs = random.Of(nature.HangRate) };
        _runs[(task.Id, task.Epoch)] = run;
        var seconds = run.Hangs ? 10 * _cluster.Plan.TimeoutSeconds : nature.Seconds * random.Between(0.5, 1.5) * Node(task.Node!.Value).Slowness;
        if (nature.Kills) _cluster.Queue.After(seconds * random.NextFraction(), () => Kill(run));
        RunOutcome outcome = random.Of(nature.FailureRate) ? new RunOutcome.Failed(Failure, Retryable: random.Of(0.7)) : new RunOutcome.Completed();
        _cluster.Queue.After(seconds, () => _cluster.Deliver(run, outcome));
        _cluster.Queue.After(_cluster.Plan.TimeoutSeconds, () => TimeOut(run));
    }

    private void Kill(SimulatedRun run)
    {
        if (!Dead && run.Outcome is null) _cluster.ProcessDies($"{run} kills the process");
    }

    private void TimeOut(SimulatedRun run)
    {
        if (Dead || run.Stopping || run.Outcome is not null) return;
        run.TimedOut = true;
        StopRun(run);
    }

    private void Interrupt(TaskId task, long epoch)
    {
        if (_runs.TryGetValue((task, epoch), out var run) && !run.Stopping && run.Outcome is null) StopRun(run);
    }

    private void StopRun(SimulatedRun run)
    {
        run.Stopping = true;
        var obeys = !run.Hangs && !_cluster.LosesReport();
        _cluster.Queue.After(obeys ? _cluster.Random.Between(0, FaultPlan.StopGraceSeconds) : FaultPlan.StopGraceSeconds, () =>
        {
            if (!Dead) Conclude(run, stuck: !obeys);
        });
    }

    private void Conclude(SimulatedRun run, bool stuck)
    {
        if (run.Outcome is not null) return;
        run.Outcome = run.TimedOut ? new RunOutcome.TimedOut(Timeout, stuck) : new RunOutcome.Stopped(stuck);
        Tell(run);
    }

    // What a node that does not answer has to say is heard when it does again, or is lost.
    private void Tell(SimulatedRun run)
    {
        var node = Node(run.Record.Node!.Value);
        if (node.IsFaulty) node.Held.Add(run);
        else EndRun(run, run.Outcome!);
    }

    private void EndRun(SimulatedRun run, RunOutcome outcome)
    {
        Checker.Advance(Now);
        var counts = Checker.EndArrives(run.Record, outcome);
        var epoch = _cluster.Rules.EpochOf(run.Record, _scheduler);
        var step = _scheduler.RunEnded(run.Record.Id, epoch, outcome, Now);
        SafetyChecker.EndJudged(run.Record, counts, step is not null);
        if (step is null) return;
        if (run.Stuck) _cluster.Queue.After(_cluster.Random.Between(0, 5 * _cluster.Plan.TimeoutSeconds), () => Unstick(run));
        _cluster.Trace($"{run} ends: {outcome.GetType().Name}{(run.Stuck ? ", given up" : "")}");
        Apply(step);
        Checker.CheckState(_scheduler);
    }

    private void Unstick(SimulatedRun run)
    {
        if (!Dead) Do(scheduler => scheduler.StuckRunEnded(run.Record.Node!.Value, run.Record.Id, run.Record.Epoch, Now));
    }
}
