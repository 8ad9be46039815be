namespace TradingAgents.Analysis.News.Tone;

/// <summary>Cuts a text into terms of the lexicon, other words and the breaks between clauses.</summary>
internal sealed class ToneTokens(ToneLexicon lexicon)
{
    private const int MostTokens = 20_000;

    /// <param name="text">English, Chinese or both.</param>
    public IReadOnlyList<ToneToken> Of(string text)
    {
        var tokens = new List<ToneToken>();
        var words = new List<string>();
        for (var i = 0; i < text.Length && tokens.Count + words.Count < MostTokens;)
        {
            if (IsWordPart(text[i]))
            {
                var end = i + 1;
                while (end < text.Length && (IsWordPart(text[end]) || IsJoint(text, end))) end++;
                words.Add(text[i..end].ToLowerInvariant().Replace('’', '\''));
                i = end;
                continue;
            }

            if (text[i] == ' ')
            {
                i++;
                continue;
            }

            AddWords(words, tokens);
            i += IsHan(text[i]) ? AddHan(text, i, tokens) : AddMark(text[i], tokens);
        }

        AddWords(words, tokens);
        return tokens;
    }

    private void AddWords(List<string> words, List<ToneToken> tokens)
    {
        for (var i = 0; i < words.Count;)
        {
            var length = Math.Min(lexicon.LongestEnglish, words.Count - i);
            while (length > 1 && lexicon.English(string.Join(' ', words.GetRange(i, length))) == TermKinds.None) length--;
            var term = length == 1 ? words[i] : string.Join(' ', words.GetRange(i, length));
            var kinds = lexicon.English(term);
            if (kinds == TermKinds.None && term.EndsWith("n't", StringComparison.Ordinal)) kinds = TermKinds.Negator;
            tokens.Add(term is "but" or "however" or "although" or "while" ? ToneToken.Break : new ToneToken(term, kinds, IsChinese: false));
            i += length;
        }

        words.Clear();
    }

    private int AddHan(string text, int index, List<ToneToken> tokens)
    {
        for (var length = Math.Min(lexicon.LongestChinese, text.Length - index); length > 0; length--)
        {
            var term = text.Substring(index, length);
            var kinds = lexicon.Chinese(term);
            if (kinds == TermKinds.None && length > 1) continue;
            tokens.Add(new ToneToken(term, kinds, IsChinese: true));
            return length;
        }

        return 1;
    }

    private static int AddMark(char mark, List<ToneToken> tokens)
    {
        if (mark is '\n' or '.' or ',' or ';' or ':' or '!' or '?' or '(' or ')' or '。' or '，' or '；' or '：' or '！' or '？' or '—' or '–') tokens.Add(ToneToken.Break);
        return 1;
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) && !IsHan(c);

    /// <summary>A hyphen, an apostrophe or a decimal point inside a word or number.</summary>
    private static bool IsJoint(string text, int index) =>
        text[index] is '-' or '\'' or '’' or '.' && index + 1 < text.Length && IsWordPart(text[index + 1]) && (text[index] != '.' || char.IsDigit(text[index + 1]));

    private static bool IsHan(char c) => c is >= '\u3400' and <= '\u9FFF';
}

/// <param name="Term">In lower case.</param>
/// <param name="Kinds">None for a word that carries no tone.</param>
/// <param name="IsChinese">Chinese terms stand closer together.</param>
internal sealed record ToneToken(string Term, TermKinds Kinds, bool IsChinese)
{
    /// <summary>Between two clauses.</summary>
    public static ToneToken Break { get; } = new("", TermKinds.None, IsChinese: false);

    public bool Is(TermKinds kinds) => (Kinds & kinds) != 0;
}
