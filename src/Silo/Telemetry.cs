using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Resources;
using TradingAgents.Abstractions.Telemetry;

namespace TradingAgents.Silo;

/// <summary>Metrics and traces of Orleans, of the web server and of ours, by OTLP, where the standard variables of OpenTelemetry name a collector.</summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static readonly string[] Meters = [MetricNames.Meter, "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];
    private static readonly string[] Sources = ["Microsoft.Orleans.*", "Microsoft.AspNetCore"];

    /// <summary>Adds the export; without a collector there is none, and nothing is measured for it.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, string node)
    {
        if (string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Endpoint))) return services;
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("tradingagents-silo", serviceInstanceId: node))
            .WithMetrics(metrics => metrics.AddMeter(Meters))
            .WithTracing(tracing => tracing.AddSource(Sources))
            .UseOtlpExporter();
        return services;
    }
}
