namespace TradingAgents.Analysis.News;

/// <summary>Cuts a text into sentences, English and Chinese.</summary>
internal static class Sentences
{
    private static readonly string[] Abbreviations =
    [
        "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "st", "inc", "corp", "co", "ltd", "plc", "bros", "vs", "jan", "feb", "mar",
        "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    ];

    /// <param name="text">Paragraphs, one a line.</param>
    /// <param name="most">Sentences returned at most.</param>
    public static IReadOnlyList<string> Of(string text, int most)
    {
        var sentences = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var start = 0;
            for (var i = 0; i < paragraph.Length && sentences.Count < most; i++)
            {
                if (!EndsAt(paragraph, start, i, out var next)) continue;
                Add(paragraph[start..next]);
                start = next;
                i = next - 1;
            }

            Add(paragraph[start..]);
        }

        return sentences;

        void Add(string sentence)
        {
            if (sentences.Count < most && sentence.Trim() is { Length: > 0 } found) sentences.Add(found);
        }
    }

    private static bool EndsAt(string text, int start, int index, out int next)
    {
        next = index + 1;
        while (next < text.Length && text[next] is '”' or '’' or '"' or '\'' or ')' or '」' or '）') next++;
        switch (text[index])
        {
            case '。' or '！' or '？' or '；':
                return true;
            case '!' or '?':
                return next >= text.Length || text[next] == ' ';
            case '.':
                return next >= text.Length || (text[next] == ' ' && next + 1 < text.Length && !char.IsLower(text[next + 1]) && !IsAbbreviation(text.AsSpan(start, index - start)));
            default:
                return false;
        }
    }

    /// <summary>Whether the full stop after this belongs to its last word: an initial, U.S., Inc.</summary>
    private static bool IsAbbreviation(ReadOnlySpan<char> before)
    {
        var word = before[(before.LastIndexOf(' ') + 1)..].TrimStart("(“\"'");
        if (word.Length == 1) return char.IsLetter(word[0]);
        if (word.Length <= 5 && word.Contains('.')) return true;
        foreach (var abbreviation in Abbreviations)
        {
            if (word.Equals(abbreviation, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
