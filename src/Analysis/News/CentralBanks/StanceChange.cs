using TradingAgents.Analysis.News.Tone;

namespace TradingAgents.Analysis.News.CentralBanks;

/// <summary>What a statement says otherwise than the one before.</summary>
internal sealed class StanceChange
{
    private const double AlikeFrom = 0.5;
    private const double SameMatterFrom = 0.25;
    private const double ContainedFrom = 0.8;
    private const int LongestRun = 2;
    private const double Shifted = 1;
    private const double MattersFrom = 0.5;

    private StanceChange(Statement before, Statement now, IReadOnlyList<SentenceChange> changes)
    {
        (Before, Now) = (before, now);
        Changes = changes;
        Shift = changes.Sum(change => change.Shift);
    }

    public Statement Before { get; }

    public Statement Now { get; }

    /// <summary>Every sentence that was added, dropped or put otherwise, in the order of the statement.</summary>
    public IReadOnlyList<SentenceChange> Changes { get; }

    /// <summary>What does not stand word for word in the statement before.</summary>
    public IEnumerable<string> Added => TextsNotIn(Before, Now);

    /// <summary>What stood there and does not word for word in this one.</summary>
    public IEnumerable<string> Dropped => TextsNotIn(Now, Before);

    /// <summary>Above 0 hawkish, below 0 dovish; in points of stance.tsv.</summary>
    public double Shift { get; }

    public bool IsHawkish => Shift >= Shifted;

    public bool IsDovish => Shift <= -Shifted;

    /// <summary>The changes that move the stance, the weightiest first.</summary>
    public IReadOnlyList<SentenceChange> ThatMatter =>
        [.. Changes.Where(change => Math.Abs(change.Shift) >= MattersFrom).OrderByDescending(change => Math.Abs(change.Shift)).ThenBy(change => change.Group)];

    public static StanceChange Between(Statement before, Statement now)
    {
        HashSet<StancePattern> saidBefore = [.. before.Sentences.SelectMany(sentence => sentence.Phrases)], saidNow = [.. now.Sentences.SelectMany(sentence => sentence.Phrases)];
        StatementSentence[] added = [.. now.Sentences.Where(sentence => !Stands(sentence, before, saidBefore))];
        StatementSentence[] dropped = [.. before.Sentences.Where(sentence => !Stands(sentence, now, saidNow))];

        // The likest two belong together, then the likest of the rest.
        var partners = new Dictionary<StatementSentence, StatementSentence>();
        var taken = new HashSet<StatementSentence>();
        var pairs = from sentence in added
                    where !sentence.Says("previous statement") // It tells of the earlier sentence; it does not take its place.
                    from earlier in dropped
                    let likeness = Likeness(sentence, earlier)
                    where likeness >= AlikeFrom
                    orderby likeness descending
                    select (sentence, earlier);
        foreach (var (sentence, earlier) in pairs)
        {
            if (partners.ContainsKey(sentence) || !taken.Add(earlier)) continue;
            partners.Add(sentence, earlier);
        }

        // A decision is taken anew at every meeting, so that of decisions nothing merely goes on standing.
        HashSet<StancePattern> standing = [.. saidBefore.Where(pattern => pattern.Group != StanceGroup.Action && saidNow.Contains(pattern))];
        HashSet<string> keysBefore = [.. before.Sentences.Select(sentence => sentence.Key)];
        var done = Math.Sign(now.Sentences.Where(sentence => sentence.Group == StanceGroup.Action && !keysBefore.Contains(sentence.Key)).Sum(sentence => sentence.Stance));
        var context = new ChangeContext(standing, done, before.Text.Published, now.Text.Published);
        return new StanceChange(before, now,
        [
            .. added.Select(sentence => new SentenceChange(partners.GetValueOrDefault(sentence), sentence, context) { Likest = LikestOf(sentence, before, now) }),
            .. dropped.Where(earlier => !taken.Contains(earlier)).Select(earlier => new SentenceChange(earlier, null, context) { Likest = LikestOf(earlier, now, before) }),
        ]);
    }

    // What stands word for word in both statements was not put otherwise.
    private static StatementSentence? LikestOf(StatementSentence sentence, Statement other, Statement own)
    {
        if (sentence.Says("previous statement")) return null;
        HashSet<string> keys = [.. own.Sentences.Select(one => one.Key)];
        return other.Sentences.Where(one => !keys.Contains(one.Key) && WordsInCommon(sentence, one) >= AlikeFrom).MaxBy(one => WordsInCommon(sentence, one));
    }

    private static IEnumerable<string> TextsNotIn(Statement other, Statement one)
    {
        HashSet<string> keys = [.. other.Sentences.Select(sentence => sentence.Key)];
        return one.Sentences.Where(sentence => !keys.Contains(sentence.Key)).Select(sentence => sentence.Text);
    }

    /// <summary>
    /// Whether the other statement says the same: word for word; or four fifths of its words in one sentence or two that follow each other, as where a sentence was split or put together,
    /// and neither a phrase of the table nor a word with a tone among those that are missing there.
    /// </summary>
    private static bool Stands(StatementSentence sentence, Statement other, HashSet<StancePattern> said)
    {
        if (other.Sentences.Any(one => one.Key == sentence.Key)) return true;
        string[] words = [.. sentence.ContentWords];
        if (words.Length == 0 || !sentence.Phrases.All(said.Contains)) return false;
        for (var i = 0; i < other.Sentences.Count; i++)
        {
            HashSet<string> run = [];
            for (var length = 0; length < LongestRun && i + length < other.Sentences.Count; length++)
            {
                run.UnionWith(other.Sentences[i + length].Words);
                string[] missing = [.. words.Where(word => !run.Contains(word))];
                if (missing.Length <= (1 - ContainedFrom) * words.Length && ToneScorer.Of(string.Concat(missing.Select(word => word[0] > '\u2E80' ? word : $" {word} "))).Words == 0) return true;
            }
        }

        return false;
    }

    /// <summary>What announces, decides or watches the same matter is often put in quite other words: there a quarter of the shorter sentence is enough.</summary>
    private static double Likeness(StatementSentence one, StatementSentence other)
    {
        var (words, otherWords, common) = (one.ContentWords.Count(), other.ContentWords.Count(), one.ContentWords.Count(other.Words.Contains));
        if (words == 0 || otherWords == 0) return 0;
        var likeness = WordsInCommon(one, other);
        var isSameMatter = one.Stance != 0 && other.Stance != 0 && one.Group == other.Group && one.Group != StanceGroup.Economy;
        return isSameMatter && common >= SameMatterFrom * Math.Min(words, otherWords) ? Math.Max(likeness, AlikeFrom + likeness / 2) : likeness;
    }

    /// <summary>Twice the meaningful words in common over all of them, 0 to 1.</summary>
    private static double WordsInCommon(StatementSentence one, StatementSentence other) =>
        2.0 * one.ContentWords.Count(other.Words.Contains) / Math.Max(1, one.ContentWords.Count() + other.ContentWords.Count());
}
