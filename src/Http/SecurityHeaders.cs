using Microsoft.AspNetCore.Http;

namespace TradingAgents.Http;

/// <summary>Headers of every answer. An endpoint that sets one of them itself keeps it.</summary>
internal static class SecurityHeaders
{
    private const string NothingAllowed = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private const string InlineStyle = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

    private const string Dashboard = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; " +
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    public static Task AddAsync(HttpContext http, Func<Task> next)
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.TryAdd("X-Content-Type-Options", "nosniff");
            headers.TryAdd("Content-Security-Policy", NothingAllowed);
            headers.TryAdd("Referrer-Policy", "no-referrer");
            headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
            if (headers.CacheControl.Count == 0 || headers.CacheControl == "no-cache,no-store") headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next();
    }

    /// <summary>For the dashboard: its own scripts and styles, calls to this server, and no text that becomes markup.</summary>
    public static void AllowDashboard(HttpResponse response) => response.Headers.ContentSecurityPolicy = Dashboard;

    /// <summary>For a self-contained page, which the dashboard may show in a frame, whose styles and drawings are inside it, without scripts.</summary>
    public static void AllowInlineStyle(HttpResponse response) => response.Headers.ContentSecurityPolicy = InlineStyle;
}
