using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using TradingAgents.Abstractions;
using TradingAgents.Http.Problems;

namespace TradingAgents.Http.Access;

/// <summary>Tells who calls: the holder of the key presented or, on a server without keys, anyone on this machine.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, HttpFacadeOptions facade, Sessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string KeyHeader = "X-API-Key";
    private const string BearerPrefix = "Bearer ";
    private const string SessionClaim = "session";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(facade.Keys is { } keys ? ByKey(keys) : ByPlace());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"tradingagents\"";
        var detail = facade.Keys is null
            ? "This server has no API keys and answers only on loopback."
            : $"Send a valid API key as '{KeyHeader}: <key>' or 'Authorization: Bearer <key>'.";
        return Problem.WriteAsync(Context, ErrorCodes.Unauthenticated, detail);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.WriteAsync(Context, ErrorCodes.Forbidden, facade.Keys is null
            ? "A server without API keys answers only calls to 127.0.0.1, [::1] or localhost, and no page of another site."
            : IsSession(Context.User) && !sessions.MayChange(Request)
            ? $"A change made with a session must carry its token, the anti_forgery_token of /api/v1/session, as {Sessions.AntiForgeryHeader}."
            : "This call needs an admin key.");

    private AuthenticateResult ByKey(ApiKeys keys)
    {
        var presented = Request.Headers[KeyHeader];
        var authorization = Request.Headers[HeaderNames.Authorization];
        if (presented.Count + authorization.Count == 0) return BySession();
        if (presented.Count + authorization.Count > 1) return AuthenticateResult.Fail("More than one key was sent.");

        var secret = presented.Count == 1 ? presented.ToString()
            : authorization.ToString().StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) ? authorization.ToString()[BearerPrefix.Length..].Trim()
            : "";
        return keys.Find(secret) is { } key
            ? Success(key.Name, key.Role)
            : AuthenticateResult.Fail("The key is not known.");
    }

    /// <summary>Whether a browser's session, and no key, says who calls.</summary>
    public static bool IsSession(ClaimsPrincipal user) => user.HasClaim(SessionClaim, "true");

    private AuthenticateResult BySession()
    {
        if (sessions.Find(Request.Cookies[sessions.CookieName]) is not { } key) return AuthenticateResult.NoResult();
        return Success(key.Name, key.Role, new Claim(SessionClaim, "true"));
    }

    /// <summary>The second lock behind <see cref="ListenGuard"/>: whatever the server was made to listen on, only loopback is open.</summary>
    private AuthenticateResult ByPlace()
    {
        if (Context.Connection.LocalIpAddress is { } address && !IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address))
            return AuthenticateResult.NoResult();
        return Success(null, IsForeignPage() || IsForeignHost() ? null : ApiRole.Admin);
    }

    /// <summary>A browser names the page that makes it call; one from elsewhere must not steer a server that trusts everyone on its machine.</summary>
    private bool IsForeignPage() =>
        Request.Headers.Origin is { Count: > 0 } origin &&
        !(Uri.TryCreate(origin.ToString(), UriKind.Absolute, out var page) && ListenGuard.IsLoopback(page.Host));

    /// <summary>A page can give its own name this machine's address (DNS rebinding); then the browser takes the server for the page's own.</summary>
    private bool IsForeignHost() => Request.Host.HasValue && !ListenGuard.IsLoopback(Request.Host.Host);

    private AuthenticateResult Success(string? name, ApiRole? role, params Claim[] more)
    {
        var identity = new ClaimsIdentity(Scheme.Name, ClaimTypes.Name, ClaimTypes.Role);
        if (name is not null) identity.AddClaim(new Claim(ClaimTypes.Name, name));
        if (role is { } given) identity.AddClaim(new Claim(ClaimTypes.Role, given.ToString()));
        identity.AddClaims(more);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }
}
