using System.Net.Http.Headers;
using System.Text;

namespace TradingAgents.Client.Http;

/// <summary>One call of the HTTP contract.</summary>
/// <param name="Method">GET, POST, PUT or DELETE.</param>
/// <param name="Path">Relative to the server; see <see cref="ApiRoutes"/>.</param>
public sealed record ApiCall(HttpMethod Method, string Path)
{
    /// <summary>JSON; null: no body.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The media type asked for. Default JSON.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>What the server recognises a repeat by; null: none is sent.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Whether sending it twice has the effect of sending it once, so that it may be repeated although the first may have arrived. Default: no.</summary>
    public bool Repeatable { get; init; }

    /// <summary>A question, which may be repeated.</summary>
    public static ApiCall Get(string path) => new(HttpMethod.Get, path) { Repeatable = true };

    /// <summary>A call that must not happen twice.</summary>
    public static ApiCall Post(string path, byte[] body) => new(HttpMethod.Post, path) { Body = body };

    /// <summary>Sets something; may be repeated.</summary>
    public static ApiCall Put(string path, byte[] body) => new(HttpMethod.Put, path) { Body = body, Repeatable = true };

    /// <summary>Removes or cancels something; may be repeated.</summary>
    public static ApiCall Delete(string path) => new(HttpMethod.Delete, path) { Repeatable = true };

    /// <summary>A POST that the server recognises when it comes again.</summary>
    public static ApiCall PostOnce(string path, byte[] body, string idempotencyKey) =>
        new(HttpMethod.Post, path) { Body = body, IdempotencyKey = idempotencyKey, Repeatable = true };

    internal HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(Method, new Uri(Path, UriKind.Relative));
        message.Headers.Accept.ParseAdd(Accept);
        if (IdempotencyKey is not null) message.Headers.TryAddWithoutValidation("Idempotency-Key", IdempotencyKey);
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return message;
    }
}

/// <summary>What the server answered to a call it accepted.</summary>
/// <param name="Body">As it came.</param>
/// <param name="MediaType">Such as <c>application/json</c>; null where the server did not say.</param>
public sealed record ApiAnswer(byte[] Body, string? MediaType)
{
    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as a value of the contract.</summary>
    /// <exception cref="Abstractions.EngineException">internal_error.</exception>
    public T Read<T>() => WireJson.Read<T>(Body);
}
