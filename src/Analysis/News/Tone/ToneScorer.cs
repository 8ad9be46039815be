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

    /// <summary>The nearest subject of the clause, before or after.</summary>
    private static int? FindSubject(IReadOnlyList<ToneToken> tokens, int index)
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
