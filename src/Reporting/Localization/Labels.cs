using System.Globalization;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Reporting.Text;

namespace TradingAgents.Reporting.Localization;

/// <summary>Every word a report adds to the analysts' own, in one language.</summary>
internal sealed record Labels
{
    /// <summary>As HTML's <c>lang</c> wants it.</summary>
    public required string LanguageTag { get; init; }

    /// <summary>Between a label and what it labels.</summary>
    public required string Colon { get; init; }

    /// <summary>Between the parts of a line.</summary>
    public required string Comma { get; init; }

    /// <summary>Format of a date in running text.</summary>
    public required string LongDate { get; init; }

    /// <summary>Formats of an axis' ticks.</summary>
    public required string DayTick { get; init; }
    public required string MonthTick { get; init; }
    public required string YearTick { get; init; }

    public required string Depth { get; init; }
    public required string AsOf { get; init; }
    public required string PricesIn { get; init; }
    public required string Decision { get; init; }
    public required string Rating { get; init; }
    public required string Action { get; init; }
    public required string Entry { get; init; }
    public required string Stop { get; init; }
    public required string Target { get; init; }
    public required string RewardToRisk { get; init; }
    public required string Confidence { get; init; }
    public required string Risk { get; init; }
    public required string Horizon { get; init; }
    public required string NoTrade { get; init; }
    public required string KeyPoints { get; init; }
    public required string WouldChangeTheView { get; init; }
    public required string Analysts { get; init; }
    public required string Score { get; init; }
    public required string Evidence { get; init; }
    public required string Fact { get; init; }
    public required string Value { get; init; }
    public required string Unit { get; init; }
    public required string DateOrWindow { get; init; }
    public required string Source { get; init; }
    public required string Direction { get; init; }
    public required string Data { get; init; }
    public required string From { get; init; }
    public required string To { get; init; }
    public required string Rows { get; init; }
    public required string Missing { get; init; }
    public required string NothingMissing { get; init; }
    public required string None { get; init; }
    public required string NoAdviceTitle { get; init; }
    public required string NoAdvice { get; init; }
    public required string Task { get; init; }
    public required string Generated { get; init; }
    public required string Attempt { get; init; }
    public required string Version { get; init; }

    public required string Chart { get; init; }
    public required string Indicators { get; init; }
    public required string NoChart { get; init; }
    public required string Price { get; init; }
    public required string Open { get; init; }
    public required string High { get; init; }
    public required string Low { get; init; }
    public required string Close { get; init; }
    public required string Volume { get; init; }
    public required string Sma { get; init; }
    public required string BollingerBands { get; init; }
    public required string Support { get; init; }
    public required string Resistance { get; init; }
    public required string Rsi { get; init; }
    public required string Overbought { get; init; }
    public required string Oversold { get; init; }
    public required string Macd { get; init; }
    public required string Signal { get; init; }
    public required string Histogram { get; init; }
    public required string Drawdown { get; init; }
    public required string Deepest { get; init; }

    /// <summary>{0} name, {1} first day, {2} last day, {3} lowest, {4} highest, {5} last value.</summary>
    public required string SeriesDescription { get; init; }

    public required string SyntheticTitle { get; init; }
    public required string SyntheticText { get; init; }
    public required string UnknownTitle { get; init; }
    public required string UnknownText { get; init; }
    public required string StockCode { get; init; }
    public required string AnalysisTypeLabel { get; init; }
    public required string Result { get; init; }

    public required IReadOnlyDictionary<Rating, string> Ratings { get; init; }
    public required IReadOnlyDictionary<TradeAction, string> Actions { get; init; }
    public required IReadOnlyDictionary<AnalysisType, string> AnalysisTypes { get; init; }

    /// <summary>By the report's name of an analyst.</summary>
    public required IReadOnlyDictionary<string, string> AnalystNames { get; init; }

    /// <summary>By the report's name of a unit; a unit that is not here is shown as it is.</summary>
    public required IReadOnlyDictionary<string, string> Units { get; init; }

    /// <summary>The labels of a report's language; English for one that is unknown.</summary>
    public static Labels For(string language) => language == "zh" ? ChineseLabels.Instance : EnglishLabels.Instance;

    public string AnalystName(string analyst) => AnalystNames.GetValueOrDefault(analyst, analyst);

    public string UnitName(string unit) => Units.GetValueOrDefault(unit, unit);

    public string Describe(string name, DateOnly first, DateOnly last, double lowest, double highest, double latest) =>
        string.Format(
            CultureInfo.InvariantCulture,
            SeriesDescription,
            name,
            NumberText.Date(first),
            NumberText.Date(last),
            NumberText.Format(lowest),
            NumberText.Format(highest),
            NumberText.Format(latest));

    /// <summary>The rating, and what to do where that is another word.</summary>
    public string Verdict(Abstractions.Reports.Decision decision)
    {
        var (rating, action) = (Ratings[decision.Rating], Actions[decision.Action]);
        return rating == action ? rating : $"{rating} ({action})";
    }
}
