namespace TradingAgents.Core.Admission;

/// <summary>How urgent a task is. A higher value starts first; waiting raises it.</summary>
public enum TaskPriority
{
    /// <summary>Batch work.</summary>
    Low = 1,

    /// <summary>Routine work; the default.</summary>
    Normal = 2,

    /// <summary>A key client waits.</summary>
    High = 3,

    /// <summary>A decision in real time hangs on it.</summary>
    Urgent = 4,
}
