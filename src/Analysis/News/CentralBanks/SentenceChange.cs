namespace TradingAgents.Analysis.News.CentralBanks;

/// <summary>A sentence put otherwise; added where there is none before, dropped where there is none now.</summary>
/// <param name="Before">As it stood in the earlier statement.</param>
/// <param name="Now">As it stands in the later one.</param>
/// <param name="Context">Of the two statements.</param>
internal sealed record SentenceChange(StatementSentence? Before, StatementSentence? Now, ChangeContext Context)
{
    /// <summary>Where it was added or dropped, the sentence of the other statement that it is likest, if there is one: then it is not new, nor gone, as a whole. What it counts is not changed by that.</summary>
    public StatementSentence? Likest { get; init; }

    private readonly (double Stance, StanceGroup? Group) _before = Before?.StanceWithout(Context.Standing) ?? default;
    private readonly (double Stance, StanceGroup? Group) _now = Now?.StanceWithout(Context.Standing) ?? default;

    /// <summary>Above 0 hawkish, below 0 dovish.</summary>
    /// <remarks>
    /// A phrase that stands in both statements, wherever, is neither new nor lost.
    /// What was decided at one meeting is not taken back by being absent from the next statement, nor by a weaker one of the same direction: of an earlier decision only a repetition counts, against a stronger one.
    /// Nor is guidance taken back once what it announced is done, or once the meeting it speaks of has come.
    /// </remarks>
    public double Shift
    {
        get
        {
            var shift = _now.Stance - Earlier;
            var isFulfilled = _before.Group == StanceGroup.Guidance && Context.Done != 0 && Math.Sign(_before.Stance) == Context.Done && Math.Sign(shift) == -Context.Done;
            var isKept = _before.Group == StanceGroup.Action && Earlier != 0 && Math.Sign(shift) == -Math.Sign(Earlier);
            return isFulfilled || isKept ? 0 : shift;
        }
    }

    public StanceGroup? Group => _now.Group ?? _before.Group;

    private double Earlier => Before switch
    {
        null => 0,
        _ when _before.Group == StanceGroup.Action => _now.Group == StanceGroup.Action && _now.Stance * _before.Stance > 0 ? _before.Stance : 0,
        _ when _before.Group == StanceGroup.Guidance && Before.IsOfMeeting(Context.From, Context.To) => 0,
        _ => _before.Stance,
    };
}

/// <summary>What a change of a sentence is judged by.</summary>
/// <param name="Standing">Phrases that stand in both statements.</param>
/// <param name="Done">What the later statement decides: 1 tighter, -1 easier money, 0 neither.</param>
/// <param name="From">The day of the earlier statement.</param>
/// <param name="To">The day of the later one.</param>
internal sealed record ChangeContext(IReadOnlySet<StancePattern> Standing, int Done, DateOnly From, DateOnly To);
