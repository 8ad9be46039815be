namespace TradingAgents.Analysis.Debates;

/// <summary>How many rounds the debates have, by the depth of the analysis.</summary>
/// <remarks>A round brings eight points at most and weighs little from the fourth on, as what is left then weighs little.</remarks>
internal static class DebateRounds
{
    private static readonly int[] ByDepth = [1, 1, 2, 2, 3];

    /// <param name="depth">1 to 5.</param>
    public static int Of(int depth) => ByDepth[depth - 1];
}
