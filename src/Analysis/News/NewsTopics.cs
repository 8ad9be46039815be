using System.Collections.Frozen;

namespace TradingAgents.Analysis.News;

/// <summary>Topics that concern every stock.</summary>
internal static class NewsTopics
{
    public const string MonetaryPolicy = "monetary_policy";

    private static readonly FrozenSet<string> Macro = FrozenSet.ToFrozenSet(
        [MonetaryPolicy, "macro", "economy", "inflation", "employment", "interest_rates", "fiscal_policy", "trade_policy", "gdp", "geopolitics", "markets"]);

    public static bool IsMacro(string topic) => Macro.Contains(topic.Replace(' ', '_').Replace('-', '_'));
}
