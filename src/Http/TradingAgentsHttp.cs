using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TradingAgents.Abstractions;
using TradingAgents.Http.Access;
using TradingAgents.Http.Dashboard;
using TradingAgents.Http.Endpoints;
using TradingAgents.Http.OpenApi;
using TradingAgents.Http.Problems;
using TradingAgents.Http.Requests;
using TradingAgents.Http.Telemetry;

namespace TradingAgents.Http;

/// <summary>The HTTP face of an engine, the same over every engine.</summary>
public static partial class TradingAgentsHttp
{
    /// <summary>Adds what the facade needs. The container must also hold an <see cref="IAnalysisEngine"/>, an <see cref="IMarketData"/>, an <see cref="IMemory"/> and a <see cref="TimeProvider"/>.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IServiceCollection AddTradingAgentsHttp(this IServiceCollection services, HttpFacadeOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RateLimitPerMinute, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.SseHeartbeat, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxEventStreams, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConnections, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.HeadTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxBodyBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxBatchBodyBytes, 1);

        services.AddSingleton(options);
        services.AddRouting();
        services.AddMetrics();
        services.AddSingleton<RejectionCounter>();
        services.AddSingleton<PrometheusExporter>();
        services.AddSingleton<MetricsPage>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<DashboardFiles>();
        services.AddExceptionHandler<ProblemHandling>();
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
            kestrel.Limits.RequestHeadersTimeout = options.HeadTimeout;
        });
        services.ConfigureHttpJsonOptions(UseContractJson);
        AddAccess(services);
        services.AddOpenApi(openApi => openApi
            .AddDocumentTransformer<ContractDocument>()
            .AddOperationTransformer<ContractOperations>()
            .AddSchemaTransformer<ContractSchemas>());
        return services;
    }

    /// <summary>Serves every call of the contract. Routes of one's own may be mapped besides; they fall under the same rule of access.</summary>
    public static WebApplication UseTradingAgentsHttp(this WebApplication app)
    {
        app.Services.GetRequiredService<PrometheusExporter>(); // Listens from now on, not from the first scrape.
        if (app.Services.GetRequiredService<HttpFacadeOptions>().Keys is { WeakNames: { Count: > 0 } weak })
            LogWeakKeys(app.Logger, string.Join(", ", weak));
        app.Use(SecurityHeaders.AddAsync);
        app.Use(BoundedBody.LingerAsync);
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(ProblemHandling.WriteAsync);
        app.UseRouting();
        app.Use(UnknownAddress.AnswerAsync);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();

        var api = app.MapGroup("/api/v1").AddEndpointFilter<RouteGroupBuilder, StrictQuery>();
        TaskEndpoints.Map(api);
        InsightEndpoints.Map(api);
        SessionEndpoints.Map(api);
        SystemEndpoints.Map(api);
        AdminEndpoints.Map(api, app.Services.GetRequiredService<HttpFacadeOptions>());
        DataEndpoints.Map(api);
        MemoryEndpoints.Map(api);
        OperationsEndpoints.Map(app);
        DashboardEndpoints.Map(app);
        app.MapOpenApi();
        return app;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The API keys of {Names} have fewer than 16 characters and can be guessed")]
    private static partial void LogWeakKeys(ILogger logger, string names);

    private static void AddAccess(IServiceCollection services)
    {
        var policy = new AuthorizationPolicyBuilder(ApiKeyHandler.SchemeName).AddRequirements(new AccessRequirement()).Build();
        // Not AddAuthentication: that brings data protection along, which writes keys of its own to the disk.
        services.AddAuthenticationCore(authentication =>
        {
            authentication.DefaultScheme = ApiKeyHandler.SchemeName;
            authentication.AddScheme<ApiKeyHandler>(ApiKeyHandler.SchemeName, displayName: null);
        });
        services.AddTransient<ApiKeyHandler>();
        services.AddWebEncoders();
        services.AddAuthorizationBuilder().SetDefaultPolicy(policy).SetFallbackPolicy(policy);
        services.AddRateLimiter(limiter => limiter
            .AddPolicy<string, SubmissionRateLimit>(SubmissionRateLimit.Policy)
            .AddPolicy<string, SignInRateLimit>(SignInRateLimit.Policy)
            .AddPolicy<string, EventStreamLimit>(EventStreamLimit.Policy));
    }

    /// <summary>For the documentation: bodies are read and written with <see cref="ContractJson.Options"/> itself.</summary>
    private static void UseContractJson(JsonOptions json)
    {
        var contract = ContractJson.Options;
        json.SerializerOptions.PropertyNamingPolicy = contract.PropertyNamingPolicy;
        json.SerializerOptions.DictionaryKeyPolicy = contract.DictionaryKeyPolicy;
        json.SerializerOptions.NumberHandling = contract.NumberHandling;
        json.SerializerOptions.UnmappedMemberHandling = contract.UnmappedMemberHandling;
        json.SerializerOptions.RespectNullableAnnotations = contract.RespectNullableAnnotations;
        json.SerializerOptions.RespectRequiredConstructorParameters = contract.RespectRequiredConstructorParameters;
        foreach (var converter in contract.Converters) json.SerializerOptions.Converters.Add(converter);
    }
}
