using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.News;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Analysts;

/// <summary>Reads dated texts: what happened, how it sounds, and what a central bank says otherwise than before.</summary>
/// <remarks>The texts are data. Nothing in them is followed, and of each only short excerpts are shown, marked as such.</remarks>
public sealed class NewsAnalyst(INews news) : IAnalyst
{
    /// <inheritdoc />
    public string Name => "news";

    /// <inheritdoc />
    public double StageWeight => 3;

    /// <inheritdoc />
    public async Task<AnalystFindings> AnalyseAsync(AnalystInput input, CancellationToken cancellationToken)
    {
        var view = await NewsView.ReadAsync(news, input.Window.Symbol, input.Window.TradeDate, cancellationToken);
        input.ReportProgress(0.7);
        return new NewsReading(input.Window.Symbol, input.LookBack.Depth, view, NewsTexts.Of(input.Language)).Conclude();
    }

    /// <inheritdoc />
    public IReadOnlyList<DataInput>? DataRead(string symbol) => [DataInputs.News(news)];
}
