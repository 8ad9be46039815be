using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TradingAgents.Analysis.News.CentralBanks;

/// <summary>A turn of phrase with its stance.</summary>
/// <param name="Weight">Above 0 hawkish, below 0 dovish.</param>
/// <param name="Group">What kind of sentence it stands in.</param>
/// <param name="Expression">Never backtracks: the texts are not to be trusted.</param>
internal sealed record StancePattern(double Weight, StanceGroup Group, Regex Expression)
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>The table <c>stance.tsv</c>, which tells its format.</summary>
    public static IReadOnlyList<StancePattern> All { get; } = [.. EmbeddedTable.Lines(typeof(StancePattern), "stance.tsv").Select(Parse)];

    private static StancePattern Parse(string[] fields)
    {
        if (fields is not [var weight, var group, var pattern]) throw new InvalidDataException("stance.tsv: a line needs a weight, a group and a pattern.");
        return new StancePattern(double.Parse(weight, CultureInfo.InvariantCulture), Enum.Parse<StanceGroup>(group, ignoreCase: true), new Regex(ExpressionOf(pattern), Options));
    }

    private static string ExpressionOf(string pattern)
    {
        var isChinese = pattern.Any(c => c > '\u2E80');
        var expression = new StringBuilder();
        var isAfterGap = true;
        foreach (var word in pattern.Split(' '))
        {
            if (word is ".." or "...")
            {
                expression.Append(isChinese ? "[^。；]{0,12}?" : word == ".." ? @"(?:\s+\S+){0,8}?\s+" : @"(?:\s+\S+){0,24}?\s+");
                isAfterGap = true;
                continue;
            }

            if (!isAfterGap && !isChinese) expression.Append(@"\s+");
            isAfterGap = false;
            var forms = word.Split('|').Select(form => form.EndsWith('*') ? Regex.Escape(form[..^1]) + @"\w*" : Regex.Escape(form));
            expression.Append(CultureInfo.InvariantCulture, $"(?:{string.Join('|', forms)})");
        }

        return isChinese ? expression.ToString() : $@"\b{expression}\b";
    }
}

/// <summary>What a sentence of a statement is about.</summary>
internal enum StanceGroup
{
    Action,
    Guidance,
    Risk,
    Economy,
}
