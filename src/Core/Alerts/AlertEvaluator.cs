using System.Globalization;
using TradingAgents.Core.Diagnosis;

namespace TradingAgents.Core.Alerts;

/// <summary>Which alerts fire, told sample after sample. One caller at a time.</summary>
/// <remarks>
/// An alert fires once its condition has held at every sample for <see cref="AlertRules.For"/>, and until it has been well again, by a margin, at every sample for
/// <see cref="AlertRules.ClearFor"/>: a value that swings around its threshold makes one alert, not many.
/// </remarks>
public sealed class AlertEvaluator(AlertRules rules)
{
    private readonly Dictionary<AlertName, State> _states = [];
    private int _mostNodes;

    /// <summary>The alerts that fire now, by name.</summary>
    /// <param name="sample">No earlier than the last one; an earlier one is taken as of the same time.</param>
    public IReadOnlyList<Alert> Evaluate(AlertSample sample)
    {
        _mostNodes = Math.Max(_mostNodes, sample.Nodes);
        var firing = new List<Alert>();
        foreach (var condition in Conditions(sample))
        {
            var state = _states.GetValueOrDefault(condition.Name);
            _states[condition.Name] = state = Next(state, condition, sample.At);
            if (!state.Firing) continue;
            firing.Add(new Alert(condition.Name, condition.Severity, state.Since!.Value, Rounded(state.Value), condition.Threshold, condition.Summarize(state.Value)));
        }

        return firing;
    }

    private State Next(State state, Condition condition, DateTimeOffset at)
    {
        var value = condition.Value ?? state.Value;
        if (!state.Firing)
        {
            if (!condition.IsBad) return default;
            var since = state.Since ?? at;
            return new State(at - since >= rules.For, since, WellSince: null, value);
        }

        if (!condition.IsWell) return state with { WellSince = null, Value = value };
        var well = state.WellSince ?? at;
        return at - well >= rules.ClearFor ? default : state with { WellSince = well, Value = value };
    }

    private IEnumerable<Condition> Conditions(AlertSample sample)
    {
        yield return Above(AlertName.QueueLength, Severity.Warning, sample.Queued, rules.QueueLength,
            value => string.Create(CultureInfo.InvariantCulture, $"{value:0} tasks wait, more than {rules.QueueLength}."));
        yield return Above(AlertName.Utilization, Severity.Warning, sample.Utilization, rules.Utilization,
            value => $"The slots were busy {Wording.PercentBeside(rules.Utilization, value)} of the last minute, more than {Wording.Percent(rules.Utilization)}.");
        yield return new Condition(AlertName.SuccessRate, Severity.Warning, sample.SuccessRate, rules.SuccessRate,
            sample.SuccessRate < rules.SuccessRate, !(sample.SuccessRate < rules.SuccessRate + (1 - rules.SuccessRate) * Margin),
            value => $"{Wording.PercentBeside(rules.SuccessRate, value)} of the tasks of the last quarter of an hour completed, fewer than {Wording.Percent(rules.SuccessRate)}.");
        yield return Above(AlertName.MeanExecutionTime, Severity.Warning, sample.MeanExecutionSeconds, rules.MeanExecutionSeconds,
            value => string.Create(CultureInfo.InvariantCulture, $"Runs of the last quarter of an hour took {value:0.#} s on average, more than {rules.MeanExecutionSeconds:0.#} s."));
        var fewest = FewestHealthy(sample);
        yield return new Condition(AlertName.HealthyNodes, Severity.Critical, sample.HealthyNodes, fewest, sample.HealthyNodes < fewest, sample.HealthyNodes >= fewest,
            value => value == 0 && sample.DrainingNodes > 0 && sample.DrainingNodes == sample.Nodes
                ? "No node takes work: all drain. Tasks wait until one is set active."
                : string.Create(CultureInfo.InvariantCulture, $"{value:0} of {sample.Nodes} nodes {(value is 1 ? "is" : "are")} healthy, fewer than {fewest}."));
        yield return Above(AlertName.FailureRate, Severity.Warning, sample.FailureRate, rules.FailureRate,
            value => $"{Wording.PercentBeside(rules.FailureRate, value)} of the attempts of the last quarter of an hour failed or ran out of time, more than {Wording.Percent(rules.FailureRate)}.");
        yield return new Condition(AlertName.OverdueRun, Severity.Critical, sample.OverdueSeconds ?? 0, 0, sample.OverdueSeconds > 0, !(sample.OverdueSeconds > 0),
            value => string.Create(CultureInfo.InvariantCulture, $"A run goes on {value:0} s beyond its timeout and does not stop; a restart ends it and loses nothing."));
    }

    /// <summary>Draining is administration: what is drained on purpose is not missed, except that someone must be left to do the work.</summary>
    private int FewestHealthy(AlertSample sample)
    {
        var fewest = _mostNodes > 1 ? rules.HealthyNodes : Math.Min(rules.HealthyNodes, 1);
        return sample.DrainingNodes == 0 ? fewest : Math.Min(fewest, Math.Max(1, sample.Nodes - sample.DrainingNodes));
    }

    private const double Margin = 0.1;

    private static Condition Above(AlertName name, Severity severity, double? value, double threshold, Func<double, string> summarize) =>
        new(name, severity, value, threshold, value > threshold, !(value > threshold * (1 - Margin)), summarize);

    private static double Rounded(double value) => Math.Round(value, 4);

    /// <param name="IsBad">Beyond the threshold.</param>
    /// <param name="IsWell">Within it by the margin, or unknown.</param>
    private readonly record struct Condition(
        AlertName Name, Severity Severity, double? Value, double Threshold, bool IsBad, bool IsWell, Func<double, string> Summarize);

    /// <param name="Since">When it began to be bad; null while it is not.</param>
    /// <param name="WellSince">Of a firing one: since when it is well again.</param>
    private readonly record struct State(bool Firing, DateTimeOffset? Since, DateTimeOffset? WellSince, double Value);
}
