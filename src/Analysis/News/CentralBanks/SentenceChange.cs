namespace TradingAgents.Analysis.News.CentralBanks;

/// <summary>A sentence put otherwise; added where there is none before, dropped where there is none now.</summary>
/// <param name="Before">As it stood in the earlier statement.</param>
/// <param name="Now">As it stands in the later one.</param>
/// <param name="Done">What the later statement decides: 1 tighter, -1 easier money, 0 neither.</param>
internal sealed record SentenceChange(StatementSentence? Before, StatementSentence? Now, int Done)
{
    /// <summary>Above 0 hawkish, below 0 dovish.</summary>
    /// <remarks>
    /// What was decided at one meeting is not taken back by being absent from the next statement, nor by a weaker one of the same direction: of an earlier decision only a repetition counts, against a stronger one.
    /// Nor is guidance taken back once what it announced is done.
    /// </remarks>
    public double Shift
    {
        get
        {
            var shift = (Now?.Stance ?? 0) - Earlier;
            var isFulfilled = Before?.Group == StanceGroup.Guidance && Done != 0 && Math.Sign(Before.Stance) == Done && Math.Sign(shift) == -Done;
            var isKept = Before?.Group == StanceGroup.Action && Earlier != 0 && Math.Sign(shift) == -Math.Sign(Earlier);
            return isFulfilled || isKept ? 0 : shift;
        }
    }

    public StanceGroup? Group => Now?.Group ?? Before?.Group;

    private double Earlier => Before switch
    {
        null => 0,
        { Group: StanceGroup.Action } => Now is { Group: StanceGroup.Action } && Now.Stance * Before.Stance > 0 ? Before.Stance : 0,
        _ => Before.Stance,
    };
}
