using TradingAgents.Abstractions;

namespace TradingAgents.Client.Http;

/// <summary>A server's market data service. It serves one symbol at a time and does not list them, so it is no <see cref="IMarketData"/>.</summary>
public sealed class HttpMarketData(ApiConnection connection)
{
    /// <summary>Daily bars of a period counted back from the last one held; null where the symbol is unknown.</summary>
    /// <param name="symbol">Upper-cased by the server.</param>
    /// <param name="period">One of <see cref="PricePeriod.Names"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EngineException">invalid_request, unreachable.</exception>
    public async Task<PriceHistory?> GetPricesAsync(string symbol, string period = "1y", CancellationToken cancellationToken = default)
    {
        try
        {
            return (await connection.SendAsync(ApiCall.Get(ApiRoutes.Stock(symbol, period)), cancellationToken)).Read<PriceHistory>();
        }
        catch (EngineException unknown) when (unknown.Code == ErrorCodes.UnknownSymbol)
        {
            return null;
        }
    }
}
