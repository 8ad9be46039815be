using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using TradingAgents.Abstractions;
using TradingAgents.Reporting;

namespace TradingAgents.Http.Requests;

/// <summary>Chooses a report's form by <c>Accept</c>, as RFC 9110 12.5.1 has it.</summary>
internal static class ReportNegotiation
{
    private static readonly (ReportFormat Format, MediaTypeHeaderValue Type)[] Offers =
    [
        (ReportFormat.Json, new MediaTypeHeaderValue("application/json")),
        (ReportFormat.Markdown, new MediaTypeHeaderValue("text/markdown")),
        (ReportFormat.Html, new MediaTypeHeaderValue("text/html")),
        (ReportFormat.Text, new MediaTypeHeaderValue("text/plain")),
    ];

    /// <summary>The form the caller likes best; among equals JSON, then Markdown, then HTML, then plain text.</summary>
    /// <exception cref="EngineException">not_acceptable.</exception>
    public static ReportFormat Choose(HttpRequest request)
    {
        if (request.Headers.Accept.All(string.IsNullOrWhiteSpace)) return ReportFormat.Json;
        if (MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges))
        {
            var (format, quality) = Offers
                .Select(offer => (offer.Format, Quality: QualityOf(offer.Type, ranges)))
                .MaxBy(offer => offer.Quality);
            if (quality > 0) return format;
        }

        throw new EngineException(ErrorCodes.NotAcceptable, "The report can be had as application/json, text/markdown, text/html or text/plain.");
    }

    /// <summary>What the most specific range that covers the type says of it.</summary>
    private static double QualityOf(MediaTypeHeaderValue type, IList<MediaTypeHeaderValue> ranges)
    {
        var covering = ranges.Where(range =>
            range.MatchesAllTypes || (range.Type.Equals(type.Type, StringComparison.OrdinalIgnoreCase) &&
                (range.MatchesAllSubTypes || range.SubType.Equals(type.SubType, StringComparison.OrdinalIgnoreCase))));
        var best = covering.MaxBy(range => range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2);
        return best is null ? 0 : best.Quality ?? 1;
    }
}
