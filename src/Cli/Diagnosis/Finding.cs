namespace TradingAgents.Cli.Diagnosis;

/// <summary>How bad a finding is.</summary>
internal enum FindingLevel
{
    Ok,

    /// <summary>Worth knowing; nothing is wrong.</summary>
    Note,

    /// <summary>It works, but not as well or as safely as it could.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Problem,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Subject">What.</param>
/// <param name="Level">How bad it is.</param>
/// <param name="Found">What was found.</param>
/// <param name="Remedy">What to do; null where nothing need be done.</param>
internal sealed record Finding(string Subject, FindingLevel Level, string Found, string? Remedy = null);
