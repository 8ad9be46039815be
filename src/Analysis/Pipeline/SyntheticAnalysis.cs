using System.Globalization;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;

namespace TradingAgents.Analysis.Pipeline;

/// <summary>Takes time, makes progress and fails as told: rehearses capacity without analysts. Its result is <c>{"synthetic": true}</c>.</summary>
/// <remarks>Each step is a stage, so that a rescued or retried task goes on after its last finished step, as a real analysis does.</remarks>
internal static class SyntheticAnalysis
{
    /// <summary>The last stage; those before it are <c>step_1</c>, <c>step_2</c>, ...</summary>
    public const string LastStage = "synthetic";

    private static readonly JsonElement Result = JsonElement.Parse("""{"synthetic":true}""");
    private static readonly JsonElement Done = JsonElement.Parse("true");

    public static AnalysisPlan Plan(AnalysisRequest request, TimeProvider timeProvider)
    {
        var parameters = RequestRules.ReadSyntheticParameters(request);
        var share = TimeSpan.FromMilliseconds((double)parameters.DurationMs / parameters.Steps);
        var steps = new AnalysisStep[parameters.Steps];
        for (var step = 1; step < steps.Length; step++)
        {
            steps[step - 1] = new AnalysisStep(new AnalysisStage($"step_{step}", 1, async (_, cancellationToken) =>
            {
                await WaitAsync(share, timeProvider, cancellationToken);
                return Done;
            }));
        }

        steps[^1] = new AnalysisStep(new AnalysisStage(LastStage, 1, async (context, cancellationToken) =>
        {
            await WaitAsync(share, timeProvider, cancellationToken);
            return context.UsedAttempts > parameters.FailAttempts ? Result : throw Failure(context.UsedAttempts, parameters.FailAttempts);
        }));
        return new AnalysisPlan(steps);
    }

    // A timer may fire a little early.
    private static async Task WaitAsync(TimeSpan time, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var start = timeProvider.GetTimestamp();
        while (time - timeProvider.GetElapsedTime(start) is { Ticks: > 0 } rest)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds)), timeProvider, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static AnalysisException Failure(int usedAttempts, int failAttempts) => new(TaskErrorCodes.Synthetic, string.Create(
        CultureInfo.InvariantCulture, $"Attempt {usedAttempts} failed as told: the first {failAttempts} fail."));
}
