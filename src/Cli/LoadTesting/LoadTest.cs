using TradingAgents.Abstractions;
using TradingAgents.Client.Http;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;

namespace TradingAgents.Cli.LoadTesting;

/// <summary>Gives a server so many tasks at once, step by step, and measures what becomes of them.</summary>
/// <param name="engine">The server.</param>
/// <param name="requestOf">The request with a number, counted from 0 over all steps.</param>
/// <param name="progress">Told of each end: the share of the step's tasks, and the step.</param>
/// <param name="time">Measures submissions.</param>
internal sealed class LoadTest(HttpAnalysisEngine engine, Func<int, AnalysisRequest> requestOf, Action<double, string> progress, TimeProvider time)
{
    /// <summary>As many connections as a server meets from one client that is in a hurry.</summary>
    private const int CallsAtOnce = 64;

    private static readonly TimeSpan CleaningUp = TimeSpan.FromSeconds(10);
    private int _made;

    /// <summary>The slots and places that are free now on the nodes that take work.</summary>
    public async Task<int> FreeAsync(CancellationToken cancellationToken) =>
        (await engine.GetNodesAsync(cancellationToken))
            .Where(node => node.State == NodeState.Active && node.Healthy)
            .Sum(node => Math.Max(0, node.MaxConcurrentAnalyses - node.Running) + Math.Max(0, node.MaxQueueSize - node.Queued));

    /// <summary>One step, to the end of all its tasks. Where it is broken off, its tasks are cancelled.</summary>
    /// <exception cref="EngineException">The server went away, or refuses such tasks altogether.</exception>
    public async Task<LoadStep> RunAsync(int tasks, bool beyondCapacity, CancellationToken cancellationToken)
    {
        var name = beyondCapacity ? $"{tasks} tasks, beyond capacity" : tasks == 1 ? "1 task" : $"{tasks} tasks";
        var submissions = new Submission?[tasks];
        try
        {
            progress(0, name);
            var began = time.GetTimestamp();
            var first = _made;
            _made += tasks;
            var limit = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(tasks, CallsAtOnce), CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, tasks, limit, async (item, token) => submissions[item] = await SubmitAsync(requestOf(first + item), token));
            var ended = new List<TaskSnapshot>();
            foreach (var taken in submissions.Select(submission => submission!.Task).OfType<TaskSnapshot>())
            {
                await foreach (var _ in engine.WatchAsync(taken.TaskId, cancellationToken: cancellationToken)) { }
                ended.Add(await engine.GetAsync(taken.TaskId, cancellationToken));
                progress((double)ended.Count / tasks, name);
            }

            return Summarise(beyondCapacity, [.. submissions.OfType<Submission>()], ended, time.GetElapsedTime(began));
        }
        catch
        {
            await CancelAsync(submissions.Select(submission => submission?.Task?.TaskId).OfType<TaskId>());
            throw;
        }
    }

    private async Task<Submission> SubmitAsync(AnalysisRequest request, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        try
        {
            var task = await engine.SubmitAsync(request, cancellationToken: cancellationToken);
            return new Submission(time.GetElapsedTime(began).TotalSeconds, task, RefusedAs: null);
        }
        catch (HttpEngineException refused) when (refused.IsTransient)
        {
            return new Submission(time.GetElapsedTime(began).TotalSeconds, Task: null, refused.Code);
        }
    }

    private static LoadStep Summarise(bool beyondCapacity, IReadOnlyList<Submission> submissions, List<TaskSnapshot> ended, TimeSpan took)
    {
        TaskSnapshot[] completed = [.. ended.Where(task => task.Status == AnalysisStatus.Completed)];
        return new LoadStep
        {
            Tasks = submissions.Count,
            BeyondCapacity = beyondCapacity,
            Completed = completed.Length,
            Failed = ended.Count - completed.Length,
            Refused = submissions.Select(submission => submission.RefusedAs).OfType<string>().CountBy(code => code).ToDictionary(),
            Took = took.TotalSeconds,
            Submit = TimeSummary.Of(submissions.Select(submission => submission.Seconds)),
            Wait = TimeSummary.Of(completed.Select(task => task.WaitSeconds)),
            Execution = TimeSummary.Of(completed.Select(task => task.ExecutionSeconds ?? 0)),
            Total = TimeSummary.Of(completed.Select(task => (task.FinishedAt!.Value - task.SubmittedAt).TotalSeconds)),
        };
    }

    private async Task CancelAsync(IEnumerable<TaskId> tasks)
    {
        using var late = new CancellationTokenSource(CleaningUp);
        var limit = new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = late.Token };
        try
        {
            await Parallel.ForEachAsync(tasks, limit, async (task, token) =>
            {
                try
                {
                    await engine.CancelAsync(task, token);
                }
                catch (EngineException)
                {
                    // Over already, or no server left to ask: what broke the test off is what is told.
                }
            });
        }
        catch (OperationCanceledException)
        {
            // The same.
        }
    }

    private sealed record Submission(double Seconds, TaskSnapshot? Task, string? RefusedAs);
}
