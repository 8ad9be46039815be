using System.Collections;
using System.Text.RegularExpressions;
using TradingAgents.Reporting.Localization;

namespace TradingAgents.Reporting.Tests;

public sealed partial class LabelsTests
{
    /// <summary>Names that are the same in every language.</summary>
    private static readonly string[] Names = ["Sma", "Rsi", "Macd"];

    public static TheoryData<string> Languages => ["en", "zh"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_label_has_words_and_every_value_a_name(string language)
    {
        var labels = Labels.For(language);

        Assert.All(Texts(labels).Concat(Texts(labels.Debate)), text => Assert.False(text.Value.Length == 0 && text.Key != nameof(Labels.SentenceGap), text.Key));
        Assert.All(Dictionaries(labels).Concat(Dictionaries(labels.Debate)), named =>
        {
            var (keys, words) = (named.Value.Keys.Cast<object>().ToList(), named.Value.Values.Cast<string>());
            if (named.Key.IsEnum) Assert.Equal(Enum.GetValues(named.Key).Cast<object>(), keys.Order());
            Assert.DoesNotContain("", words);
        });
    }

    [Fact]
    public void No_chinese_label_is_left_in_english()
    {
        var chinese = Texts(Labels.For("zh")).Concat(Texts(Labels.For("zh").Debate)).Where(text => !Names.Contains(text.Key));

        Assert.DoesNotContain(chinese, text => EnglishWord().IsMatch(Place().Replace(text.Value, "")) && !text.Key.EndsWith("Tick", StringComparison.Ordinal) && text.Key is not (nameof(Labels.LanguageTag) or nameof(Labels.LongDate) or nameof(Labels.Digest)));
    }

    [Fact]
    public void A_label_has_the_same_places_in_both_languages()
    {
        var english = Texts(Labels.For("en")).Concat(Texts(Labels.For("en").Debate)).ToDictionary();

        Assert.All(
            Texts(Labels.For("zh")).Concat(Texts(Labels.For("zh").Debate)),
            text => Assert.Equal(Places(english[text.Key]), Places(text.Value)));
    }

    [Fact]
    public void Every_unit_that_a_sample_uses_has_a_chinese_name_or_is_a_sign() =>
        Assert.All(
            SampleReports.English().Evidence.Select(fact => fact.Unit).Where(unit => unit is not ("USD" or "%")),
            unit => Assert.NotEqual(unit, Labels.For("zh").UnitName(unit)));

    [Theory]
    [InlineData("en", "USD/shares", "USD/shares")]
    [InlineData("zh", "USD/shares", "USD/股")]
    [InlineData("zh", "% a year", "%/年")]
    [InlineData("zh", "furlongs/", "furlongs/")]
    public void A_unit_per_another_is_named_by_both(string language, string unit, string name) => Assert.Equal(name, Labels.For(language).UnitName(unit));

    private static IEnumerable<KeyValuePair<string, string>> Texts(object labels) => labels.GetType().GetProperties()
        .Where(property => property.PropertyType == typeof(string))
        .Select(property => KeyValuePair.Create(property.Name, (string)property.GetValue(labels)!));

    /// <summary>By the type of their keys.</summary>
    private static IEnumerable<KeyValuePair<Type, IDictionary>> Dictionaries(object labels) => labels.GetType().GetProperties()
        .Where(property => property.GetValue(labels) is IDictionary)
        .Select(property => KeyValuePair.Create(property.PropertyType.GetGenericArguments()[0], (IDictionary)property.GetValue(labels)!));

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex EnglishWord();
}
