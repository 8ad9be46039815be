namespace TradingAgents.Analysis.News.CentralBanks;

/// <summary>What a statement says otherwise than the one before.</summary>
internal sealed class StanceChange
{
    private const double AlikeFrom = 0.5;
    private const double SameMatter = 0.25;
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

    /// <summary>What is said now and was not before.</summary>
    public IReadOnlyList<string> Added => [.. Changes.Where(change => change.Now is not null).Select(change => change.Now!.Text)];

    /// <summary>What was said before and is no more.</summary>
    public IReadOnlyList<string> Dropped => [.. Changes.Where(change => change.Before is not null).Select(change => change.Before!.Text)];

    /// <summary>Above 0 hawkish, below 0 dovish; in points of stance.tsv.</summary>
    public double Shift { get; }

    public bool IsHawkish => Shift >= Shifted;

    public bool IsDovish => Shift <= -Shifted;

    /// <summary>The changes that move the stance, the weightiest first.</summary>
    public IReadOnlyList<SentenceChange> ThatMatter =>
        [.. Changes.Where(change => Math.Abs(change.Shift) >= MattersFrom).OrderByDescending(change => Math.Abs(change.Shift)).ThenBy(change => change.Group)];

    public static StanceChange Between(Statement before, Statement now)
    {
        HashSet<string> keysBefore = [.. before.Sentences.Select(sentence => sentence.Key)], keysNow = [.. now.Sentences.Select(sentence => sentence.Key)];
        StatementSentence[] added = [.. now.Sentences.Where(sentence => !keysBefore.Contains(sentence.Key))];
        StatementSentence[] dropped = [.. before.Sentences.Where(sentence => !keysNow.Contains(sentence.Key))];

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

        var done = Math.Sign(added.Where(sentence => sentence.Group == StanceGroup.Action).Sum(sentence => sentence.Stance));
        return new StanceChange(before, now,
        [
            .. added.Select(sentence => new SentenceChange(partners.GetValueOrDefault(sentence), sentence, done)),
            .. dropped.Where(earlier => !taken.Contains(earlier)).Select(earlier => new SentenceChange(earlier, null, done)),
        ]);
    }

    /// <summary>Twice the words in common over all words, 0 to 1; more where both speak of the same matter, as guidance is often put in quite other words.</summary>
    private static double Likeness(StatementSentence one, StatementSentence other)
    {
        var words = one.Words.Count + other.Words.Count;
        var isSameMatter = one.Stance != 0 && other.Stance != 0 && one.Group == other.Group && one.Group != StanceGroup.Economy;
        return words == 0 ? 0 : 2.0 * one.Words.Count(other.Words.Contains) / words + (isSameMatter ? SameMatter : 0);
    }
}
