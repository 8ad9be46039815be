using System.Collections.Concurrent;
using System.Globalization;
using TradingAgents.Abstractions;
using TradingAgents.Client.Http;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.EndToEnd;

/// <summary>kill -9 at random points under load.</summary>
/// <remarks>TRADINGAGENTS_KILLS sets how often, TRADINGAGENTS_SEED when; both are printed.</remarks>
public sealed class KillTests : ProcessTest
{
    private const int Submitters = 4;
    private static readonly string[] Roomy = ["--max-concurrent", "8", "--max-queue", "100000"];
    private readonly int _kills = Number("TRADINGAGENTS_KILLS") ?? 20;
    private readonly Random _random = Seeded();

    [Fact]
    [Trait("Promise", "P1")]
    public async Task Nothing_accepted_is_lost_all_ends_exactly_once_and_nothing_finished_runs_again()
    {
        var accepted = new ConcurrentDictionary<TaskId, string>();
        var finished = new Dictionary<TaskId, TaskSnapshot>();
        var number = 0;
        for (var kill = 0; kill < _kills; kill++)
        {
            await using var server = await ServeAsync(Roomy);
            Compare(accepted, finished, await AllAsync(server.Client));
            using var killed = new CancellationTokenSource();
            var submitters = Enumerable.Range(0, Submitters).Select(_ => Task.Run(async () =>
            {
                while (!killed.IsCancellationRequested)
                {
                    var code = string.Create(CultureInfo.InvariantCulture, $"S{Interlocked.Increment(ref number)}");
                    if (await TrySubmitAsync(server.Client, code) is { } task) accepted[task.TaskId] = code;
                }
            })).ToArray();
            var life = Task.Delay(TimeSpan.FromMilliseconds(_random.Next(100, 700)));
            await life; // The random point of the kill; nothing is waited for.
            Note(finished, await TryListAsync(server.Client));
            await server.KillAsync();
            await killed.CancelAsync();
            await Task.WhenAll(submitters);
        }

        Assert.True(accepted.Count >= _kills, $"Only {accepted.Count} tasks were accepted: no load, no proof.");
        await using var last = await ServeAsync(Roomy);
        await Eventually(async () => (await last.Client.GetStatsAsync()).Concurrency is { CurrentRunning: 0, CurrentQueued: 0 }, "all work is done");
        var ended = await AllAsync(last.Client);
        Compare(accepted, finished, ended);
        Assert.All(ended.Values, task => Assert.Equal(AnalysisStatus.Completed, task.Status));
        Assert.Contains(ended.Values, task => task.Rescues > 0); // Some kill hit a run.
        foreach (var batch in ended.Keys.Chunk(16))
        {
            var logs = await Task.WhenAll(batch.Select(id => EventsAsync(last.Client, id)));
            Assert.All(logs, events => Assert.Equal(AnalysisStatus.Completed, TerminalOf(events)));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{accepted.Count} accepted, {ended.Values.Count(task => task.Rescues > 0)} of them interrupted, none lost.");
    }

    [Fact]
    [Trait("Promise", "P3")]
    public async Task Every_stage_of_an_analysis_of_prices_finishes_once_whenever_the_kills_come()
    {
        const int analyses = 24, kills = 4; // Of four kills at most two hit a task while it runs alone: none is taken for poison.
        var ids = new List<TaskId>();
        await using (var server = await ServeAsync("--max-concurrent", "4"))
        {
            string[] codes = ["AAPL", "GOOG", "SPX"];
            for (var number = 0; number < analyses; number++)
            {
                var request = new AnalysisRequest { StockCode = codes[number % 3], Parameters = System.Text.Json.JsonElement.Parse("""{"depth": 5}""") };
                ids.Add((await server.Client.SubmitAsync(request)).TaskId);
            }

            await Eventually(async () => (await server.Client.GetStatsAsync()).Concurrency.TotalCompleted > 0 || await AnyStageAsync(server.Client, ids), "a stage has finished");
            await server.KillAsync();
        }

        for (var kill = 1; kill < kills; kill++)
        {
            await using var server = await ServeAsync("--max-concurrent", "4");
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(0, 60))); // The random point of the kill.
            await server.KillAsync();
        }

        await using var last = await ServeAsync("--max-concurrent", "4");
        foreach (var id in ids)
        {
            var events = await EventsAsync(last.Client, id);
            Assert.Equal(AnalysisStatus.Completed, TerminalOf(events));
            var runs = events.Where(IsFinishedStage).CountBy(StageOf).ToDictionary();
            Assert.Superset(new HashSet<string> { "market_data", "market_analyst", "bull_round_3", "research_manager", "trader", "neutral_round_3", "portfolio_decision", "report" }, runs.Keys.ToHashSet());
            Assert.All(runs, stage => Assert.Equal((stage.Key, 1), (stage.Key, stage.Value)));
        }
    }

    private static async Task<bool> AnyStageAsync(HttpAnalysisEngine engine, List<TaskId> ids)
    {
        var tasks = await Task.WhenAll(ids.Take(4).Select(id => engine.GetAsync(id)));
        return tasks.Any(task => task.Progress > 0);
    }

    /// <summary>Every accepted task is there, and what had finished stands as it stood.</summary>
    private static void Compare(ConcurrentDictionary<TaskId, string> accepted, Dictionary<TaskId, TaskSnapshot> finished, Dictionary<TaskId, TaskSnapshot> found)
    {
        var lost = accepted.Keys.Where(id => !found.ContainsKey(id)).ToArray();
        Assert.True(lost.Length == 0, $"{lost.Length} of {accepted.Count} accepted tasks are lost, such as {string.Join(", ", lost.Take(3))}.");
        foreach (var (id, before) in finished)
        {
            var now = found[id];
            Assert.Equal((before.Status, before.Attempt, before.FinishedAt), (now.Status, now.Attempt, now.FinishedAt));
        }

        Note(finished, found.Values);
    }

    private static void Note(Dictionary<TaskId, TaskSnapshot> finished, IEnumerable<TaskSnapshot> tasks)
    {
        foreach (var task in tasks.Where(task => TaskLifecycle.IsTerminal(task.Status))) finished[task.TaskId] = task;
    }

    private static async Task<IEnumerable<TaskSnapshot>> TryListAsync(HttpAnalysisEngine engine) =>
        (await engine.ListAsync(new TaskQuery { Limit = TaskQuery.MaxLimit })).Tasks;

    private async Task<TaskSnapshot?> TrySubmitAsync(HttpAnalysisEngine engine, string code)
    {
        int duration;
        lock (_random) duration = _random.Next(0, 30);
        try
        {
            return await engine.SubmitAsync(Synthetic(code, duration));
        }
        catch (EngineException refused) when (refused.Code is ErrorCodes.Unreachable or ErrorCodes.Internal)
        {
            return null; // Killed under the call: it may have been taken or not.
        }
    }

    private static Random Seeded()
    {
        var seed = Number("TRADINGAGENTS_SEED") ?? Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"SEED={seed}");
        TestContext.Current.SendDiagnosticMessage($"SEED={seed}");
        return new Random(seed);
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
