using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Risks;

namespace TradingAgents.Analysis.Texts;

/// <summary>Every sentence of the risk debate; one implementation a language.</summary>
internal abstract class RiskTexts(NumberTexts numbers)
{
    protected NumberTexts Numbers { get; } = numbers;

    /// <param name="language"><c>en</c> or <c>zh</c>.</param>
    /// <param name="currency">Of the prices.</param>
    /// <param name="close">The last close: tells how many decimals a price has.</param>
    public static RiskTexts Of(string language, string currency, double close) => language == "zh"
        ? new ChineseRiskTexts(NumberTexts.Of(language, currency, close))
        : new EnglishRiskTexts(NumberTexts.Of(language, currency, close));

    /// <param name="stance">Who speaks.</param>
    /// <param name="share">Of the equity.</param>
    /// <param name="stop">The price.</param>
    /// <param name="loss">What the stop would cost, of the equity.</param>
    public abstract string Position(RiskStance stance, double share, double stop, double loss);

    public abstract string NoTrade(RiskStance stance);

    /// <param name="stance">Who gives way.</param>
    /// <param name="from">The share before.</param>
    /// <param name="to">The share now; equal to it where a quarter of the way is under a percent.</param>
    /// <param name="raise">Weight of what raises the risk, 0 to 1.</param>
    /// <param name="ease">Weight of what eases it, 0 to 1.</param>
    public abstract string Yields(RiskStance stance, double from, double to, double raise, double ease);

    /// <summary>In a further round: the reason has been said.</summary>
    public abstract string YieldsFurther(RiskStance stance, double from, double to);

    public abstract string Stays(RiskStance stance, double share, double raise, double ease);

    /// <summary>The neutral view of a later round: the mean of the three.</summary>
    public abstract string Middle(double share);

    public abstract string Factor(RiskFactor factor);

    /// <summary>What the neutral view looks at: factors that the others have put in words, one at least.</summary>
    public abstract string Weighs(RiskFactor? easing, RiskFactor? raising);

    public abstract string NoFactor(RiskStance stance);

    /// <summary>The RSI shortly before it is overbought or oversold.</summary>
    public abstract string NearsTheEdge(double rsi);

    public abstract string StopWithoutLevel(string range);
    public abstract string AnalystsSilent(int silent, int asked);
    public abstract string FewBars(int bars);
    public abstract string PricesEnd(DateOnly last, int days);
    public abstract string Disagreement(double disagreement);
    public abstract string Agreement(double disagreement);

    public abstract string Join(IEnumerable<string> sentences);
}
