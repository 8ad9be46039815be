using Microsoft.AspNetCore.Http;
using TradingAgents.Abstractions;

namespace TradingAgents.Http.Requests;

/// <summary>The <c>Idempotency-Key</c> header.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    /// <exception cref="EngineException">invalid_request: there are several, or it is no key.</exception>
    public static string? Of(HttpRequest request)
    {
        var values = request.Headers[Header];
        if (values.Count > 1) throw RequestRules.Invalid("idempotency_key", "Send one Idempotency-Key header, not several.");
        var key = values.Count == 0 ? null : values.ToString();
        RequestRules.CheckIdempotencyKey(key);
        return key;
    }
}
