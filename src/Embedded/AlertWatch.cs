using Microsoft.Extensions.Logging;
using TradingAgents.Core.Alerts;
using TradingAgents.Embedded.Runs;

namespace TradingAgents.Embedded;

/// <summary>Samples the engine at regular times and when asked, and logs each alert that comes and goes.</summary>
internal sealed partial class AlertWatch : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly AlertEvaluator _evaluator;
    private readonly SchedulerHost _host;
    private readonly AttemptRunner _runner;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private HashSet<AlertName> _firing = [];

    public AlertWatch(AlertRules rules, SchedulerHost host, AttemptRunner runner, TimeSpan interval, TimeProvider time, ILogger logger)
    {
        (_evaluator, _host, _runner, _logger) = (new AlertEvaluator(rules), host, runner, logger);
        _timer = time.CreateTimer(_ => Wake(), null, interval, interval);
    }

    /// <summary>The alerts that fire now.</summary>
    public IReadOnlyList<Alert> Look()
    {
        lock (_gate)
        {
            var sample = _host.Read(scheduler => scheduler.Sample(_host.Now));
            var alerts = _evaluator.Evaluate(sample with { OverdueSeconds = _runner.LongestOverdueSeconds(sample.At) });
            foreach (var alert in alerts.Where(alert => !_firing.Contains(alert.Name))) LogFires(_logger, alert.Name, alert.Summary);
            foreach (var name in _firing.Where(name => alerts.All(alert => alert.Name != name))) LogOver(_logger, name);
            _firing = [.. alerts.Select(alert => alert.Name)];
            return alerts;
        }
    }

    /// <summary>Nothing is sampled any more once this completes.</summary>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    // Nobody above it would catch what it throws, and the process would end.
    private void Wake()
    {
        try
        {
            Look();
        }
        catch (Exception failure)
        {
            LogNotJudged(_logger, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The alerts could not be judged")]
    private static partial void LogNotJudged(ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Alert {Alert}: {Summary}")]
    private static partial void LogFires(ILogger logger, AlertName alert, string summary);

    [LoggerMessage(Level = LogLevel.Information, Message = "Alert {Alert} is over")]
    private static partial void LogOver(ILogger logger, AlertName alert);
}
