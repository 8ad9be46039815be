using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace TradingAgents.Http.Dashboard;

/// <summary>The dashboard's files, as they lie in this assembly.</summary>
internal sealed class DashboardFiles
{
    public const string Page = "index.html";

    /// <summary>What a person sees at an address that is none.</summary>
    public const string NotFoundPage = "not-found.html";

    private const string Prefix = "dashboard/";

    private readonly FrozenDictionary<string, DashboardFile> _files = Load().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Answers with a file, or 304 where the browser has it; 404 where there is none.</summary>
    public async Task WriteAsync(HttpContext http, string name)
    {
        if (!_files.TryGetValue(name, out var file))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var headers = http.Response.Headers;
        headers.ETag = file.Tag;
        headers.CacheControl = "no-cache"; // Ask each time, so that a new release is whole at once; mostly answered 304.
        SecurityHeaders.AllowDashboard(http.Response);
        if (http.Response.StatusCode == StatusCodes.Status200OK && http.Request.Headers.IfNoneMatch.Contains(file.Tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = file.MediaType;
        http.Response.ContentLength = file.Content.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(file.Content, http.RequestAborted);
    }

    private static IEnumerable<KeyValuePair<string, DashboardFile>> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            var name = resource[Prefix.Length..].Replace('\\', '/');
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"").ToString();
            yield return new(name, new DashboardFile(content, tag, MediaTypeOf(name)));
        }
    }

    private static string MediaTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };

    private sealed record DashboardFile(byte[] Content, string Tag, string MediaType);
}
