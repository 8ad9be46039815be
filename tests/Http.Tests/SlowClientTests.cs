using System.Net.Sockets;
using System.Text;

namespace TradingAgents.Http.Tests;

/// <summary>Clients that take their time, or take too many connections.</summary>
public class SlowClientTests
{
    private const string Submit = "POST /api/v1/analysis/submit HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_client_that_stops_in_the_middle_of_a_body_is_let_go_with_408()
    {
        await using var server = await Server.StartAsync();

        Assert.StartsWith("HTTP/1.1 408 ", await StallAsync(server, Submit + "Content-Length: 100\r\n\r\n{\"stock_code\":"));
    }

    [Theory]
    [InlineData("POST /api/v1/analysis/submit HTTP/1.1\r\nHost: local")]
    [InlineData("GET")]
    public async Task A_client_that_stops_in_the_middle_of_the_head_is_let_go(string sent)
    {
        await using var server = await Server.StartAsync(new HttpFacadeOptions { HeadTimeout = TimeSpan.FromSeconds(1) });

        Assert.StartsWith("HTTP/1.1 408 ", await StallAsync(server, sent));
    }

    [Fact]
    public async Task A_connection_too_many_is_closed_and_a_place_that_is_free_again_is_given()
    {
        await using var server = await Server.StartAsync(new HttpFacadeOptions { MaxConnections = 2 });
        using var first = await ConnectAsync(server);
        using var second = await ConnectAsync(server);
        Assert.StartsWith("HTTP/1.1 200", await AskAsync(first));
        Assert.StartsWith("HTTP/1.1 200", await AskAsync(second));

        using (var third = await ConnectAsync(server)) Assert.Equal("", await AskAsync(third));
        second.Dispose();

        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            using var fourth = await ConnectAsync(server);
            if ((await AskAsync(fourth)).StartsWith("HTTP/1.1 200", StringComparison.Ordinal)) break;
        }
    }

    [Fact]
    public async Task An_event_stream_too_many_is_429_and_another_key_has_its_own()
    {
        await using var server = await Server.StartAsync(Server.Keyed with { MaxEventStreams = 1 });
        async Task<string> SubmitAsync(string key) => (await (await server.SendAsync("POST", "/api/v1/analysis/submit", """{"stock_code":"AAPL"}""", key)).JsonAsync()).GetProperty("task_id").GetString()!;
        var (mine, theirs) = (await SubmitAsync(Server.UserKey), await SubmitAsync(Server.OtherKey));
        var open = await server.SendAsync("GET", $"/api/v1/analysis/events/{mine}", key: Server.UserKey);
        Assert.Equal(System.Net.HttpStatusCode.OK, open.StatusCode);

        var refused = await server.SendAsync("GET", $"/api/v1/analysis/events/{mine}", key: Server.UserKey);

        await refused.ProblemAsync(429, "rate_limited");
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await server.SendAsync("GET", $"/api/v1/analysis/events/{theirs}", key: Server.OtherKey)).StatusCode);
        open.Dispose();
        using var patience = new CancellationTokenSource(Patience);
        while ((await server.SendAsync("GET", $"/api/v1/analysis/events/{mine}", key: Server.UserKey)).StatusCode != System.Net.HttpStatusCode.OK) patience.Token.ThrowIfCancellationRequested();
    }

    /// <summary>Sends that much and no more, with the connection open; gives what is answered until the server closes it.</summary>
    private static async Task<string> StallAsync(Server server, string sent)
    {
        using var tcp = await ConnectAsync(server);
        var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(sent));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync().WaitAsync(Patience);
    }

    private static async Task<TcpClient> ConnectAsync(Server server)
    {
        var tcp = new TcpClient();
        await tcp.ConnectAsync(System.Net.IPAddress.Loopback, server.Port);
        return tcp;
    }

    /// <summary>The first line of an answer; empty where the connection is closed instead.</summary>
    private static async Task<string> AskAsync(TcpClient tcp)
    {
        try
        {
            var stream = tcp.GetStream();
            await stream.WriteAsync("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
            using var reader = new StreamReader(stream, leaveOpen: true);
            return await reader.ReadLineAsync().WaitAsync(Patience) ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
