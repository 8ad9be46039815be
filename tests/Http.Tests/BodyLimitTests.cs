using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TradingAgents.Http.Tests;

public class BodyLimitTests
{
    private const string Submit = "/api/v1/analysis/submit";
    private const int Limit = 64 * 1024;

    [Theory]
    [InlineData(Submit, Limit)]
    [InlineData("/api/v1/analysis/batch", 1024 * 1024)]
    [InlineData("/api/v1/memory/add", Limit)]
    [InlineData("/api/v1/admin/cleanup", Limit)]
    public async Task A_byte_too_many_is_413_and_the_last_allowed_one_is_not(string path, int limit)
    {
        await using var server = await Server.StartAsync();

        await (await server.SendAsync("POST", path, "{}".PadRight(limit + 1))).ProblemAsync(413, "body_too_large");

        var allowed = await server.SendAsync("POST", path, "{}".PadRight(limit));
        Assert.NotEqual(HttpStatusCode.RequestEntityTooLarge, allowed.StatusCode);
    }

    [Fact]
    public async Task A_long_announced_body_is_refused_before_any_of_it_is_read()
    {
        await using var server = await Server.StartAsync();

        var answer = await ReadHeadersAsync(server, $"POST {Submit} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 10000000000\r\n\r\n", endless: false);

        Assert.StartsWith("HTTP/1.1 413 ", answer);
    }

    [Fact]
    public async Task An_endless_chunked_body_is_refused_while_it_is_still_sent()
    {
        await using var server = await Server.StartAsync();

        var answer = await ReadHeadersAsync(server, $"POST {Submit} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n", endless: true);

        Assert.StartsWith("HTTP/1.1 413 ", answer);
        Assert.Contains("Connection: close", answer);
    }

    [Fact]
    public async Task A_client_that_sends_everything_before_it_reads_still_sees_the_413()
    {
        await using var server = await Server.StartAsync();

        for (var i = 0; i < 10; i++)
        {
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(IPAddress.Loopback, server.Port);
            var stream = tcp.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {Submit} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 3000000\r\n\r\n"));
            await stream.WriteAsync(new byte[3_000_000]);
            using var reader = new StreamReader(stream);
            Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        }
    }

    [Fact]
    public async Task A_client_that_asks_first_is_refused_without_sending()
    {
        await using var server = await Server.StartAsync();

        var answer = await ReadHeadersAsync(
            server, $"POST {Submit} HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n", endless: false);

        Assert.StartsWith("HTTP/1.1 413 ", answer);
    }

    private static async Task<string> ReadHeadersAsync(Server server, string head, bool endless)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, server.Port, deadline.Token);
        var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), deadline.Token);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
        var sending = endless ? SendChunksAsync(stream, enough.Token) : Task.CompletedTask;
        using var reader = new StreamReader(stream, leaveOpen: true);
        var headers = new StringBuilder();
        while (await reader.ReadLineAsync(deadline.Token) is { Length: > 0 } line) headers.AppendLine(line);
        await enough.CancelAsync();
        await sending;
        return headers.ToString();
    }

    private static async Task SendChunksAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var chunk = Encoding.ASCII.GetBytes("1000\r\n" + new string(' ', 4096) + "\r\n");
        try
        {
            while (true) await stream.WriteAsync(chunk, cancellationToken);
        }
        catch (Exception over) when (over is OperationCanceledException or IOException)
        {
            // The answer is there, or the server has had enough.
        }
    }
}
