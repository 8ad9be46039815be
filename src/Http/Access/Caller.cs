using Microsoft.AspNetCore.Http;
using TradingAgents.Abstractions;
using TradingAgents.Core;

namespace TradingAgents.Http.Access;

/// <summary>On whose behalf a call is made, and what it may see.</summary>
/// <param name="Name">The key's name, which is the tenant of its tasks; null on a server without keys.</param>
/// <param name="SeesAll">An admin, or anyone on a server without keys.</param>
internal sealed record Caller(string? Name, bool SeesAll)
{
    public static Caller Of(HttpContext http) => new(http.User.Identity?.Name, http.User.IsInRole(nameof(ApiRole.Admin)));

    /// <summary>Whether a task of this tenant exists for the caller.</summary>
    public bool Sees(string tenant) => SeesAll || tenant == Name;

    /// <summary>The tenant of what the caller submits.</summary>
    /// <exception cref="EngineException">invalid_request: it asks for that of someone else.</exception>
    public string? TenantFor(string? asked) =>
        Name is null || asked is null || asked == Name
            ? Name ?? asked
            : throw RequestRules.Invalid("tenant", "It is the name of your API key and cannot be set.");

    /// <summary>The task, unless it is someone else's.</summary>
    /// <exception cref="EngineException">unknown_task.</exception>
    public async Task<TaskSnapshot> GetAsync(IAnalysisEngine engine, string taskId, CancellationToken cancellationToken)
    {
        if (!RequestRules.IsCode(taskId, 64)) throw Unknown(taskId);
        var task = await engine.GetAsync(new TaskId(taskId), cancellationToken);
        return Sees(task.Tenant) ? task : throw Unknown(taskId);
    }

    /// <summary>Checks that the tasks someone wants to depend on exist for the caller.</summary>
    /// <exception cref="EngineException">invalid_request.</exception>
    public async Task CheckDependenciesAsync(IAnalysisEngine engine, IReadOnlyList<TaskId>? dependsOn, CancellationToken cancellationToken)
    {
        if (SeesAll || dependsOn is not { Count: <= RequestRules.MaxDependencies }) return;
        foreach (var id in dependsOn.Distinct())
        {
            try
            {
                await GetAsync(engine, id.Value, cancellationToken);
            }
            catch (EngineException unknown) when (unknown.Code == ErrorCodes.UnknownTask)
            {
                throw RequestRules.Invalid("depends_on", $"There is no task '{Shorten(id.Value)}'.");
            }
        }
    }

    private static EngineException Unknown(string taskId) => new(ErrorCodes.UnknownTask, $"There is no task '{Shorten(taskId)}'.");

    private static string Shorten(string text) => text.Length <= 64 ? text : text[..64] + "...";
}
