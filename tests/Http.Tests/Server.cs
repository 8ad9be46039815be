using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TradingAgents.Abstractions;

namespace TradingAgents.Http.Tests;

/// <summary>A real server on a free port, over a fake engine.</summary>
internal sealed class Server : IAsyncDisposable, ILoggerProvider
{
    public const string UserKey = "user-key-0123456789";
    public const string OtherKey = "other-key-0123456789";
    public const string AdminKey = "admin-key-0123456789";

    private readonly WebApplication _app;

    private Server(HttpFacadeOptions options, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(this).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton<IAnalysisEngine>(Engine);
        builder.Services.AddSingleton<IMarketData, FakeMarketData>();
        builder.Services.AddSingleton<IMemory, FakeMemory>();
        builder.Services.AddSingleton(time);
        builder.Services.AddTradingAgentsHttp(options);
        _app = builder.Build();
        _app.UseTradingAgentsHttp();
    }

    public FakeEngine Engine { get; } = new();
    public HttpClient Client { get; private set; } = null!;
    public ConcurrentQueue<string> Log { get; } = new();
    public int Port => Client.BaseAddress!.Port;

    public IReadOnlyList<RouteEndpoint> Routes =>
        [.. ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    /// <summary>Three keys: user, other and admin.</summary>
    public static HttpFacadeOptions Keyed { get; } = new()
    {
        Keys = ApiKeys.Parse([$"user user {UserKey}", $"other user {OtherKey}", $"boss admin {AdminKey}"], "test"),
        AllowFaults = true,
    };

    public static async Task<Server> StartAsync(HttpFacadeOptions? options = null, TimeProvider? time = null)
    {
        var server = new Server(options ?? new HttpFacadeOptions(), time ?? TimeProvider.System);
        await server._app.StartAsync();
        var address = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        server.Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(30) };
        return server;
    }

    public async Task<HttpResponseMessage> SendAsync(
        string method, string path, string? body = null, string? key = null, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        if (key is not null) request.Headers.Add("X-API-Key", key);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task<JsonElement> GetJsonAsync(string path, string? key = null)
    {
        var answer = await SendAsync("GET", path, key: key);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.JsonAsync();
    }

    public Task StopAsync() => _app.StopAsync();

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void Dispose()
    {
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private sealed class Logger(Server server) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            server.Log.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");
    }
}

internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    /// <summary>The problem, once it is one in every respect.</summary>
    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage answer, int status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"expected {status} {code}, got {(int)answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.JsonAsync();
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Equal("urn:tradingagents:problem:" + code, problem.GetProperty("type").GetString());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.DoesNotContain("System.", text);
        Assert.DoesNotContain("TradingAgents.", text);
        return problem;
    }
}
