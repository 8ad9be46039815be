namespace TradingAgents.Http.Access;

/// <summary>The holder of a key.</summary>
/// <param name="Name">Also the tenant of its tasks.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Hash">SHA-256 of the key.</param>
/// <param name="IsWeak">It is so short that it can be guessed.</param>
internal sealed record ApiKey(string Name, ApiRole Role, byte[] Hash, bool IsWeak);

/// <summary>What the holder of a key may do.</summary>
internal enum ApiRole
{
    /// <summary>Its own tasks, the shared services, statistics.</summary>
    User,

    /// <summary>Everything.</summary>
    Admin,
}
