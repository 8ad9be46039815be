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

    public required string FullStop { get; init; }

    /// <summary>Between two sentences.</summary>
    public required string SentenceGap { get; init; }

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

    /// <summary>{0} the horizon in words, {1} the day it ends.</summary>
    public required string HorizonTo { get; init; }

    /// <summary>Of the position.</summary>
    public required string Size { get; init; }

    /// <summary>{0} a share of the equity.</summary>
    public required string OfEquity { get; init; }

    public required string HowSure { get; init; }

    /// <summary>What the confidence is the probability of, by action.</summary>
    public required IReadOnlyDictionary<TradeAction, string> ConfidenceMeans { get; init; }

    /// <summary>{0} right, in words where none were, {1} cases (two forms, with a bar between, for one and for many), {2} first day, {3} last day.</summary>
    public required string TrackRecord { get; init; }

    /// <summary>{0} the share of all earlier days, {1} the confidence it would give alone.</summary>
    public required string BaseRate { get; init; }

    /// <summary>In place of the number of right cases where it is 0.</summary>
    public required string NoneRight { get; init; }
    public required string NoCases { get; init; }
    public required string NoTrackRecord { get; init; }
    public required string Conviction { get; init; }
    public required string ConvictionMeans { get; init; }
    public required string RiskMeans { get; init; }
    public required string NoTrade { get; init; }
    public required string KeyPoints { get; init; }
    public required string Against { get; init; }

    /// <summary>Where nothing speaks against it that could be named.</summary>
    public required string NothingAgainst { get; init; }
    public required string WouldChangeTheView { get; init; }
    public required string Votes { get; init; }
    public required string Vote { get; init; }
    public required string VotesNote { get; init; }

    /// <summary>{0} vote up, {1} down, {2} neither.</summary>
    public required string VoteCounts { get; init; }

    /// <summary>{0} the gap, {1} and {2} the highest and its score, {3} and {4} the lowest and its score.</summary>
    public required string VoteGap { get; init; }

    public required string Bearish { get; init; }
    public required string Bullish { get; init; }
    public required string Thesis { get; init; }
    public required string Timeline { get; init; }
    public required string TimelineNote { get; init; }
    public required string Events { get; init; }
    public required string Date { get; init; }
    public required string Analyst { get; init; }
    public required string Analysts { get; init; }
    public required string Score { get; init; }
    public required string AnalystDetail { get; init; }
    public required string Mood { get; init; }

    /// <summary>{0} the band, {1} the score, {2} its confidence.</summary>
    public required string MoodLine { get; init; }

    public required string Evidence { get; init; }

    /// <summary>Of the numbers that points cite.</summary>
    public required string EvidenceNote { get; init; }

    /// <summary>{0} facts (two forms), {1} up, {2} down, {3} neither.</summary>
    public required string FactCounts { get; init; }

    /// <summary>Head of the column of numbers.</summary>
    public required string Number { get; init; }
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

    /// <summary>Which content a source had.</summary>
    public required string Digest { get; init; }

    /// <summary>How many pieces of evidence rest on a source.</summary>
    public required string Facts { get; init; }
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

    public required IReadOnlyDictionary<SentimentBand, string> Bands { get; init; }
    public required IReadOnlyDictionary<SentimentConfidence, string> Confidences { get; init; }
    public required DebateLabels Debate { get; init; }

    /// <summary>By the report's name of an analyst.</summary>
    public required IReadOnlyDictionary<string, string> AnalystNames { get; init; }

    /// <summary>By the report's name of a unit; a unit that is not here is shown as it is.</summary>
    public required IReadOnlyDictionary<string, string> Units { get; init; }

    /// <summary>The labels of a report's language; English for one that is unknown.</summary>
    public static Labels For(string language) => language == "zh" ? ChineseLabels.Instance : EnglishLabels.Instance;

    public string AnalystName(string analyst) => AnalystNames.GetValueOrDefault(analyst, analyst);

    /// <summary>A unit by its name, one per another (such as <c>USD/shares</c>) by the names of both.</summary>
    public string UnitName(string unit) => Units.TryGetValue(unit, out var name) ? name : string.Join('/', unit.Split('/').Select(part => Units.GetValueOrDefault(part, part)));

    /// <summary>A text with its places filled. Where it has two forms, with a bar between, the first is for <paramref name="count"/> one.</summary>
    public static string FillCounted(string text, int count, params object?[] values)
    {
        var forms = text.Split('|');
        return string.Format(CultureInfo.InvariantCulture, count == 1 ? forms[0] : forms[^1], values);
    }

    /// <summary>A text of one form with its places filled.</summary>
    public static string Fill(string text, params object?[] values) => string.Format(CultureInfo.InvariantCulture, text, values);

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
