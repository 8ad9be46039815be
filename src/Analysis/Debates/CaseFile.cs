using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;

namespace TradingAgents.Analysis.Debates;

/// <summary>A piece of evidence as an argument for one side.</summary>
/// <param name="Evidence">Number, date and source.</param>
/// <param name="Theme">With the analyst, so that themes of one name stay apart.</param>
/// <param name="Kind">What it speaks about.</param>
/// <param name="Side">Whom it speaks for.</param>
/// <param name="Share">Of all that speaks for either side, above 0, at most 1.</param>
/// <param name="IsSure">Whether the analyst is sure enough to be named.</param>
internal sealed record Argument(Evidence Evidence, string Theme, EvidenceKind Kind, DebateSide Side, double Share, bool IsSure)
{
    private const double MinimumDirection = 0.2;
    private const double MinimumShare = 0.01;

    public string Id => Evidence.Id;

    /// <summary>What hardly points either way, or hardly weighs anything, is not brought before the debate; it counts all the same.</summary>
    public bool IsWorthSaying => Math.Abs(Evidence.Direction) >= MinimumDirection && Share >= MinimumShare;

    /// <summary>Whether it is given as a reason where the outcome is explained.</summary>
    public bool IsWorthNaming => IsWorthSaying && IsSure;
}

/// <summary>All that speaks for either side, from every analyst with a view: pull times the weight of the analyst's word.</summary>
/// <remarks>What two analysts report of one text (the same number of the same unit, day and source) is one piece of evidence and counts once.</remarks>
internal sealed class CaseFile
{
    private CaseFile(IReadOnlyList<Argument> arguments, double strength) => (Arguments, Strength) = (arguments, strength);

    /// <summary>The weightiest first; of equal weight by id.</summary>
    public IReadOnlyList<Argument> Arguments { get; }

    /// <summary>The score if everything spoke for one side, 0 to 1: (share of the bull - share of the bear) x strength is the analysts' mean score.</summary>
    public double Strength { get; }

    public static CaseFile Of(IReadOnlyList<AnalystFindings> findings)
    {
        var namedFrom = Voices.NamedFrom(findings);
        var own = OwnSignals(findings);
        var speaking = own.Where(one => one.Signals.Length > 0 || one.Found.Signals.Count == 0).Select(one => one.Found).ToArray();
        var raw = (
            from one in own
            let evidence = one.Found.Evidence.ToDictionary(fact => fact.Id)
            from signal in one.Signals
            let weight = signal.Pull * Voices.WeightOf(one.Found, speaking)
            where weight != 0
            select (Evidence: evidence[signal.EvidenceId], signal.Theme, Weight: weight, IsSure: one.Found.Report.Confidence >= namedFrom)).ToArray();
        var confidence = speaking.Sum(found => Voices.WeightOf(found, speaking));
        var gross = raw.Sum(one => Math.Abs(one.Weight));
        if (gross <= 0) return new CaseFile([], 0);
        var arguments = raw
            .Select(one => new Argument(
                one.Evidence, $"{one.Evidence.Analyst}.{one.Theme}", EvidenceKinds.Of(one.Evidence.Analyst, one.Theme), one.Weight > 0 ? DebateSide.Bull : DebateSide.Bear, Math.Abs(one.Weight) / gross, one.IsSure))
            .OrderByDescending(argument => Math.Round(argument.Share, 9)).ThenBy(argument => argument.Id, StringComparer.Ordinal);
        return new CaseFile([.. arguments], gross / confidence);
    }

    /// <summary>Each analyst's signals, without those that say what another has said of the same text.</summary>
    private static (AnalystFindings Found, EvidenceSignal[] Signals)[] OwnSignals(IReadOnlyList<AnalystFindings> findings)
    {
        var said = new HashSet<(string, double, DateOnly, string)>();
        var own = new List<(AnalystFindings, EvidenceSignal[])>();
        foreach (var found in Voices.InTurn(findings))
        {
            var evidence = found.Evidence.ToDictionary(fact => fact.Id);
            EvidenceSignal[] signals = [.. found.Signals.Where(signal => evidence.TryGetValue(signal.EvidenceId, out var fact) && !(Voices.ReadsTexts(found) && said.Contains(KeyOf(fact))))];
            if (Voices.ReadsTexts(found)) said.UnionWith(signals.Select(signal => KeyOf(evidence[signal.EvidenceId])));
            own.Add((found, signals));
        }

        return [.. own];

        static (string, double, DateOnly, string) KeyOf(Evidence fact) => (fact.Unit, fact.Value, fact.Date, fact.Source);
    }

    public IEnumerable<Argument> Of(DebateSide side) => Arguments.Where(argument => argument.Side == side);

    /// <summary>Null where it speaks for no side.</summary>
    public Argument? Find(string evidenceId) => Arguments.FirstOrDefault(argument => argument.Id == evidenceId);
}
