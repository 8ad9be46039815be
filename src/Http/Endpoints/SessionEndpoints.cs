using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TradingAgents.Abstractions;
using TradingAgents.Http.Access;
using TradingAgents.Http.Requests;

namespace TradingAgents.Http.Endpoints;

/// <summary>Who a browser is: it exchanges an API key for a session, so that no page holds the key.</summary>
internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Session");

        session.MapGet("", (HttpContext http, HttpFacadeOptions options, Sessions sessions) => Reply.Json(Describe(http, options, sessions)))
            .AllowAnonymous()
            .Describe("getSession", "Who calls, and what it may do", "Needs no key: it tells whether one is needed.")
            .Answers<SessionAnswer>();

        session.MapPost("", SignInAsync)
            .AllowAnonymous()
            .RequireRateLimiting(SignInRateLimit.Policy)
            .Describe("signIn", "Exchange an API key for a session", "Sets a cookie that scripts cannot read. Changes made with it must carry anti_forgery_token as X-CSRF-Token. A session lasts 7 days, over restarts; it ends at once where its key is removed or replaced.")
            .Takes<SignInBody>().Answers<SessionAnswer>().Refuses(ErrorCodes.Unauthenticated, ErrorCodes.RateLimited);

        session.MapDelete("", (HttpContext http, Sessions sessions) =>
            {
                http.Response.Cookies.Delete(sessions.CookieName, Sessions.OptionsFor(http.Request));
                return Results.NoContent();
            })
            .Describe("signOut", "End the session of this browser")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> SignInAsync(HttpContext http, HttpFacadeOptions options, Sessions sessions, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync<SignInBody>(http, options.MaxBodyBytes, cancellationToken);
        if (options.Keys is null) return Reply.Json(Describe(http, options, sessions)); // Open already; there is nothing to sign in to.
        if (options.Keys.Find(body.Key.Trim()) is not { } key) throw new EngineException(ErrorCodes.Unauthenticated, "The key is not known. Check that it was copied whole.");

        var cookie = sessions.Open(key);
        http.Response.Cookies.Append(sessions.CookieName, cookie, Sessions.OptionsFor(http.Request, Sessions.Lifetime));
        return Reply.Json(new SessionAnswer(true, true, key.Name, key.Role == ApiRole.Admin, sessions.AntiForgeryToken(cookie)));
    }

    private static SessionAnswer Describe(HttpContext http, HttpFacadeOptions options, Sessions sessions)
    {
        var user = http.User;
        var isAdmin = user.IsInRole(nameof(ApiRole.Admin));
        var isKnown = isAdmin || user.IsInRole(nameof(ApiRole.User));
        var cookie = ApiKeyHandler.IsSession(user) ? http.Request.Cookies[sessions.CookieName] : null;
        return new SessionAnswer(options.Keys is not null, isKnown, user.Identity?.Name, isAdmin, cookie is null ? null : sessions.AntiForgeryToken(cookie));
    }
}

/// <param name="Key">An API key.</param>
internal sealed record SignInBody([property: StringLength(512, MinimumLength = 1, ErrorMessage = "Must have 1 to 512 characters.")] string Key);

/// <summary>Who calls.</summary>
/// <param name="KeysRequired">The server was started with API keys.</param>
/// <param name="SignedIn">The caller may read: by a session, a key, or because the server is open to this machine.</param>
/// <param name="Name">The key's name, which is the tenant of its tasks; null on a server without keys.</param>
/// <param name="CanAdminister">It may call <c>/api/v1/admin</c>.</param>
/// <param name="AntiForgeryToken">What changes of this session must carry as X-CSRF-Token; null without a session.</param>
internal sealed record SessionAnswer(bool KeysRequired, bool SignedIn, string? Name, bool CanAdminister, string? AntiForgeryToken);
