using System.Net;
using TradingAgents.Abstractions;

namespace TradingAgents.Client.Http;

/// <summary>Calls a server and tells its refusals and its absence as <see cref="EngineException"/>s. Safe to use from many threads.</summary>
/// <param name="options">Where and how.</param>
/// <param name="handler">What carries the calls, not disposed here; null: sockets.</param>
/// <param name="time">Drives timeouts and pauses; null: the system's.</param>
public sealed class ApiConnection(HttpClientOptions options, HttpMessageHandler? handler = null, TimeProvider? time = null) : IDisposable
{
    private const long MaxAnswerBytes = 256 * 1024 * 1024;

    private readonly HttpClient _http = CreateClient(options, handler);
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Makes a call; repeats it a few times after a connection failure where that is safe.</summary>
    /// <exception cref="HttpEngineException">The server refused.</exception>
    /// <exception cref="EngineException">unreachable: there was no connection, or no answer in time.</exception>
    public async Task<ApiAnswer> SendAsync(ApiCall call, CancellationToken cancellationToken = default)
    {
        for (var repeat = 0; ; repeat++)
        {
            try
            {
                return await SendOnceAsync(call, cancellationToken);
            }
            catch (HttpRequestException failure)
            {
                if (repeat >= options.Retries || !(WasNeverSent(failure) || (call.Repeatable && IsBrokenConnection(failure))))
                    throw Unreachable(Reason(failure), failure);
            }

            await Task.Delay(options.PauseBefore(repeat), _time, cancellationToken);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    /// <summary>Opens an event stream, once. A broken connection is an <see cref="HttpRequestException"/>.</summary>
    internal async Task<HttpResponseMessage> OpenStreamAsync(string path, long afterEventId, CancellationToken cancellationToken)
    {
        using var message = (ApiCall.Get(path) with { Accept = "text/event-stream" }).ToMessage();
        if (afterEventId > 0)
            message.Headers.Add("Last-Event-ID", afterEventId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var deadline = Deadline(cancellationToken);
        try
        {
            var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            if (response.IsSuccessStatusCode) return response;
            using (response)
            {
                throw Problem.ToException(response, await response.Content.ReadAsByteArrayAsync(deadline.Token));
            }
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"no answer within {options.Timeout.TotalSeconds:0.#} s", late);
        }
    }

    internal EngineException Unreachable(string reason, Exception cause) =>
        new(ErrorCodes.Unreachable, $"The server at {options.Server} cannot be reached: {reason}", cause);

    internal static string Reason(Exception failure) =>
        (failure.GetBaseException().Message is { Length: > 0 } message ? message : failure.Message).TrimEnd('.') + ".";

    private async Task<ApiAnswer> SendOnceAsync(ApiCall call, CancellationToken cancellationToken)
    {
        using var message = call.ToMessage();
        using var deadline = Deadline(cancellationToken);
        try
        {
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseContentRead, deadline.Token);
            var body = await response.Content.ReadAsByteArrayAsync(deadline.Token);
            return response.IsSuccessStatusCode
                ? new ApiAnswer(body, response.Content.Headers.ContentType?.MediaType)
                : throw Problem.ToException(response, body);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable($"no answer within {options.Timeout.TotalSeconds:0.#} s.", late);
        }
    }

    private Deadlines Deadline(CancellationToken cancellationToken) => new(options.Timeout, _time, cancellationToken);

    private static bool WasNeverSent(HttpRequestException failure) =>
        failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError;

    private static bool IsBrokenConnection(HttpRequestException failure) =>
        failure.HttpRequestError is not (HttpRequestError.SecureConnectionError or HttpRequestError.ConfigurationLimitExceeded
            or HttpRequestError.UserAuthenticationError or HttpRequestError.VersionNegotiationError);

    private static HttpClient CreateClient(HttpClientOptions options, HttpMessageHandler? handler)
    {
        var http = new HttpClient(handler ?? CreateSockets(options), disposeHandler: handler is null)
        {
            BaseAddress = options.Server.AbsolutePath.EndsWith('/') ? options.Server : new Uri(options.Server.GetLeftPart(UriPartial.Path) + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
        if (!string.IsNullOrEmpty(options.Key)) http.DefaultRequestHeaders.TryAddWithoutValidation("X-API-Key", options.Key);
        return http;
    }

    /// <summary>A proxy does not know this machine's loopback, and a redirect must not carry the key elsewhere.</summary>
    private static SocketsHttpHandler CreateSockets(HttpClientOptions options) => new()
    {
        UseProxy = !options.Server.IsLoopback,
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AutomaticDecompression = DecompressionMethods.All,
    };

    private sealed class Deadlines : IDisposable
    {
        private readonly CancellationTokenSource _timer;
        private readonly CancellationTokenSource _either;

        public Deadlines(TimeSpan timeout, TimeProvider time, CancellationToken caller)
        {
            _timer = new CancellationTokenSource(timeout, time);
            _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, caller);
        }

        public CancellationToken Token => _either.Token;

        public void Dispose()
        {
            _either.Dispose();
            _timer.Dispose();
        }
    }
}
