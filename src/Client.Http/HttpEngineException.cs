using System.Net;
using TradingAgents.Abstractions;

namespace TradingAgents.Client.Http;

/// <summary>A server's refusal, with what it answered.</summary>
/// <param name="code">The problem's code; where the answer was no problem document, one that fits its status.</param>
/// <param name="message">The problem's detail.</param>
/// <param name="status">The HTTP status.</param>
/// <param name="body">The answer's body as it came.</param>
public sealed class HttpEngineException(string code, string message, HttpStatusCode status, string body) : EngineException(code, message)
{
    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>The answer's body as it came.</summary>
    public string Body { get; } = body;
}
