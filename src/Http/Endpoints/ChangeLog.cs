using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using TradingAgents.Abstractions;
using TradingAgents.Http.Access;

namespace TradingAgents.Http.Endpoints;

/// <summary>Logs who changed what, and how it stands since; a refused change is not one.</summary>
internal sealed partial class ChangeLog(ILogger<ChangeLog> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        if (!logger.IsEnabled(LogLevel.Information)) return answer;

        var http = context.HttpContext;
        var operation = http.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;
        var caller = Caller.Of(http).Name ?? "loopback";
        var what = http.Request.RouteValues["id"] is { } instance ? $"{operation} {instance}" : operation;
        var now = JsonSerializer.Serialize((answer as IValueHttpResult)?.Value, ContractJson.Options);
        LogChange(caller, what, now);
        return answer;
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "{Caller} did {Operation}: {Now}")]
    private partial void LogChange(string caller, string? operation, string now);
}
