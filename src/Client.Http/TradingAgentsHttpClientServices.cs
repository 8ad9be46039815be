using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TradingAgents.Abstractions;

namespace TradingAgents.Client.Http;

/// <summary>Puts the client into a container.</summary>
public static class TradingAgentsHttpClientServices
{
    /// <summary>The name of the client that <see cref="IHttpClientFactory"/> makes, for handlers of one's own.</summary>
    public const string HttpClientName = "TradingAgents";

    /// <summary>
    /// Adds <see cref="TradingAgentsHttpClient"/>, and as <see cref="IAnalysisEngine"/> the engine behind it unless there is one. Wrong options stop the start of the host, with an
    /// <see cref="OptionsValidationException"/> that says what each must be.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets options; null: the defaults, or what is configured elsewhere.</param>
    /// <returns>The HTTP client's builder, to add handlers to. A handler that repeats calls is not needed: the client does so where it is safe.</returns>
    public static IHttpClientBuilder AddTradingAgentsHttpClient(this IServiceCollection services, Action<HttpClientOptions>? configure = null) =>
        Add(services, options => options.Configure(configure ?? (_ => { })));

    /// <summary>As the other, with options from a configuration section; a name in it that is no option stops the start too.</summary>
    /// <param name="services">The container.</param>
    /// <param name="section">Such as <c>builder.Configuration.GetSection("TradingAgents")</c>, with <c>Server</c>, <c>Key</c>, <c>Timeout</c> ("00:00:30") and so on.</param>
    public static IHttpClientBuilder AddTradingAgentsHttpClient(this IServiceCollection services, IConfiguration section) =>
        Add(services, options => options.Bind(section, binder => binder.ErrorOnUnknownConfiguration = true));

    private static IHttpClientBuilder Add(IServiceCollection services, Action<OptionsBuilder<HttpClientOptions>> configure)
    {
        configure(services.AddOptions<HttpClientOptions>().ValidateOnStart());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HttpClientOptions>, HttpClientOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider =>
        {
            var factory = provider.GetRequiredService<IHttpClientFactory>();
            return new HttpAnalysisEngine(Options(provider), () => factory.CreateClient(HttpClientName), provider.GetRequiredService<TimeProvider>());
        });
        services.TryAddSingleton<IAnalysisEngine>(provider => provider.GetRequiredService<HttpAnalysisEngine>());
        services.TryAddSingleton(provider => new TradingAgentsHttpClient(
            provider.GetRequiredService<HttpAnalysisEngine>(), Options(provider), provider.GetRequiredService<TimeProvider>()));

        // The sockets follow changes of names themselves; a handler that expires would end the event streams over it.
        return services.AddHttpClient(HttpClientName, (provider, http) => ApiConnection.Configure(http, Options(provider)))
            .ConfigurePrimaryHttpMessageHandler(provider => ApiConnection.CreateSockets(Options(provider)))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RedactLoggedHeaders([ApiConnection.KeyHeader]);
    }

    private static HttpClientOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<HttpClientOptions>>().Value;
}
