using System.Net;
using TradingAgents.Abstractions;

namespace TradingAgents.Client.Http;

/// <summary>Calls a server and tells its refusals and its absence as <see cref="EngineException"/>s. Safe to use from many threads.</summary>
public sealed class ApiConnection : IDisposable
{
    internal const string KeyHeader = "X-API-Key";
    private const long MaxAnswerBytes = 256 * 1024 * 1024;

    private readonly HttpClientOptions _options;
    private readonly HttpClient? _own;
    private readonly Func<HttpClient> _clients;
    private readonly TimeProvider _time;

    /// <summary>A connection with an HTTP client of its own.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="handler">What carries the calls, not disposed here; null: sockets.</param>
    /// <param name="time">Drives timeouts and pauses; null: the system's.</param>
    public ApiConnection(HttpClientOptions options, HttpMessageHandler? handler = null, TimeProvider? time = null)
    {
        var own = _own = new HttpClient(handler ?? CreateSockets(options), disposeHandler: handler is null);
        Configure(own, options);
        (_options, _clients, _time) = (options, () => own, time ?? TimeProvider.System);
    }

    /// <summary>A connection over clients that are made, and set up by <see cref="Configure"/>, elsewhere.</summary>
    internal ApiConnection(HttpClientOptions options, Func<HttpClient> clients, TimeProvider time) => (_options, _clients, _time) = (options, clients, time);

    /// <summary>Where the server is.</summary>
    public Uri Server => _options.Server;

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
                if (repeat >= _options.Retries || !(WasNeverSent(failure) || (call.Repeatable && IsBrokenConnection(failure))))
                    throw Unreachable(Reason(failure), failure);
            }

            await Task.Delay(_options.PauseBefore(repeat), _time, cancellationToken);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _own?.Dispose();

    /// <summary>Opens an event stream, once. A broken connection is an <see cref="HttpRequestException"/>.</summary>
    internal async Task<HttpResponseMessage> OpenStreamAsync(string path, long afterEventId, CancellationToken cancellationToken)
    {
        using var message = (ApiCall.Get(path) with { Accept = "text/event-stream" }).ToMessage();
        if (afterEventId > 0)
            message.Headers.Add("Last-Event-ID", afterEventId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var deadline = Deadline(cancellationToken);
        try
        {
            var response = await _clients().SendAsync(message, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            if (response.IsSuccessStatusCode) return response;
            using (response)
            {
                throw Problem.ToException(response, await response.Content.ReadAsByteArrayAsync(deadline.Token));
            }
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"no answer within {_options.Timeout.TotalSeconds:0.#} s", late);
        }
    }

    internal EngineException Unreachable(string reason, Exception cause) =>
        new(ErrorCodes.Unreachable, $"The server at {_options.Server} cannot be reached: {reason}", cause);

    internal static string Reason(Exception failure) =>
        (failure.GetBaseException().Message is { Length: > 0 } message ? message : failure.Message).TrimEnd('.') + ".";

    private async Task<ApiAnswer> SendOnceAsync(ApiCall call, CancellationToken cancellationToken)
    {
        using var message = call.ToMessage();
        using var deadline = Deadline(cancellationToken);
        try
        {
            using var response = await _clients().SendAsync(message, HttpCompletionOption.ResponseContentRead, deadline.Token);
            var body = await response.Content.ReadAsByteArrayAsync(deadline.Token);
            return response.IsSuccessStatusCode
                ? new ApiAnswer(body, response.Content.Headers.ContentType?.MediaType)
                : throw Problem.ToException(response, body);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable($"no answer within {_options.Timeout.TotalSeconds:0.#} s.", late);
        }
    }

    private Deadlines Deadline(CancellationToken cancellationToken) => new(_options.Timeout, _time, cancellationToken);

    private static bool WasNeverSent(HttpRequestException failure) =>
        failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError;

    private static bool IsBrokenConnection(HttpRequestException failure) =>
        failure.HttpRequestError is not (HttpRequestError.SecureConnectionError or HttpRequestError.ConfigurationLimitExceeded
            or HttpRequestError.UserAuthenticationError or HttpRequestError.VersionNegotiationError);

    /// <summary>Sets a new client up for the server. Deadlines are the connection's: a stream has none.</summary>
    internal static void Configure(HttpClient http, HttpClientOptions options)
    {
        http.BaseAddress = options.Server.AbsolutePath.EndsWith('/') ? options.Server : new Uri(options.Server.GetLeftPart(UriPartial.Path) + "/");
        http.Timeout = Timeout.InfiniteTimeSpan;
        http.MaxResponseContentBufferSize = MaxAnswerBytes;
        if (!string.IsNullOrEmpty(options.Key)) http.DefaultRequestHeaders.TryAddWithoutValidation(KeyHeader, options.Key);
    }

    /// <summary>A proxy does not know this machine's loopback, and a redirect must not carry the key elsewhere.</summary>
    internal static SocketsHttpHandler CreateSockets(HttpClientOptions options) => new()
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
