using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Decisions;

namespace TradingAgents.Analysis.Texts;

/// <summary>Every sentence of the decision and of the report around it; one implementation a language.</summary>
internal abstract class DecisionTexts(NumberTexts numbers)
{
    protected NumberTexts Numbers { get; } = numbers;

    public abstract string TradeSummary(string symbol, DateOnly date, Rating rating, double score, double confidence, TradeLevels levels);
    public abstract string HoldSummary(string symbol, DateOnly date, double score, double confidence);

    /// <summary>Whatever the score is, this stands against a trade.</summary>
    public abstract string HeldBackSummary(string symbol, DateOnly date, double score, HoldReason reason);

    public abstract string NoAnalystSummary(string symbol, DateOnly date, double close);

    /// <param name="risk">0 to 1.</param>
    /// <param name="volatility">Of 63 days, annual; null where unknown.</param>
    /// <param name="maxDrawdown">Of the period, 0 or negative.</param>
    public abstract string Risk(double risk, double? volatility, double maxDrawdown);

    /// <summary>What the prices say without an analyst: three sentences.</summary>
    public abstract IReadOnlyList<string> PlainFacts(string symbol, DateOnly date, double close, DateOnly from, double low, double high, int rows);

    /// <param name="assumed">What the report carries in place of a number.</param>
    public abstract string RiskUnknown(double assumed);

    /// <summary>Two sentences or more, one after the other.</summary>
    public abstract string Join(string first, string second);

    public abstract string Against(string statement);
    public abstract string TradeHorizon(int fromWeeks, int toWeeks);
    public abstract string HoldHorizon(int weeks);

    public abstract string ChangedByStop(TradeAction action, double stop, bool isBehindLevel);
    public abstract string ChangedByTarget(TradeAction action, double target);

    /// <summary>The price would have to cross the average for the view to change; <paramref name="isBeforeStop"/> tells whether that comes before the stop.</summary>
    public abstract string ChangedByAverage(TradeAction action, int days, double average, bool isBeforeStop);

    public abstract string ChangedUpwards(double level);
    public abstract string ChangedDownwards(double level);
    public abstract string ChangedByAnalyst();
    public abstract string ChangedByFreshPrices(DateOnly lastDate);

    public abstract string AnalystMissing(string analyst);
    public abstract string DebateMissing();
    public abstract string QuickDepth(int asked);
    public abstract string PricesOld(DateOnly lastDate, DateOnly tradeDate, int days);
}

/// <summary>Why no trade is proposed, whatever the score is.</summary>
internal enum HoldReason
{
    ShortHistory,
    OldPrices,
    LowConfidence,
}
