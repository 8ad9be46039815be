using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.News;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Analysts;

/// <summary>Reads the mood of dated texts: how they sound on the whole, where the tone is going, and how far they agree.</summary>
public sealed class SentimentAnalyst(INews news) : IAnalyst
{
    /// <inheritdoc />
    public string Name => "sentiment";

    /// <inheritdoc />
    public double StageWeight => 2;

    /// <inheritdoc />
    public async Task<AnalystFindings> AnalyseAsync(AnalystInput input, CancellationToken cancellationToken)
    {
        var view = await NewsView.ReadAsync(news, input.Window.Symbol, input.Window.TradeDate, cancellationToken);
        input.ReportProgress(0.7);
        return new SentimentReading(input.Window.Symbol, input.LookBack.Depth, view, NewsTexts.Of(input.Language)).Conclude();
    }

    /// <inheritdoc />
    public IReadOnlyList<DataInput>? DataRead(string symbol) => [DataInputs.News(news)];
}
