using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.EndToEnd;

/// <summary>kill -9 between two stages, at a point that the test chooses.</summary>
public sealed class RehearsedKillTests : ProcessTest
{
    private const int Steps = 8, StepMs = 400;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(Steps - 1)]
    public async Task After_a_kill_the_finished_stages_stay_and_only_the_rest_is_run(int stagesBeforeKill)
    {
        var server = await ServeAsync("--nodes", "1", "--max-concurrent", "3");
        var ids = new List<TaskId>();
        for (var number = 0; number < 3; number++) ids.Add((await server.Client.SubmitAsync(Stepwise($"S{number}"))).TaskId);
        await FinishedStagesAsync(server, ids[0], stagesBeforeKill);
        await server.KillAsync();

        var next = await ServeAsync("--nodes", "1", "--max-concurrent", "3");
        var keptByKilled = 0;
        foreach (var id in ids)
        {
            var events = await EventsAsync(next.Client, id);
            Assert.Equal(AnalysisStatus.Completed, TerminalOf(events));
            Assert.Equal(Enumerable.Range(1, Steps - 1).Select(step => $"step_{step}").Append("synthetic"), events.Where(IsFinishedStage).Select(StageOf));
            var ended = await next.Client.GetAsync(id);
            Assert.Equal((2, 1), (ended.Attempt, ended.Rescues));
            var secondStart = events.Where(happened => StatusOf(happened) == AnalysisStatus.Running).Skip(1).First().Id;
            keptByKilled += events.Count(happened => IsFinishedStage(happened) && happened.Id < secondStart);
        }

        Assert.True(keptByKilled >= stagesBeforeKill, $"Only {keptByKilled} finished stages were kept of at least {stagesBeforeKill}.");
    }

    private static AnalysisRequest Stepwise(string stockCode) => new()
    {
        StockCode = stockCode,
        AnalysisType = AnalysisType.Synthetic,
        Parameters = JsonSerializer.SerializeToElement(new { duration_ms = Steps * StepMs, steps = Steps }),
    };

    /// <summary>Returns as soon as the stream of events has told of so many finished stages.</summary>
    private static async Task FinishedStagesAsync(ServerProcess server, TaskId id, int count)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await foreach (var happened in server.Client.WatchAsync(id, 0, deadline.Token))
        {
            if (IsFinishedStage(happened) && --count == 0) return;
        }

        Assert.Fail($"The task ended with {count} stages to go.");
    }
}
