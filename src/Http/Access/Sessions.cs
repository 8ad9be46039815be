using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace TradingAgents.Http.Access;

/// <summary>Sessions of browsers: a signed cookie that names a key. The server keeps nothing, so a restart ends none; a key that is removed or replaced ends its own.</summary>
internal sealed class Sessions
{
    /// <summary>Where a change of a session shows that the dashboard made it, and no other page.</summary>
    public const string AntiForgeryHeader = "X-CSRF-Token";

    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private const string Version = "1";
    private const string SigningPurpose = "session";
    private const string KeyPurpose = "session key";
    private const string AntiForgeryPurpose = "anti-forgery";
    private const int MaxCookieLength = 512;

    private readonly SessionSecret _secret;
    private readonly ApiKeys? _keys;
    private readonly TimeProvider _time;

    public Sessions(HttpFacadeOptions options, TimeProvider time)
    {
        (_secret, _keys, _time) = (options.SessionSecret ?? SessionSecret.Create(), options.Keys, time);
        // Browsers do not tell ports apart: without a name of its own, a second server on this machine would end this one's sessions.
        CookieName = "tradingagents_session_" + Convert.ToHexStringLower(_secret.Sign("cookie name", []))[..8];
    }

    public string CookieName { get; }

    /// <summary>The cookie of a session of this key.</summary>
    public string Open(ApiKey key)
    {
        var ends = (_time.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12));
        var payload = Encoding.UTF8.GetBytes(string.Join('|', Version, key.Name, Fingerprint(key), ends, nonce));
        return Base64Url.EncodeToString(payload) + "." + Base64Url.EncodeToString(_secret.Sign(SigningPurpose, payload));
    }

    /// <summary>Whose session this is; null where it is none, has ended, or its key is gone.</summary>
    public ApiKey? Find(string? cookie)
    {
        if (_keys is null || cookie is null or { Length: > MaxCookieLength } || cookie.Split('.') is not [var text, var signature]) return null;
        if (Decode(text) is not { } payload || Decode(signature) is not { } signed) return null;
        if (!CryptographicOperations.FixedTimeEquals(signed, _secret.Sign(SigningPurpose, payload))) return null;
        if (Encoding.UTF8.GetString(payload).Split('|') is not [Version, var name, var fingerprint, var ends, _]) return null;
        var isOver = !long.TryParse(ends, NumberStyles.None, CultureInfo.InvariantCulture, out var end) || _time.GetUtcNow().ToUnixTimeSeconds() >= end;
        return !isOver && _keys.FindByName(name) is { } key && Fingerprint(key) == fingerprint ? key : null;
    }

    /// <summary>What the changes of this session must carry.</summary>
    public string AntiForgeryToken(string cookie) => Base64Url.EncodeToString(_secret.Sign(AntiForgeryPurpose, Encoding.UTF8.GetBytes(cookie)));

    /// <summary>Whether a call may change something on behalf of its session: it only reads, or carries the session's token.</summary>
    public bool MayChange(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) return true;
        return request.Cookies[CookieName] is { } cookie && request.Headers[AntiForgeryHeader] is [{ } token]
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(AntiForgeryToken(cookie)));
    }

    /// <summary>How the browser keeps the cookie: out of reach of scripts, and never sent for another site's page.</summary>
    public static CookieOptions OptionsFor(HttpRequest request, TimeSpan? lifetime = null) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps || request.Headers["X-Forwarded-Proto"] == "https",
        Path = "/",
        MaxAge = lifetime,
        IsEssential = true,
    };

    // A replaced key has another hash: the sessions of the old one end with it.
    private string Fingerprint(ApiKey key) => Base64Url.EncodeToString(_secret.Sign(KeyPurpose, key.Hash).AsSpan(0, 12));

    private static byte[]? Decode(string text) => Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
