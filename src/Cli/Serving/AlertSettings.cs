using System.Globalization;
using TradingAgents.Core.Alerts;

namespace TradingAgents.Cli.Serving;

/// <summary>The settings of <c>serve</c> that say when alerts fire.</summary>
internal static class AlertSettings
{
    public static IReadOnlyList<ServeSetting> All { get; } =
    [
        Whole("alert_queue_length", 10_000_000, "Alert when more tasks wait than this; default 50", (rules, value) => rules with { QueueLength = value }),
        Number("alert_utilization", 1, "a share from 0 to 1", "Alert when more of the slots' time is used than this; default 0.9", (rules, value) => rules with { Utilization = value }),
        Number("alert_success_rate", 1, "a share from 0 to 1", "Alert when fewer tasks complete than this; default 0.95", (rules, value) => rules with { SuccessRate = value }),
        Number("alert_failure_rate", 1, "a share from 0 to 1", "Alert when more attempts fail than this; default 0.1", (rules, value) => rules with { FailureRate = value }),
        Number("alert_mean_execution_seconds", 7200, "a number of seconds above 0, at most 7200", "Alert when runs take longer on average than this; default 120",
            (rules, value) => value > 0 ? rules with { MeanExecutionSeconds = value } : null),
        Whole("alert_healthy_nodes", 1000, "Alert when fewer nodes are healthy than this; default 2", (rules, value) => rules with { HealthyNodes = value }),
        Number("alert_for_seconds", 3600, "a number of seconds from 0 to 3600", "How long a condition must hold before its alert fires; default 10", (rules, value) => rules with { For = TimeSpan.FromSeconds(value) }),
        Number("alert_clear_seconds", 3600, "a number of seconds from 0 to 3600", "How long it must be well again before its alert ends; default 30", (rules, value) => rules with { ClearFor = TimeSpan.FromSeconds(value) }),
    ];

    private static ServeSetting Whole(string name, int most, string description, Func<AlertRules, int, AlertRules> set) => new(
        name, SettingKind.Number, string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to {most}"), description,
        (options, text) => ServeSettings.ReadWhole(text, 0, most) is { } value ? options with { Alerts = set(options.Alerts, value) } : null);

    private static ServeSetting Number(string name, double most, string expected, string description, Func<AlertRules, double, AlertRules?> set) => new(
        name, SettingKind.Number, expected, description,
        (options, text) => ServeSettings.ReadSeconds(text, most) is { } value && set(options.Alerts, value) is { } rules ? options with { Alerts = rules } : null);
}
