using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using TradingAgents.Abstractions;
using TradingAgents.Http.Requests;

namespace TradingAgents.Http.Endpoints;

/// <summary>The codes with which a call may be refused, for the documentation.</summary>
internal sealed record ProblemCodes(IReadOnlyList<string> Codes);

/// <summary>Response headers of a success, for the documentation.</summary>
internal sealed record SuccessHeader(string Name, string Description);

/// <summary>Request headers, for the documentation.</summary>
internal sealed record RequestHeader(string Name, string Description);

/// <summary>How endpoints say what they take and answer.</summary>
internal static class EndpointConventions
{
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string name, string summary, string? description = null)
    {
        endpoint.WithName(name).WithSummary(summary);
        return description is null ? endpoint : endpoint.WithDescription(description);
    }

    public static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder endpoint) where TBody : notnull => endpoint
        .Accepts<TBody>("application/json")
        .Refuses(ErrorCodes.InvalidRequest, ErrorCodes.BodyTooLarge, ErrorCodes.UnsupportedMediaType);

    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, params QueryParameter[] parameters) => endpoint
        .WithMetadata([.. parameters])
        .Refuses(ErrorCodes.InvalidRequest);

    public static RouteHandlerBuilder TakesHeader(this RouteHandlerBuilder endpoint, string name, string description) =>
        endpoint.WithMetadata(new RequestHeader(name, description));

    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params string[] codes) =>
        endpoint.WithMetadata(new ProblemCodes(codes));

    public static RouteHandlerBuilder Answers<TAnswer>(this RouteHandlerBuilder endpoint, int status = StatusCodes.Status200OK) =>
        endpoint.Produces<TAnswer>(status, "application/json");

    public static RouteHandlerBuilder WithLocation(this RouteHandlerBuilder endpoint, string description) =>
        endpoint.WithMetadata(new SuccessHeader("Location", description));
}
