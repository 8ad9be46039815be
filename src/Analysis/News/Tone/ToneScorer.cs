namespace TradingAgents.Analysis.News.Tone;

/// <summary>How a text sounds: counts the lexicon's words, each in its clause with what negates, strengthens or weakens it. The rules stand in docs/analysis.md.</summary>
internal static class ToneScorer
{
    private const int TimesPerTerm = 3; // Repeating a word does not make it truer.
    private const double Damping = 2;
    private const double Negation = -0.75;
    private const double Intensity = 1.5;
    private const double Diminution = 0.5;
    private const double WithoutSubject = 0.5;
    private const int LongestClause = 24; // Tokens looked back for what a verb is said of.

    private static readonly ToneTokens Tokens = new(ToneLexicon.Instance);

    /// <summary>Of a text with a headline, which counts twice.</summary>
    public static ToneScore Of(string headline, string text) => ToneScore.Of([(headline, 2), (text, 1)], Damping);

    /// <summary>Of a sentence or a few.</summary>
    public static ToneScore Of(string text) => ToneScore.Of([(text, 1)], Damping);

    /// <summary>What speaks for and against, each term three times at most.</summary>
    public static (double Good, double Bad) Count(string text)
    {
        var tokens = Tokens.Of(text);
        var subjects = new int[tokens.Count];
        Array.Fill(subjects, -1);
        var isBound = new bool[tokens.Count];
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens[i].Is(TermKinds.Up | TermKinds.Down) || FindSubject(tokens, i) is not { } subject) continue;
            subjects[i] = subject;
            isBound[subject] = true; // Falling losses are no losses.
        }

        var times = new Dictionary<string, int>();
        double good = 0, bad = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (isBound[i]) continue;
            var value = ValueOf(tokens, i, subjects[i]);
            if (value == 0) continue;
            var count = times[tokens[i].Term] = times.GetValueOrDefault(tokens[i].Term) + 1;
            if (count > TimesPerTerm) continue;
            value *= Modifiers(tokens, i, subjects[i]);
            if (value > 0) good += value;
            else bad -= value;
        }

        return (good, bad);
    }

    private static double ValueOf(IReadOnlyList<ToneToken> tokens, int index, int subject)
    {
        var token = tokens[index];
        if (token.Is(TermKinds.Up | TermKinds.Down))
        {
            var direction = token.Is(TermKinds.Up) ? 1 : -1;
            if (subject < 0) return direction * WithoutSubject;
            return tokens[subject].Is(TermKinds.GainSubject) ? direction : tokens[subject].Is(TermKinds.PainSubject) ? -direction : 0;
        }

        var weight = token.Is(TermKinds.Very) ? 2 : 1;
        return token.Is(TermKinds.Good) ? weight : token.Is(TermKinds.Bad) ? -weight : 0;
    }

    /// <summary>What rises or falls: the nearest subject of the clause, before or after, and of "risks to growth" the risks.</summary>
    private static int? FindSubject(IReadOnlyList<ToneToken> tokens, int index)
    {
        if (FindNearest(tokens, index) is { } nearest) return nearest < index ? HeadOf(tokens, nearest) : nearest;
        return IsPerfect(tokens, index) ? FindFar(tokens, index) : null;
    }

    private static int? FindNearest(IReadOnlyList<ToneToken> tokens, int index)
    {
        var (before, after) = tokens[index].IsChinese ? (8, 5) : (6, 4);
        for (var distance = 1; distance <= before; distance++)
        {
            if (SubjectAt(index - distance) is { } earlier && Within(tokens, earlier, index)) return earlier;
            if (distance <= after && SubjectAt(index + distance) is { } later && Within(tokens, index, later)) return later;
        }

        return null;

        int? SubjectAt(int at) => at >= 0 && at < tokens.Count && tokens[at].Is(TermKinds.Subject) ? at : null;
    }

    /// <summary>Whether the verb says what has become of something: then its subject may stand far before it, as in "sees the risks to the outlook for the economy as having diminished".</summary>
    private static bool IsPerfect(IReadOnlyList<ToneToken> tokens, int index) =>
        Enumerable.Range(Math.Max(0, index - 2), Math.Min(2, index)).Any(i => tokens[i].Term is "has" or "have" or "had" or "having");

    private static int? FindFar(IReadOnlyList<ToneToken> tokens, int index)
    {
        for (var i = index - 1; i >= Math.Max(0, index - LongestClause) && IsOpen(tokens[i]); i--)
        {
            if (tokens[i].Is(TermKinds.Subject)) return HeadOf(tokens, i);
        }

        return null;
    }

    /// <summary>Of "the risks to the outlook for growth" the risks: goes back over prepositions. What is neither good nor bad is no head: of "the pace of job gains" the gains count.</summary>
    private static int HeadOf(IReadOnlyList<ToneToken> tokens, int subject)
    {
        var head = subject;
        for (var i = subject - 1; i >= Math.Max(0, subject - LongestClause) && IsOpen(tokens[i]); i--)
        {
            if (tokens[i].Is(TermKinds.GainSubject | TermKinds.PainSubject) && tokens[i + 1].Term is ("to" or "of" or "for" or "from" or "in" or "on" or "about" or "over" or "around")) head = i;
        }

        return head;
    }

    /// <summary>Within a clause that no other verb of rise or fall has taken.</summary>
    private static bool IsOpen(ToneToken token) => !ReferenceEquals(token, ToneToken.Break) && !token.Is(TermKinds.Up | TermKinds.Down);

    /// <summary>What stands before the term, and before its subject where that comes first.</summary>
    private static double Modifiers(IReadOnlyList<ToneToken> tokens, int index, int subject)
    {
        var reach = tokens[index].IsChinese ? 4 : 3;
        var first = subject >= 0 && subject < index ? Math.Min(subject, index - reach) : index - reach;
        double factor = 1;
        for (var i = index - 1; i >= Math.Max(0, first) && !ReferenceEquals(tokens[i], ToneToken.Break); i--)
        {
            if (tokens[i].Is(TermKinds.Negator)) factor *= Negation;
            else if (tokens[i].Is(TermKinds.Intensifier)) factor *= Intensity;
            else if (tokens[i].Is(TermKinds.Diminisher)) factor *= Diminution;
        }

        // English also strengthens afterwards: profit fell sharply.
        if (!tokens[index].IsChinese && index + 1 < tokens.Count)
        {
            if (tokens[index + 1].Is(TermKinds.Intensifier)) factor *= Intensity;
            else if (tokens[index + 1].Is(TermKinds.Diminisher)) factor *= Diminution;
        }

        return Math.Clamp(factor, -3, 3);
    }

    private static bool Within(IReadOnlyList<ToneToken> tokens, int from, int to)
    {
        for (var i = from; i <= to; i++)
        {
            if (ReferenceEquals(tokens[i], ToneToken.Break)) return false;
        }

        return true;
    }
}
