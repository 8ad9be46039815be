using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Fundamentals;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Analysts;

/// <summary>Reads what a company had filed by the trade date: growth, margins, cash, leverage, shares, and what the price pays for them.</summary>
public sealed class FundamentalsAnalyst(IMarketData marketData, IFundamentalsData filings) : IAnalyst
{
    internal const string AnalystName = "fundamentals";

    /// <inheritdoc />
    public string Name => AnalystName;

    /// <inheritdoc />
    public int Version => 2;

    /// <inheritdoc />
    public double StageWeight => 2;

    /// <inheritdoc />
    /// <exception cref="AnalysisException">analysis_failed, final: a file is malformed.</exception>
    public async Task<AnalystFindings> AnalyseAsync(AnalystInput input, CancellationToken cancellationToken)
    {
        var window = input.Window;
        CompanyFilings? known;
        try
        {
            known = await filings.GetFilingsAsync(window.Symbol, window.TradeDate, cancellationToken);
        }
        catch (InvalidDataException malformed)
        {
            throw new AnalysisException(TaskErrorCodes.AnalysisFailed, $"The filings for {window.Symbol} cannot be read: {malformed.Message}", retryable: false, malformed);
        }

        input.ReportProgress(0.3);
        var history = await marketData.GetPricesAsync(window.Symbol, window.To, cancellationToken);
        var bars = await window.ReadAsync(marketData, cancellationToken);
        var close = bars[^1].Close;
        if (known is null) return NothingBut(window.IsIndex ? TextsIn(window.Currency).FilesNothing(window.Symbol) : TextsIn(window.Currency).NoFilings(window.Symbol, window.TradeDate));

        var view = new FilingsView(known.Facts);
        if (FundamentalsReading.LatestPeriod(view) is not { } period) return NothingBut(TextsIn(window.Currency).NoFigures(window.Symbol, window.TradeDate));

        var basis = new ShareBasis(view, known.Splits, history?.AdjustedTo ?? window.To);
        var reading = new FundamentalsReading(new FundamentalsNotes(window, view, basis, period, TextsIn(period.Currency)));
        reading.Read(close);
        return reading.Conclude(Name, known.Facts);

        FundamentalsTexts TextsIn(string currency) => FundamentalsTexts.Of(input.Language, window.Currency, close, currency);
    }

    /// <inheritdoc />
    public IReadOnlyList<DataInput>? DataRead(string symbol) => [DataInputs.Prices(marketData, symbol), DataInputs.Filings(filings, symbol)];

    private AnalystFindings NothingBut(string missing) => new()
    {
        Report = new AnalystReport { Analyst = Name, Score = 0, Confidence = 0, Summary = missing, Sections = [] },
        Evidence = [],
        KeyEvidence = [],
        DataWindows = [],
        Missing = [missing],
    };
}
