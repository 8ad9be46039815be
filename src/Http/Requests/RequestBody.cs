using System.Buffers;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using TradingAgents.Abstractions;

namespace TradingAgents.Http.Requests;

/// <summary>Reads bodies strictly: the right media type, at most so many bytes, one JSON object with known members only.</summary>
internal static class RequestBody
{
    /// <summary>The body as <typeparamref name="T"/>, its validation attributes checked.</summary>
    /// <exception cref="EngineException">unsupported_media_type, body_too_large, invalid_request.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext http, int maxBytes, CancellationToken cancellationToken) where T : class
    {
        CheckMediaType(http.Request);
        var bytes = await BoundedBody.ReadAsync(http, maxBytes, cancellationToken);
        if (bytes.Length == 0) throw Invalid("The body is empty; send a JSON object.");

        var body = StrictJson.Read<T>(bytes);
        CheckAttributes(body);
        return body;
    }

    /// <summary>As <see cref="ReadAsync"/>, but no body at all stands for an empty object.</summary>
    public static Task<T> ReadOptionalAsync<T>(HttpContext http, int maxBytes, CancellationToken cancellationToken) where T : class, new() =>
        http.Request.ContentLength is null or 0 && http.Request.Headers.TransferEncoding.Count == 0
            ? Task.FromResult(new T())
            : ReadAsync<T>(http, maxBytes, cancellationToken);

    internal static EngineException Invalid(string message) =>
        new(ErrorCodes.InvalidRequest, message) { Errors = new Dictionary<string, string[]> { ["body"] = [message] } };

    private static void CheckMediaType(HttpRequest request)
    {
        var isJson = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) &&
            type.Type.Equals("application", StringComparison.OrdinalIgnoreCase) &&
            (type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)) &&
            (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
        if (!isJson) throw new EngineException(ErrorCodes.UnsupportedMediaType, "Send the body as Content-Type: application/json, in UTF-8.");
        if (request.Headers.ContentEncoding.Count > 0)
            throw new EngineException(ErrorCodes.UnsupportedMediaType, "Send the body without Content-Encoding.");
    }

    private static void CheckAttributes(object body)
    {
        var wrong = new List<ValidationResult>();
        if (Validator.TryValidateObject(body, new ValidationContext(body), wrong, validateAllProperties: true)) return;
        var errors = wrong
            .SelectMany(result => result.MemberNames.Select(name => (Field: JsonNamingPolicy.SnakeCaseLower.ConvertName(name), result.ErrorMessage)))
            .GroupBy(error => error.Field)
            .ToDictionary(field => field.Key, field => field.Select(error => error.ErrorMessage ?? "Not valid.").Distinct().ToArray());
        throw FieldErrors.ToException(errors);
    }
}
