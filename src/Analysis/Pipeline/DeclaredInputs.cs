using System.Globalization;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Debates;
using TradingAgents.Analysis.Pipeline.Stages;

namespace TradingAgents.Analysis.Pipeline;

/// <summary>What the stages of one request depend on, declared, so that equal stages of different tasks are computed once.</summary>
/// <remarks>
/// The type of the analysis is not among it: the market analyst finds the same for <c>technical</c> and <c>comprehensive</c>. Language and look-back
/// are in every stage's inputs. The symbol, the trade date and the window come in through the output of <c>market_data</c>, so a stage that reads that needs no more.
/// </remarks>
internal sealed class DeclaredInputs(AnalysisCase analysis)
{
    private readonly string[] _analysts = [.. analysis.Present.Select(StageNames.Of)];
    private readonly int _rounds = DebateRounds.Of(analysis.LookBack.Depth);

    private string Symbol => analysis.Request.StockCode;

    /// <summary>Of the stage that fixes the window.</summary>
    public StageInputs Window(int version) => new()
    {
        Version = version,
        Settings =
        [
            new StageSetting("look_back", Number(analysis.LookBack.Depth)),
            new StageSetting("symbol", Symbol),
            new StageSetting("trade_date", analysis.Parameters.TradeDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "last_bar"),
        ],
        Data = [DataInputs.Prices(analysis.MarketData, Symbol)],
    };

    /// <summary>Of an analyst's stage; null where the analyst does not tell what it reads.</summary>
    public StageInputs? Of(IAnalyst analyst) => analyst.DataRead(Symbol) is { } data ? Of(analyst.Version, [], data, asksForSome: false) : null;

    /// <summary>Of a turn of bull or bear: the analysts and all turns before it.</summary>
    public StageInputs Of(DebateSide side, int round, int version) =>
        Of(version, [.. _analysts, .. DebateTurns().TakeWhile(stage => stage != StageNames.Of(side, round))], [], asksForSome: false);

    /// <summary>Of the research manager's stage: the analysts and the whole debate.</summary>
    public StageInputs ResearchManager(int version) => Of(version, [.. _analysts, .. DebateTurns()], [], asksForSome: false);

    /// <summary>Of the trader's stage: the analysts, the plan and the prices.</summary>
    public StageInputs Trader(int version) => Of(version, [.. _analysts, StageNames.ResearchManager], [Prices], asksForSome: true);

    /// <summary>Of a turn of a risk view: the analysts, plan and proposal, all risk turns before it, and the prices.</summary>
    public StageInputs Of(RiskStance stance, int round, int version) => Of(
        version,
        [.. _analysts, StageNames.ResearchManager, StageNames.Trader, .. RiskTurns().TakeWhile(stage => stage != StageNames.Of(stance, round))],
        [Prices],
        asksForSome: true);

    /// <summary>Of the decision: all before it, the prices, and for the track record those of the benchmark too.</summary>
    public StageInputs Decision(int version)
    {
        IEnumerable<string> outputs = analysis.HasDebate ? [.. _analysts, StageNames.ResearchManager, StageNames.Trader, .. RiskTurns()] : _analysts;
        return Of(version, outputs, DataInputs.PricesAndBenchmark(analysis.MarketData, Symbol), asksForSome: true);
    }

    private DataInput Prices => DataInputs.Prices(analysis.MarketData, Symbol);

    private IEnumerable<string> DebateTurns() => DebateTurnStage.Order(_rounds).Select(turn => StageNames.Of(turn.Side, turn.Round));

    private IEnumerable<string> RiskTurns() => RiskTurnStage.Order(_rounds).Select(turn => StageNames.Of(turn.Stance, turn.Round));

    /// <param name="version">Raised by whoever changes the stage's rules or words, from 1.</param>
    /// <param name="outputs">The stages it reads, besides the window.</param>
    /// <param name="data">The data it reads.</param>
    /// <param name="asksForSome">Whether it depends on which analysts were asked for, present or not.</param>
    private StageInputs Of(int version, IEnumerable<string> outputs, IReadOnlyList<DataInput> data, bool asksForSome) => new()
    {
        Version = version,
        Outputs = [StageNames.MarketData, .. outputs],
        Settings =
        [
            new StageSetting("language", analysis.Language),
            new StageSetting("look_back", Number(analysis.LookBack.Depth)),
            .. asksForSome ? [new StageSetting("asked", string.Join(',', analysis.Asked))] : Array.Empty<StageSetting>(),
        ],
        Data = data,
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
