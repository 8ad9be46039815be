namespace TradingAgents.Core;

/// <summary>Why a task, or its last attempt, did not complete.</summary>
/// <param name="Code">Machine-readable, snake_case, such as <c>no_data</c>.</param>
/// <param name="Message">For people: what happened and what can be done.</param>
public sealed record TaskError(string Code, string Message);
