using TradingAgents.Abstractions;
using TradingAgents.Analysis.News.CentralBanks;
using TradingAgents.Analysis.News.Tone;

namespace TradingAgents.Analysis.News;

/// <summary>A text that concerns a stock, and how it sounds.</summary>
/// <param name="Text">The text.</param>
/// <param name="Relevance">0 to 1; see <see cref="NewsRelevance"/>.</param>
/// <param name="AgeDays">Calendar days to the trade date.</param>
/// <param name="Tone">Of a central bank's statement how much better what it says otherwise sounds than what it said before.</param>
/// <param name="Statement">Where it is a central bank's statement.</param>
/// <param name="Change">Where the statement before it is held.</param>
internal sealed record RelevantText(NewsText Text, double Relevance, int AgeDays, ToneScore Tone, Statement? Statement, StanceChange? Change)
{
    /// <summary>Days after which a text weighs half.</summary>
    public const double HalfLifeDays = 14;

    /// <summary>Relevance, halved every two weeks.</summary>
    public double Weight => Relevance * Math.Pow(0.5, AgeDays / HalfLifeDays);

    /// <summary>What may be quoted of a text that is not compared with another.</summary>
    public IReadOnlyList<string> Quotable =>
        Statement is not null ? [.. Statement.Sentences.Select(sentence => sentence.Text)] : Sentences.Of(Text.Text, 200);

    /// <summary>Concerns every stock, and this one no more than others.</summary>
    public bool IsMacro => Relevance <= NewsRelevance.Macro;
}
