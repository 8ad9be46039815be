using System.Globalization;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;

namespace TradingAgents.Analysis.Pipeline;

/// <summary>Takes time, makes progress and fails as told: rehearses capacity without analysts. Its result is <c>{"synthetic": true}</c>.</summary>
internal static class SyntheticAnalysis
{
    public const string StageName = "synthetic";
    private static readonly JsonElement Result = JsonElement.Parse("""{"synthetic":true}""");

    public static AnalysisPlan Plan(AnalysisRequest request, TimeProvider timeProvider)
    {
        var parameters = RequestRules.ReadSyntheticParameters(request);
        return new AnalysisPlan([new AnalysisStep(new AnalysisStage(StageName, 1, (context, cancellationToken) => RunAsync(parameters, context, timeProvider, cancellationToken)))]);
    }

    /// <summary>An attempt that is to fail takes as long as one that succeeds.</summary>
    private static async Task<JsonElement> RunAsync(SyntheticParameters parameters, StageContext context, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var start = timeProvider.GetTimestamp();
        for (var step = 1; step <= parameters.Steps; step++)
        {
            // Against the start, not the step before: the lateness of timers must not add up.
            var due = TimeSpan.FromMilliseconds((double)parameters.DurationMs * step / parameters.Steps);
            while (due - timeProvider.GetElapsedTime(start) is { Ticks: > 0 } rest)
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds)), timeProvider, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            context.ReportProgress((double)step / parameters.Steps);
        }

        return context.UsedAttempts > parameters.FailAttempts
            ? Result
            : throw new AnalysisException(TaskErrorCodes.Synthetic, string.Create(CultureInfo.InvariantCulture,
                $"Attempt {context.UsedAttempts} failed as told: the first {parameters.FailAttempts} fail."));
    }
}
