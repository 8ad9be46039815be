using TradingAgents.Core.Placement;

namespace TradingAgents.Abstractions.Engines;

/// <summary>What administration accepts, in one place for every engine.</summary>
public static class AdministrationRules
{
    /// <summary>Checks limits, at the start and while an engine runs.</summary>
    /// <exception cref="EngineException">invalid_request.</exception>
    public static void Check(Limits limits)
    {
        if (limits.MaxConcurrentAnalyses is < 1 or > 10_000)
            throw RequestRules.Invalid("max_concurrent_analyses", "Must be 1 to 10000.");
        if (limits.MaxQueueSize is < 0 or > 10_000_000)
            throw RequestRules.Invalid("max_queue_size", "Must be 0 to 10000000.");
        if (!(limits.AnalysisTimeout > 0 && limits.AnalysisTimeout <= RequestRules.MaxTimeoutSeconds))
            throw RequestRules.Invalid("analysis_timeout", $"Must be above 0 and at most {RequestRules.MaxTimeoutSeconds} seconds.");
    }

    /// <summary>Checks a node to add.</summary>
    /// <exception cref="EngineException">invalid_request.</exception>
    public static void Check(NewNode node)
    {
        if (!RequestRules.IsName(node.InstanceId)) throw RequestRules.Invalid("instance_id", "Must be 1 to 64 of A-Z a-z 0-9 . - _");
        CheckWeight(node.Weight);
        if (node.Port is < 1 or > 65535) throw RequestRules.Invalid("port", "Must be 1 to 65535.");
        if (node.Host is { Length: 0 or > 255 }) throw RequestRules.Invalid("host", "Must be 1 to 255 characters.");
    }

    /// <summary>Checks a change of a node.</summary>
    /// <exception cref="EngineException">invalid_request.</exception>
    public static void Check(NodeUpdate update)
    {
        if (update.Weight is { } weight) CheckWeight(weight);
        if (update.State is not (null or NodeState.Active or NodeState.Draining)) throw RequestRules.Invalid("state", "Must be active or draining.");
    }

    /// <summary>Checks a strategy.</summary>
    /// <exception cref="EngineException">invalid_request.</exception>
    public static void Check(PlacementStrategy strategy)
    {
        if (!Enum.IsDefined(strategy)) throw RequestRules.Invalid("strategy", $"Must be one of {string.Join(", ", ContractJson.NamesOf<PlacementStrategy>())}.");
    }

    /// <summary>The instant before which what ended is old enough to be forgotten.</summary>
    /// <exception cref="EngineException">invalid_request: a negative age.</exception>
    public static DateTimeOffset ForgetBefore(TimeSpan olderThan, DateTimeOffset now)
    {
        if (olderThan < TimeSpan.Zero) throw RequestRules.Invalid("older_than_seconds", "Must be 0 or more.");
        return olderThan < now - DateTimeOffset.UnixEpoch ? now - olderThan : DateTimeOffset.UnixEpoch;
    }

    private static void CheckWeight(int weight)
    {
        if (weight is < 1 or > 1000) throw RequestRules.Invalid("weight", "Must be 1 to 1000.");
    }
}
