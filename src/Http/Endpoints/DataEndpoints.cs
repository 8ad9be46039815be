using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TradingAgents.Abstractions;
using TradingAgents.Http.Requests;

namespace TradingAgents.Http.Endpoints;

/// <summary><c>/api/v1/data</c>.</summary>
internal static class DataEndpoints
{
    private static readonly QueryParameter Symbol = new("symbol", "Such as AAPL.", Required: true);
    private static readonly QueryParameter Period = new("period", "Counted back from the last bar held.", PricePeriod.Names, Default: "1y");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/data/stock", GetStockAsync)
            .WithTags("Shared services")
            .Describe("getStock", "Daily bars of a symbol, oldest first")
            .Takes(Symbol, Period)
            .Answers<PriceHistory>().Refuses(ErrorCodes.UnknownSymbol);

    private static async Task<IResult> GetStockAsync(HttpContext http, IMarketData marketData, CancellationToken cancellationToken)
    {
        var symbol = http.Request.Query.Text(Symbol)!;
        var history = RequestRules.IsCode(symbol, 32)
            ? await marketData.GetPricesAsync(symbol.ToUpperInvariant(), null, cancellationToken)
            : null;
        return history is null
            ? throw new EngineException(ErrorCodes.UnknownSymbol, "No prices are held of this symbol.")
            : Reply.Json(history with { Bars = PricePeriod.Cut(history.Bars, http.Request.Query.Text(Period)!) });
    }
}
