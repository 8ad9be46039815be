using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace TradingAgents.Http.Access;

/// <summary>The one rule for every call that is not marked open, unknown ones included: a role, and for <c>/api/v1/admin</c> that of an admin.</summary>
internal sealed class AccessRequirement : AuthorizationHandler<AccessRequirement>, IAuthorizationRequirement
{
    private static readonly PathString AdminPath = "/api/v1/admin";

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AccessRequirement requirement)
    {
        var isAdmin = context.User.IsInRole(nameof(ApiRole.Admin));
        var path = context.Resource is HttpContext http ? http.Request.Path : AdminPath;
        if (IsForgeable(context)) return Task.CompletedTask;
        if (isAdmin || (context.User.IsInRole(nameof(ApiRole.User)) && !path.StartsWithSegments(AdminPath)))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    /// <summary>A change that a browser's cookie alone asks for: another page may have made the browser send it.</summary>
    private static bool IsForgeable(AuthorizationHandlerContext context) =>
        ApiKeyHandler.IsSession(context.User)
        && !(context.Resource is HttpContext http && http.RequestServices.GetRequiredService<Sessions>().MayChange(http.Request));
}
