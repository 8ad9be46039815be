using System.Net;
using System.Text;

namespace TradingAgents.Cli.Tests;

/// <summary>Answers calls from a script, and remembers them.</summary>
internal sealed class FakeServer(Func<FakeRequest, FakeAnswer> answer) : HttpMessageHandler
{
    public FakeServer(int status, string body, string mediaType = "application/json") : this(_ => new FakeAnswer(status, body, mediaType)) { }

    /// <summary>Where nobody listens.</summary>
    public static FakeServer Away => new(_ => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused"));

    public List<FakeRequest> Requests { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
        var seen = new FakeRequest(request.Method.Method, request.RequestUri!.PathAndQuery, body, headers) { Server = request.RequestUri.GetLeftPart(UriPartial.Authority) };
        lock (Requests) Requests.Add(seen);
        var (status, text, mediaType, retryAfter) = answer(seen);
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(text, Encoding.UTF8, mediaType) };
        if (retryAfter is not null) response.Headers.Add("Retry-After", retryAfter);
        return response;
    }
}

internal sealed record FakeRequest(string Method, string Target, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public required string Server { get; init; }

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}

internal sealed record FakeAnswer(int Status, string Body, string MediaType = "application/json", string? RetryAfter = null)
{
    public static FakeAnswer Problem(int status, string code, string detail, string more = "") => new(
        status, $$"""{"type":"about:blank","title":"T","status":{{status}},"detail":"{{detail}}","code":"{{code}}"{{more}}}""", "application/problem+json");
}
