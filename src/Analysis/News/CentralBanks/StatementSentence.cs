using System.Text.RegularExpressions;

namespace TradingAgents.Analysis.News.CentralBanks;

/// <summary>A sentence, what it says about the stance, and where.</summary>
internal sealed partial class StatementSentence
{
    private const double Strongest = 3;

    public StatementSentence(string text)
    {
        Text = text;
        Key = Spelling(text);
        Words = [.. Word().Matches(Key).Select(match => match.Value)];
        var covered = new List<(int From, int To)>();
        double sum = 0, weightiest = -1;
        foreach (var pattern in StancePattern.All)
        {
            // What two patterns share counts for the first of them.
            if (pattern.Expression.Match(Key) is not { Success: true } found) continue;
            if (covered.Exists(span => found.Index < span.To && found.Index + found.Length > span.From)) continue;
            covered.Add((found.Index, found.Index + found.Length));
            sum += pattern.Weight;
            if (Math.Abs(pattern.Weight) <= weightiest) continue;
            (weightiest, Place, Group) = (Math.Abs(pattern.Weight), found.Index, pattern.Group);
        }

        Stance = Math.Clamp(sum, -Strongest, Strongest);
    }

    public string Text { get; }

    /// <summary>The text in one spelling, of the same length: equal for sentences that differ only in quotation marks, hyphens or case.</summary>
    public string Key { get; }

    public HashSet<string> Words { get; }

    /// <summary>Above 0 hawkish, below 0 dovish; -3 to 3.</summary>
    public double Stance { get; }

    /// <summary>Of what weighs most; null where nothing was recognised.</summary>
    public StanceGroup? Group { get; }

    /// <summary>Where in the text that stands.</summary>
    public int Place { get; }

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

    /// <summary>Words; of Chinese each character.</summary>
    [GeneratedRegex(@"[\u3400-\u9FFF]|[a-z0-9$][a-z0-9'/.-]*")]
    private static partial Regex Word();
}
