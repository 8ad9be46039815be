using System.Net;
using System.Text;
using System.Text.Json;
using TradingAgents.Abstractions;

namespace TradingAgents.Client.Http;

/// <summary>Reads RFC 9457 problem documents.</summary>
internal static class Problem
{
    /// <summary>The refusal a response tells; where its body is no problem document (a proxy's, say), what its status tells.</summary>
    public static HttpEngineException ToException(HttpResponseMessage response, byte[] body)
    {
        var document = TryParse(body);
        var code = document is { } given && Text(given, "code") is { } named ? named : CodeOf(response.StatusCode);
        var message = document is { } problem ? Text(problem, "detail") ?? Text(problem, "title") : null;
        return new HttpEngineException(
            code, message ?? $"The server answered {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd() + ".",
            response.StatusCode, Encoding.UTF8.GetString(body))
        {
            Errors = document is { } root ? ErrorsOf(root) : null,
            RetryAfterSeconds = response.Headers.RetryAfter?.Delta is { } delta ? (int)Math.Ceiling(delta.TotalSeconds) : null,
        };
    }

    private static JsonElement? TryParse(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Dictionary<string, string[]>? ErrorsOf(JsonElement problem)
    {
        if (!problem.TryGetProperty("errors", out var errors) || errors.ValueKind != JsonValueKind.Object) return null;
        return errors.EnumerateObject()
            .Where(field => field.Value.ValueKind == JsonValueKind.Array)
            .ToDictionary(
                field => field.Name,
                field => field.Value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!).ToArray());
    }

    private static string CodeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => ErrorCodes.InvalidRequest,
        HttpStatusCode.Unauthorized => ErrorCodes.Unauthenticated,
        HttpStatusCode.Forbidden => ErrorCodes.Forbidden,
        HttpStatusCode.NotFound => ErrorCodes.NotFound,
        HttpStatusCode.MethodNotAllowed => ErrorCodes.MethodNotAllowed,
        HttpStatusCode.NotAcceptable => ErrorCodes.NotAcceptable,
        HttpStatusCode.RequestEntityTooLarge => ErrorCodes.BodyTooLarge,
        HttpStatusCode.UnsupportedMediaType => ErrorCodes.UnsupportedMediaType,
        HttpStatusCode.TooManyRequests => ErrorCodes.RateLimited,
        HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => ErrorCodes.Unreachable,
        _ => ErrorCodes.Internal,
    };
}
