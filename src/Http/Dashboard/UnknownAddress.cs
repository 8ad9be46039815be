using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace TradingAgents.Http.Dashboard;

/// <summary>Answers a browser that opens an address which is none with a page; everyone else gets the problem as JSON, as ever.</summary>
internal static class UnknownAddress
{
    // Whoever asks there wants the problem, whatever it says it reads; and with keys, to be told that it has none.
    private static readonly string[] ForPrograms = ["/api", "/openapi", "/metrics", "/health", "/ready"];

    public static Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        var (request, isRead) = (http.Request, HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method));
        if (http.GetEndpoint() is not null || !isRead || ForPrograms.Any(path => request.Path.StartsWithSegments(path)) || !PrefersHtml(request)) return next(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        http.Response.Headers.Vary = "Accept";
        return http.RequestServices.GetRequiredService<DashboardFiles>().WriteAsync(http, DashboardFiles.NotFoundPage);
    }

    /// <summary>It names HTML, as browsers do and programs do not, and JSON no higher.</summary>
    private static bool PrefersHtml(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges) && QualityOf("text/html", ranges) is > 0 and var html && html >= QualityOf("application/json", ranges);

    private static double QualityOf(string type, IEnumerable<MediaTypeHeaderValue> ranges) =>
        ranges.Where(range => range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)).Select(range => range.Quality ?? 1).DefaultIfEmpty(0).Max();
}
