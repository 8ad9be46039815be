using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TradingAgents.Client.Http.Tests;

/// <summary>Answers each request with exactly the bytes of a script, then closes the connection, so that answers can be cut anywhere.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<ScriptedRequest, byte[]> _answer;
    private readonly Task _accepting;

    public ScriptedServer(Func<ScriptedRequest, byte[]> answer)
    {
        _answer = answer;
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Url { get; }

    public ConcurrentQueue<ScriptedRequest> Requests { get; } = [];

    /// <summary>A whole answer.</summary>
    public static byte[] Answer(int status, string body, string mediaType = "application/json", string headers = "") =>
        Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {status} X\r\nContent-Type: {mediaType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{headers}\r\n{body}");

    /// <summary>An answer whose connection breaks in the middle.</summary>
    public static byte[] Broken() => [.. Head("application/json", 100), (byte)'{'];

    /// <summary>The head of an answer that promises <paramref name="length"/> bytes, or all until the connection ends.</summary>
    public static byte[] Head(string mediaType, int? length) =>
        Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {mediaType}\r\n{(length is { } n ? $"Content-Length: {n}\r\n" : "")}Connection: close\r\n\r\n");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(client);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException) { }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            var stream = client.GetStream();
            var request = await ReadAsync(stream);
            Requests.Enqueue(request);
            await stream.WriteAsync(_answer(request), _stop.Token);
            client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is IOException or SocketException) { }
    }

    private async Task<ScriptedRequest> ReadAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[8192];
        var end = -1;
        while (end < 0)
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0) throw new IOException("The client left.");
            bytes.AddRange(buffer.AsSpan(0, read));
            end = Encoding.Latin1.GetString([.. bytes]).IndexOf("\r\n\r\n", StringComparison.Ordinal);
        }

        var lines = Encoding.Latin1.GetString([.. bytes.Take(end)]).Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var length = headers.TryGetValue("Content-Length", out var text) ? int.Parse(text) : 0;
        while (bytes.Count < end + 4 + length)
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0) throw new IOException("The client left.");
            bytes.AddRange(buffer.AsSpan(0, read));
        }

        var start = lines[0].Split(' ');
        return new ScriptedRequest(start[0], start[1], headers, Encoding.UTF8.GetString([.. bytes.Skip(end + 4)]));
    }
}

internal sealed record ScriptedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
