using System.Globalization;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.Analysts;

namespace TradingAgents.Analysis.Pipeline;

/// <summary>What the stages of one request depend on, declared, so that equal stages of different tasks are computed once.</summary>
/// <remarks>
/// The type of the analysis is not among it: the market analyst finds the same for <c>technical</c> and <c>comprehensive</c>. Language and look-back
/// are in every stage's inputs. The symbol, the trade date and the window come in through the output of <c>market_data</c>, so a stage that reads that needs no more.
/// </remarks>
internal sealed class DeclaredInputs(IMarketData marketData, AnalysisRequest request, AnalysisParameters parameters, LookBack lookBack)
{
    /// <summary>Of the stage that fixes the window.</summary>
    public StageInputs Window(int version) => new()
    {
        Version = version,
        Settings =
        [
            new StageSetting("look_back", Number(lookBack.Depth)),
            new StageSetting("symbol", request.StockCode),
            new StageSetting("trade_date", parameters.TradeDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "last_bar"),
        ],
        Data = [DataInputs.Prices(marketData, request.StockCode)],
    };

    /// <summary>Of an analyst's stage; null where the analyst does not tell what it reads.</summary>
    public StageInputs? Of(IAnalyst analyst) => analyst.DataRead(request.StockCode) is { } data ? Of(analyst.Version, [AnalysisStages.MarketData], data: data) : null;

    /// <summary>Of a stage that works from earlier outputs, and from the prices of the window where it says so.</summary>
    /// <param name="version">Raised by whoever changes the stage's rules or words, from 1.</param>
    /// <param name="outputs">The stages it reads.</param>
    /// <param name="readsPrices">Whether it reads the prices of the window too.</param>
    /// <param name="settings">What else of the request it depends on.</param>
    public StageInputs Of(int version, IEnumerable<string> outputs, bool readsPrices = false, params IEnumerable<StageSetting> settings) =>
        Of(version, outputs, readsPrices ? [DataInputs.Prices(marketData, request.StockCode)] : [], settings);

    /// <summary>Analysts asked for, whether present or not.</summary>
    public static StageSetting Asked(IEnumerable<string> analysts) => new("asked", string.Join(',', analysts));

    private StageInputs Of(int version, IEnumerable<string> outputs, IReadOnlyList<DataInput> data, params IEnumerable<StageSetting> settings) => new()
    {
        Version = version,
        Outputs = [.. outputs],
        Settings = [new StageSetting("language", parameters.Language), new StageSetting("look_back", Number(lookBack.Depth)), .. settings],
        Data = data,
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
