namespace TradingAgents.Analysis.Texts;

/// <summary>The sections of a fundamentals report, in their order.</summary>
internal enum FundamentalsTheme
{
    Growth,
    Margins,
    CashFlow,
    Leverage,
    Shareholders,
    Valuation,
    Filings,
}
