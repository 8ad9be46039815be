using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TradingAgents.Abstractions;
using TradingAgents.Grains;

namespace TradingAgents.Client.Tests;

public sealed class TradingAgentsClientTests
{
    [Fact]
    public void A_service_gets_the_engine_of_the_cluster()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddTradingAgentsClient(new ClusterClientOptions { Redis = "127.0.0.1:1" });
        using var host = builder.Build();
        Assert.IsType<GrainAnalysisEngine>(host.Services.GetRequiredService<IAnalysisEngine>());
    }

    [Fact]
    public void A_response_timeout_shorter_than_a_wait_for_events_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() =>
        Host.CreateEmptyApplicationBuilder(null).AddTradingAgentsClient(new ClusterClientOptions { Redis = "127.0.0.1:1", ResponseTimeout = TimeSpan.FromSeconds(10) }));
}
