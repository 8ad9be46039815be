using System.Collections.Concurrent;
using System.Globalization;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.ClusterEndToEnd;

/// <summary>A test that begins with three silos that are well and have nothing to do.</summary>
public abstract class ClusterTest(ThreeSilos cluster, ITestOutputHelper output) : ProgramTest, IAsyncLifetime
{
    /// <summary>Far beyond what anything should take, also on a busy machine.</summary>
    protected static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private const int Callers = 8;
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);
    private readonly string _run = Guid.NewGuid().ToString("N");

    private protected ThreeSilos Cluster => cluster;

    private protected IReadOnlyList<SiloProcess> Silos { get; private set; } = [];

    public async ValueTask InitializeAsync() => Silos = await cluster.AllWellAsync();

    private protected IReadOnlyList<SiloProcess> Others(SiloProcess silo) => [.. Silos.Where(other => other != silo)];

    protected void Tell(string line)
    {
        output.WriteLine(line);
        TestContext.Current.SendDiagnosticMessage(line);
    }

    /// <summary>Submits through several silos; a call whose answer is lost is made again under its key, as API.md tells callers.</summary>
    private protected async Task<IReadOnlyList<TaskId>> SubmitAsync(IReadOnlyList<SiloProcess> through, int first, int count, Func<string, AnalysisRequest> request)
    {
        var accepted = new ConcurrentBag<TaskId>();
        await Parallel.ForEachAsync(Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (number, _) =>
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"S{number}");
            await Eventually(async () =>
            {
                try
                {
                    accepted.Add((await through[number % through.Count].Client.SubmitAsync(request(code), $"{_run}-{code}", CancellationToken.None)).TaskId);
                    return true;
                }
                catch (EngineException refused) when (refused.Code is ErrorCodes.StorageUnavailable or ErrorCodes.Unreachable or ErrorCodes.Draining or ErrorCodes.QueueFull)
                {
                    await Task.Delay(Again, CancellationToken.None); // As its answer asks for.
                    return false;
                }
            }, $"{code} is accepted", Limit);
        });
        return [.. accepted];
    }

    /// <summary>What became of each task, once all have ended: each once, completed, and no finished stage begun again.</summary>
    private protected static async Task<IReadOnlyList<TaskLife>> LivesAsync(SiloProcess silo, IReadOnlyCollection<TaskId> ids)
    {
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var lives = new ConcurrentBag<TaskLife>();
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (id, _) =>
        {
            var events = await EventsAsync(silo.Client, id, Limit);
            lives.Add(new TaskLife(await silo.Client.GetAsync(id, CancellationToken.None), events));
        });
        Assert.All(lives, life =>
        {
            Assert.Equal(AnalysisStatus.Completed, TerminalOf(life.Events));
            Assert.Equal(AnalysisStatus.Completed, life.Task.Status);
            Assert.Equal(1 + life.Task.Rescues, life.Task.Attempt);
            Assert.Equal(life.Task.Attempt, life.Starts.Count);
            Assert.Empty(life.StagesRunAgain);
        });
        return [.. lives];
    }

    /// <summary>The tasks that run on a node now.</summary>
    private protected static async Task<IReadOnlyList<TaskSnapshot>> RunningOnAsync(SiloProcess asked, string node) =>
        [.. (await asked.Client.ListAsync(new TaskQuery { Status = AnalysisStatus.Running, Limit = TaskQuery.MaxLimit })).Tasks.Where(task => task.Node?.Value == node)];

    /// <summary>How long it was from an instant to when each of these tasks ran again.</summary>
    private protected static string Delays(DateTimeOffset from, IEnumerable<TaskLife> rescued)
    {
        var seconds = rescued.Select(life => (life.Starts[^1].At - from).TotalSeconds).Order().ToArray();
        return seconds.Length == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{seconds[0]:0.0} to {seconds[^1]:0.0} s");
    }
}

/// <summary>A task that has ended, and its event log.</summary>
internal sealed record TaskLife(TaskSnapshot Task, IReadOnlyList<TaskEvent> Events)
{
    /// <summary>The events that tell of a start.</summary>
    public IReadOnlyList<TaskEvent> Starts { get; } = [.. Events.Where(happened => happened.Kind == TaskEventKind.Status && happened.Data.GetProperty("status").GetString() == "running")];

    /// <summary>The nodes on which it was started, in order.</summary>
    public IEnumerable<string?> Nodes => Starts.Select(start => start.Data.GetProperty("node").GetString());

    /// <summary>Stages that began after they had finished, or finished twice.</summary>
    public IEnumerable<string> StagesRunAgain
    {
        get
        {
            var finished = new HashSet<string>();
            foreach (var stage in Events.Where(happened => happened.Kind == TaskEventKind.Stage))
            {
                var name = stage.Data.GetProperty("stage").GetString()!;
                if (stage.Data.GetProperty("state").GetString() == "finished" ? !finished.Add(name) : finished.Contains(name)) yield return name;
            }
        }
    }
}
