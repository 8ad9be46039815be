namespace TradingAgents.Core.Alerts;

/// <summary>What an alert is about.</summary>
public enum AlertName
{
    /// <summary>Too many tasks wait.</summary>
    QueueLength,

    /// <summary>The slots were busy nearly all of the last minute.</summary>
    Utilization,

    /// <summary>Too few of the tasks that ended lately have completed.</summary>
    SuccessRate,

    /// <summary>Runs took too long lately, on average.</summary>
    MeanExecutionTime,

    /// <summary>Too few nodes are healthy.</summary>
    HealthyNodes,

    /// <summary>Too many attempts failed or ran out of time lately, retried or not.</summary>
    FailureRate,

    /// <summary>A run goes on beyond its timeout.</summary>
    OverdueRun,
}

/// <summary>An alert that fires.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Since">When the condition began to hold.</param>
/// <param name="Value">As last measured. Shares are 0 to 1, times in seconds.</param>
/// <param name="Threshold">What the value must not pass, in the same unit.</param>
/// <param name="Summary">One sentence for people, with both numbers.</param>
public sealed record Alert(AlertName Name, Severity Severity, DateTimeOffset Since, double Value, double Threshold, string Summary);
