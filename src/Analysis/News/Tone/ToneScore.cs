namespace TradingAgents.Analysis.News.Tone;

/// <summary>How a text sounds.</summary>
/// <param name="Value">-1 (bad) to 1 (good); 0 also where nothing carries tone.</param>
/// <param name="Words">How much tone was found, in words of weight 1.</param>
internal readonly record struct ToneScore(double Value, double Words)
{
    internal static ToneScore Of(IEnumerable<(string Text, double Weight)> parts, double damping)
    {
        double good = 0, bad = 0;
        foreach (var (text, weight) in parts)
        {
            var count = ToneScorer.Count(text);
            good += weight * count.Good;
            bad += weight * count.Bad;
        }

        return new ToneScore((good - bad) / (good + bad + damping), good + bad);
    }
}
