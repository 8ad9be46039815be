using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TradingAgents.Http.Tests;

/// <summary>Media types, headers and bytes that no ordinary client sends.</summary>
public sealed class HostileRequestTests(BadInputTests.SharedServer shared) : IClassFixture<BadInputTests.SharedServer>
{
    private const string Submit = "/api/v1/analysis/submit";

    [Theory]
    [InlineData("text/plain")]
    [InlineData("")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/jsonx")]
    [InlineData("json")]
    [InlineData("application/json, text/plain")]
    public async Task Another_media_type_is_415(string contentType)
    {
        var server = shared.Server;

        var answer = await server.SendAsync("POST", Submit, "{\"stock_code\":\"AAPL\"}", contentType: contentType);

        await answer.ProblemAsync(415, "unsupported_media_type");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/vnd.desk+json")]
    public async Task Json_under_any_of_its_names_is_taken(string contentType)
    {
        var server = shared.Server;

        var answer = await server.SendAsync("POST", Submit, "{\"stock_code\":\"AAPL\"}", contentType: contentType);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task A_compressed_body_is_415()
    {
        var server = shared.Server;
        using var request = new HttpRequestMessage(HttpMethod.Post, Submit) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Content.Headers.ContentEncoding.Add("gzip");

        await (await server.Client.SendAsync(request)).ProblemAsync(415, "unsupported_media_type");
    }

    [Fact]
    public async Task Invalid_utf8_is_400()
    {
        var server = shared.Server;
        using var content = new ByteArrayContent([.. "{\"stock_code\":\""u8, 0xff, 0xc0, .. "\"}"u8]);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");

        await (await server.Client.PostAsync(Submit, content)).ProblemAsync(400, "invalid_request");
    }

    [Theory]
    [InlineData("")]
    [InlineData("naïve")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task A_bad_idempotency_key_is_400(string key)
    {
        var server = shared.Server;
        const string body = "{\"stock_code\":\"AAPL\"}";

        var answer = await RawAsync(server, $"POST {Submit} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nIdempotency-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");

        Assert.StartsWith("HTTP/1.1 400 ", answer);
        Assert.Contains("\"idempotency_key\"", answer);
    }

    [Fact]
    public async Task Two_idempotency_keys_are_400()
    {
        var server = shared.Server;
        const string body = "{\"stock_code\":\"AAPL\"}";

        var answer = await RawAsync(server, $"POST {Submit} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nIdempotency-Key: a\r\nIdempotency-Key: b\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");

        Assert.StartsWith("HTTP/1.1 400 ", answer);
        Assert.Contains("\"idempotency_key\"", answer);
    }

    [Theory]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /api/v1/analysis/status/%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /api/v1/analysis/status/%ff%fe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /api/v1/analysis?status=%ff&%00=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /api/v1/analysis?stock_code=%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("NONSENSE\r\n\r\n")]
    [InlineData("POST /api/v1/analysis/submit HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n")]
    [InlineData("POST /api/v1/analysis/submit HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n")]
    [InlineData("POST /api/v1/analysis/submit HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: -5\r\n\r\n")]
    [InlineData("GET /api/v1/analysis/events/t1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nLast-Event-ID: 99999999999999999999\r\n\r\n")]
    [InlineData("GET /api/v1/analysis/result/t1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: ;;;,/\r\n\r\n")]
    [InlineData("GET /api/v1/system/stats HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: \r\nOrigin: \r\n\r\n")]
    public async Task Hostile_bytes_are_never_an_internal_error(string request)
    {
        await using var server = await Server.StartAsync();
        await server.Engine.CompletedAsync();

        var answer = await RawAsync(server, request);

        Assert.Matches("^HTTP/1.1 4[0-9][0-9] ", answer);
        Assert.DoesNotContain(server.Log, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_that_hangs_up_while_it_is_refused_is_no_error_of_the_server()
    {
        await using var server = await Server.StartAsync();

        for (var i = 0; i < 200; i++)
        {
            using var tcp = new TcpClient { LingerState = new LingerOption(enable: true, seconds: 0) };
            await tcp.ConnectAsync(IPAddress.Loopback, server.Port);
            await tcp.GetStream().WriteAsync("POST /api/v1/analysis/submit HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        }

        await server.StopAsync(); // after which nothing more is logged
        Assert.DoesNotContain(server.Log, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("error handler", StringComparison.Ordinal));
    }

    internal static async Task<string> RawAsync(Server server, string request)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, server.Port);
        var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }
}
