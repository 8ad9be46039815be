namespace TradingAgents.Reporting.Outline;

/// <summary>Bars of characters, for pages that cannot draw.</summary>
internal static class CharacterBar
{
    private const int Half = 10;

    /// <summary>From a middle line to the left for a negative score, to the right for a positive one, 21 characters wide.</summary>
    public static string Lean(double score)
    {
        var length = double.IsFinite(score) ? (int)Math.Round(Math.Min(1, Math.Abs(score)) * Half, MidpointRounding.AwayFromZero) : 0;
        var (bar, rest) = (new string('#', length), new string('.', Half - length));
        var empty = new string('.', Half);
        return score < 0 ? $"{rest}{bar}:{empty}" : $"{empty}:{bar}{rest}";
    }
}
