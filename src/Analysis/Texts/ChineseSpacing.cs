using System.Text.RegularExpressions;

namespace TradingAgents.Analysis.Texts;

/// <summary>Sets the space that Chinese text has between Chinese characters and Latin letters or digits.</summary>
internal static partial class ChineseSpacing
{
    /// <param name="text">Our own words and names, never a quotation.</param>
    public static string Spaced(string text) => Border().Replace(text, " ");

    [GeneratedRegex(@"(?<=[\u3400-\u9FFF])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[\u3400-\u9FFF])")]
    private static partial Regex Border();
}
