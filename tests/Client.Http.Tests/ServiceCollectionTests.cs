using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TradingAgents.Abstractions;

namespace TradingAgents.Client.Http.Tests;

public sealed class ServiceCollectionTests
{
    [Fact]
    public async Task A_service_gets_a_client_that_calls_the_configured_server_with_its_key()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(202, Samples.Task));
        using var host = Host(new() { ["Server"] = server.Url.ToString(), ["Key"] = "k-1", ["Timeout"] = "00:00:20" });
        await host.StartAsync();

        await host.Services.GetRequiredService<TradingAgentsHttpClient>().SubmitAsync("AAPL");

        Assert.Equal("k-1", server.Requests.Single().Header("X-API-Key"));
        Assert.Same(host.Services.GetRequiredService<TradingAgentsHttpClient>().Engine, host.Services.GetRequiredService<IAnalysisEngine>());
    }

    [Fact]
    public async Task Handlers_of_ones_own_see_every_call()
    {
        await using var server = new ScriptedServer(_ => ScriptedServer.Answer(200, Samples.Task));
        var services = new ServiceCollection();
        services.AddTradingAgentsHttpClient(options => options.Server = server.Url).AddHttpMessageHandler(() => new Tagging());
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<TradingAgentsHttpClient>().GetAsync(new("t-1"));

        Assert.Equal("desk", server.Requests.Single().Header("X-Tag"));
    }

    [Theory]
    [InlineData("Server", "127.0.0.1:8000", "Server must be an address such as http://127.0.0.1:8000")]
    [InlineData("Server", "http://127.0.0.1:8000/?a=b", "Server must be an address")]
    [InlineData("Key", "two words", "Key must be printable ASCII without spaces.")]
    [InlineData("Timeout", "00:00:00", "Timeout must be above 0 and at most a day")]
    [InlineData("StreamSilence", "-00:00:01", "StreamSilence must be above 0")]
    [InlineData("Retries", "-1", "Retries must be 0 to 1000, but is -1.")]
    [InlineData("MaxBackoff", "2.00:00:00", "MaxBackoff must be 0 to a day")]
    public async Task A_wrong_option_stops_the_start_and_says_what_it_must_be(string option, string value, string told)
    {
        using var host = Host(new() { [option] = value });

        var wrong = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains(told, wrong.Message);
        Assert.DoesNotContain("two words", wrong.Message);
    }

    [Fact]
    public async Task A_name_that_is_no_option_stops_the_start()
    {
        using var host = Host(new() { ["Sever"] = "http://127.0.0.1:8000" });

        var wrong = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Contains("Sever", wrong.Message);
    }

    private static IHost Host(Dictionary<string, string?> options)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(options.Select(option => KeyValuePair.Create("TradingAgents:" + option.Key, option.Value)));
        builder.Services.AddTradingAgentsHttpClient(builder.Configuration.GetSection("TradingAgents"));
        return builder.Build();
    }

    private sealed class Tagging : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("X-Tag", "desk");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
