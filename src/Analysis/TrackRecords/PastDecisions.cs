using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;

namespace TradingAgents.Analysis.TrackRecords;

/// <summary>A symbol's own past up to the last bar of an analysis: what came of decisions like the one that is made now.</summary>
/// <param name="bars">Up to the last bar.</param>
/// <param name="readings">Of the same bars; empty where today's prices were not read.</param>
/// <param name="lean">Which way today's price signals lean; null where prices were not read.</param>
internal sealed class PastDecisions(IReadOnlyList<PriceBar> bars, IReadOnlyList<PriceReading> readings, PriceLean? lean)
{
    /// <summary>Reads it.</summary>
    /// <param name="window">Of the analysis.</param>
    /// <param name="views">What its analysts found.</param>
    /// <param name="lookBack">Of the analysis: earlier days are read at the same depth.</param>
    /// <param name="marketData">The prices.</param>
    /// <param name="kept">Readings made before.</param>
    /// <param name="cancellationToken">Stops between two readings.</param>
    public static async Task<PastDecisions> ReadAsync(
        MarketWindow window, IReadOnlyList<AnalystFindings> views, LookBack lookBack, IMarketData marketData, PriceReadings kept, CancellationToken cancellationToken)
    {
        if (await marketData.GetPricesAsync(window.Symbol, window.To, cancellationToken) is not { } own) return new PastDecisions([], [], null);
        if (views.FirstOrDefault(view => view.Report.Analyst == MarketAnalyst.AnalystName) is not { } market) return new PastDecisions(own.Bars, [], null);

        var benchmark = window.Symbol == MarketAnalyst.Benchmark ? null : await marketData.GetPricesAsync(MarketAnalyst.Benchmark, window.To, cancellationToken);
        var readings = await kept.OfAsync(new KnownPrices(own, benchmark), lookBack, cancellationToken);
        return new PastDecisions(own.Bars, readings, CalibratedConfidence.LeanOf(market.Report.Score));
    }

    /// <summary>How such a decision has fared.</summary>
    /// <param name="action">What is decided.</param>
    /// <param name="horizonWeeks">The far end of its horizon, 1 or more.</param>
    public CalibratedConfidence Judge(TradeAction action, int horizonWeeks) =>
        CalibratedConfidence.Of(bars, readings, lean, action, horizonWeeks * PriceMoves.BarsPerWeek);
}
