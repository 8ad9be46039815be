using TradingAgents.Abstractions;

namespace TradingAgents.Embedded;

/// <summary>The engine has stopped scheduling because it broke an invariant of its own; a new process goes on from the journal.</summary>
public sealed class EngineFailedException : EngineException
{
    private const int RestartSeconds = 5;

    internal EngineFailedException(Exception? inner = null)
        : base(
            ErrorCodes.StorageUnavailable,
            "The server found an error of its own and has to be restarted; what it acknowledged is kept. Send this again in a few seconds, with the same Idempotency-Key if it had one.",
            inner) =>
        RetryAfterSeconds = RestartSeconds;
}
