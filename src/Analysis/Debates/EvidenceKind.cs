namespace TradingAgents.Analysis.Debates;

/// <summary>Groups of themes that speak about the same thing, so that evidence of one can answer evidence of another.</summary>
internal enum EvidenceKind
{
    /// <summary>Where the price is going: trend, momentum, volume, strength against the benchmark.</summary>
    Movement,

    /// <summary>Where the price stands: bands, distance from the high, room to the levels.</summary>
    Position,

    /// <summary>Growth, margins, cash flow.</summary>
    Business,

    /// <summary>Leverage, share count.</summary>
    Balance,

    Valuation,

    /// <summary>What texts say: events, tone, mood, central banks.</summary>
    Texts,

    /// <summary>Themes this version does not know.</summary>
    Other,
}

internal static class EvidenceKinds
{
    /// <param name="analyst">market, sentiment, news or fundamentals.</param>
    /// <param name="theme">The section's name, such as <c>Momentum</c>.</param>
    public static EvidenceKind Of(string analyst, string theme) => (analyst, theme) switch
    {
        ("market", "Trend" or "Momentum" or "Volume" or "RelativeStrength") => EvidenceKind.Movement,
        ("market", "Volatility" or "Levels") => EvidenceKind.Position,
        ("fundamentals", "Growth" or "Margins" or "CashFlow") => EvidenceKind.Business,
        ("fundamentals", "Leverage" or "Shareholders") => EvidenceKind.Balance,
        ("fundamentals", "Valuation") => EvidenceKind.Valuation,
        ("news" or "sentiment", _) => EvidenceKind.Texts,
        _ => EvidenceKind.Other,
    };
}
