using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TradingAgents.EndToEnd.Security;

/// <summary>Bytes that are hardly HTTP: what no client library sends.</summary>
internal sealed class RawFuzzer(int seed)
{
    private static readonly string[] Starts =
    [
        "GET / HTTP/1.1\r\nHost: localhost\r\n", "POST /api/v1/analysis/submit HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n",
        "GET /api/v1/analysis?limit=5 HTTP/1.1\r\nHost: localhost\r\n", "PUT /api/v1/admin/limits HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n",
    ];

    private static readonly string[] Middles =
    [
        "Content-Length: 5\r\nContent-Length: 6\r\n", "Content-Length: -1\r\n", "Content-Length: 99999999999999999999\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n", "Transfer-Encoding: chunked\r\n\r\n5\r\n{}", "Transfer-Encoding: gzip, chunked\r\n", "Host: other\r\n", " folded: yes\r\n", "No colon here\r\n", ": empty\r\n",
        "X: \0\r\n", "Expect: 200-nothing\r\n", "Upgrade: websocket\r\nConnection: Upgrade\r\n", "Upgrade: h2c\r\nHTTP2-Settings: AAAA\r\nConnection: Upgrade, HTTP2-Settings\r\n", "Cookie: a=b; a=c; =;;;\r\n", "Authorization: Bearer \u00ff\u00fe\r\n",
        "Content-Length: 70000\r\n", "Content-Length: 5\r\n\r\n{}",
    ];

    private readonly Random _random = new(seed ^ 0x4A3);

    public byte[] Next()
    {
        var text = Starts[_random.Next(Starts.Length)];
        for (var i = _random.Next(4); i > 0; i--) text += Middles[_random.Next(Middles.Length)];
        if (_random.Next(10) == 0) text += string.Concat(Enumerable.Range(0, 150).Select(i => $"X-{i}: {i}\r\n"));
        if (_random.Next(10) == 0) text += $"X-Long: {new string('a', 40_000)}\r\n";
        var bytes = Encoding.Latin1.GetBytes(text + "\r\n");
        for (var i = _random.Next(3); i > 0; i--) bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
        return _random.Next(8) == 0 ? bytes[.._random.Next(bytes.Length)] : bytes;
    }

    /// <summary>Sends all, says that no more comes, and gives what the server answers until it closes.</summary>
    public static async Task<string> SendAsync(Uri server, byte[] bytes, CancellationToken cancellationToken)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, server.Port, cancellationToken);
        try
        {
            var stream = tcp.GetStream();
            await stream.WriteAsync(bytes, cancellationToken);
            tcp.Client.Shutdown(SocketShutdown.Send);
            var answer = new MemoryStream();
            await stream.CopyToAsync(answer, cancellationToken);
            return Encoding.Latin1.GetString(answer.ToArray());
        }
        catch (Exception reset) when (reset is IOException or SocketException)
        {
            return ""; // An answer of its own kind: the connection was closed in its face.
        }
    }
}
