using System.Globalization;
using System.Text.RegularExpressions;
using TradingAgents.Abstractions;

namespace TradingAgents.Analysis.News.CentralBanks;

/// <summary>A central bank's statement on its policy, as sentences with their stance.</summary>
/// <remarks>Who voted how, and why, is not part of the bank's stance: those paragraphs are left out, and so are lists of links.</remarks>
internal sealed partial class Statement
{
    private const int MostSentences = 200;
    private const int ShortestText = 60;

    private Statement(NewsText text, IReadOnlyList<string> sentences)
    {
        Text = text;
        Sentences = [.. sentences.Select(sentence => new StatementSentence(sentence))];
        Rate = RateOf(sentences);
    }

    public NewsText Text { get; }

    public IReadOnlyList<StatementSentence> Sentences { get; }

    /// <summary>The range of the policy rate it sets, in percent; null where it names none.</summary>
    public (double Low, double High)? Rate { get; }

    /// <summary>The first sentence that says what was decided; null where none does.</summary>
    public StatementSentence? Decision =>
        Sentences.Where(sentence => sentence.Group == StanceGroup.Action && sentence.Says("decided", "决定", "agreed")).OrderByDescending(sentence => Math.Abs(sentence.Stance)).FirstOrDefault();

    /// <summary>The text as a statement; null where it is none.</summary>
    public static Statement? Of(NewsText text)
    {
        if (!IsStatement(text)) return null;
        var paragraphs = text.Text.Split('\n').Where(paragraph => !paragraph.StartsWith("Voting ", StringComparison.OrdinalIgnoreCase) && !paragraph.StartsWith('['));
        return new Statement(text, News.Sentences.Of(string.Join('\n', paragraphs), MostSentences));
    }

    public static bool IsStatement(NewsText text) =>
        text.Topic == NewsTopics.MonetaryPolicy && text.Text.Length >= ShortestText && StatementWord().IsMatch(text.Headline);

    private static (double, double)? RateOf(IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
        {
            if (RateRange().Match(sentence) is not { Success: true } found) continue;
            var (low, high) = (Percent(found.Groups["low"].Value), Percent(found.Groups["high"].Value));
            if (low is { } from && high is { } to && from <= to) return (from, to);
        }

        return null;
    }

    /// <summary>2-1/4 is 2.25.</summary>
    private static double? Percent(string text)
    {
        double sum = 0;
        foreach (var part in text.Split('-', '\u2011', ' '))
        {
            var fraction = part.Split('/');
            if (!double.TryParse(fraction[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return null;
            if (fraction.Length == 2)
            {
                if (!double.TryParse(fraction[1], NumberStyles.None, CultureInfo.InvariantCulture, out var divisor) || divisor == 0) return null;
                value /= divisor;
            }

            sum += value;
        }

        return sum is >= 0 and < 100 ? sum : null;
    }

    [GeneratedRegex("statement|声明|例会|公报", RegexOptions.IgnoreCase)]
    private static partial Regex StatementWord();

    [GeneratedRegex(@"(?:federal funds rate (?:at|to|of) (?<low>[0-9][0-9/.\-\u2011]{0,8}) to (?<high>[0-9][0-9/.\-\u2011]{0,8}) percent|(?<low>[0-9][0-9/.\-\u2011]{0,8}) to (?<high>[0-9][0-9/.\-\u2011]{0,8}) percent target range for the federal funds rate)", RegexOptions.IgnoreCase)]
    private static partial Regex RateRange();
}
