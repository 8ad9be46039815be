using Microsoft.AspNetCore.Http;
using TradingAgents.Abstractions;

namespace TradingAgents.Http.Endpoints;

/// <summary>Successful answers, in the contract's JSON.</summary>
internal static class Reply
{
    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(value, ContractJson.Options, "application/json; charset=utf-8", status);

    /// <summary>The answer, and where to look for what was made.</summary>
    public static IResult Json<T>(HttpContext http, T value, int status, string location)
    {
        http.Response.Headers.Location = location;
        return Json(value, status);
    }
}
