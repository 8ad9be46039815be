using System.Globalization;
using System.Text.RegularExpressions;

namespace TradingAgents.Analysis.News.CentralBanks;

/// <summary>A sentence, what it says about the stance, and where.</summary>
internal sealed partial class StatementSentence
{
    private const double Strongest = 3;

    private static readonly HashSet<string> FunctionWords =
    [
        .. "a an the and or but of to in on at by for from with as that this these those its it is are was were be been being has have had will would may might can could than then also while although though if when which who not no".Split(' '),
        .. "committee moreover however therefore".Split(' '),
    ];

    private readonly List<(StancePattern Pattern, int Place)> _phrases = [];

    public StatementSentence(string text)
    {
        Text = text;
        Key = Spelling(text);
        Words = [.. Word().Matches(Key).Select(match => match.Value.TrimEnd('.', '/', '-', '\''))];
        var covered = new List<(int From, int To)>();
        var weightiest = -1.0;
        foreach (var pattern in StancePattern.All)
        {
            // What two patterns share counts for the first of them.
            if (pattern.Expression.Match(Key) is not { Success: true } found) continue;
            if (covered.Exists(span => found.Index < span.To && found.Index + found.Length > span.From)) continue;
            covered.Add((found.Index, found.Index + found.Length));
            _phrases.Add((pattern, found.Index));
            if (Math.Abs(pattern.Weight) <= weightiest) continue;
            (weightiest, Place) = (Math.Abs(pattern.Weight), found.Index);
        }

        (Stance, Group) = StanceWithout(new HashSet<StancePattern>());
    }

    public string Text { get; }

    /// <summary>The text in one spelling, of the same length: equal for sentences that differ only in quotation marks, hyphens or case.</summary>
    public string Key { get; }

    public HashSet<string> Words { get; }

    /// <summary>Words that carry a meaning of their own.</summary>
    public IEnumerable<string> ContentWords => Words.Where(word => !FunctionWords.Contains(word));

    /// <summary>The turns of phrase that were recognised.</summary>
    public IEnumerable<StancePattern> Phrases => _phrases.Select(phrase => phrase.Pattern);

    /// <summary>Above 0 hawkish, below 0 dovish; -3 to 3.</summary>
    public double Stance { get; }

    /// <summary>Of what weighs most; null where nothing was recognised.</summary>
    public StanceGroup? Group { get; }

    /// <summary>Where in the text that stands.</summary>
    public int Place { get; }

    /// <summary>The stance and its group, as if some phrases did not stand here.</summary>
    public (double Stance, StanceGroup? Group) StanceWithout(IReadOnlySet<StancePattern> standing)
    {
        StancePattern[] counted = [.. Phrases.Where(pattern => !standing.Contains(pattern))];
        return (Math.Clamp(counted.Sum(pattern => pattern.Weight), -Strongest, Strongest), counted.MaxBy(pattern => Math.Abs(pattern.Weight))?.Group);
    }

    /// <summary>Whether it speaks of a meeting by its month, and that has come.</summary>
    /// <param name="said">When it was said.</param>
    /// <param name="day">Of the later statement.</param>
    public bool IsOfMeeting(DateOnly said, DateOnly day) => Meeting().Matches(Key).Any(match =>
    {
        var month = match.Groups["number"] is { Success: true } number ? int.Parse(number.Value, CultureInfo.InvariantCulture)
            : 1 + Array.IndexOf(CultureInfo.InvariantCulture.DateTimeFormat.MonthNames, CultureInfo.InvariantCulture.TextInfo.ToTitleCase(match.Groups["name"].Value));
        var ahead = (month - said.Month + 12) % 12;
        return ahead <= (day.Year - said.Year) * 12 + day.Month - said.Month;
    });

    public bool Says(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Key.Contains(word, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static string Spelling(string text) =>
        string.Create(text.Length, text, (key, from) =>
        {
            for (var i = 0; i < key.Length; i++)
            {
                key[i] = from[i] switch
                {
                    '’' or '‘' => '\'',
                    '“' or '”' => '"',
                    '\u2010' or '\u2011' or '\u2012' or '\u2013' => '-',
                    var other => char.ToLowerInvariant(other),
                };
            }
        });

    /// <summary>Of a month, near by: not "met in March", which looks back.</summary>
    [GeneratedRegex(@"\b(?<name>january|february|march|april|may|june|july|august|september|october|november|december)(?:\s+\S+){0,3}?\s+meeting|(?<number>1[0-2]|[1-9])月[^。；]{0,12}(?:会议|例会)")]
    private static partial Regex Meeting();

    /// <summary>Words; of Chinese each character.</summary>
    [GeneratedRegex(@"[\u3400-\u9FFF]|[a-z0-9$][a-z0-9'/.-]*")]
    private static partial Regex Word();
}
