namespace TradingAgents.Analysis.Risks;

/// <summary>Something that raises or eases the risk of a trade.</summary>
/// <param name="Topic">What it is about; of a topic there is one factor at most.</param>
/// <param name="Raises">Whether it raises the risk; else it eases it.</param>
/// <param name="Severity">0 (hardly) to 1 (in full).</param>
/// <param name="Statement">The fact in a sentence.</param>
/// <param name="EvidenceId">Of the report's evidence; null where it is a fact about the analysis itself.</param>
internal sealed record RiskFactor(RiskTopic Topic, bool Raises, double Severity, string Statement, string? EvidenceId = null);

internal enum RiskTopic
{
    Volatility,
    Drawdown,
    Gap,
    Stop,
    Stretch,
    Leverage,
    Data,
    Disagreement,
}
