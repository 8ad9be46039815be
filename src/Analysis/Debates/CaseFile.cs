using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;

namespace TradingAgents.Analysis.Debates;

/// <summary>A piece of evidence as an argument for one side.</summary>
/// <param name="Evidence">Number, date and source.</param>
/// <param name="Theme">With the analyst, so that themes of one name stay apart.</param>
/// <param name="Kind">What it speaks about.</param>
/// <param name="Side">Whom it speaks for.</param>
/// <param name="Share">Of all that speaks for either side, above 0, at most 1.</param>
internal sealed record Argument(Evidence Evidence, string Theme, EvidenceKind Kind, DebateSide Side, double Share)
{
    private const double MinimumDirection = 0.2;
    private const double MinimumShare = 0.01;

    public string Id => Evidence.Id;

    /// <summary>What hardly points either way, or hardly weighs anything, is not brought before the debate; it counts all the same.</summary>
    public bool IsWorthSaying => Math.Abs(Evidence.Direction) >= MinimumDirection && Share >= MinimumShare;
}

/// <summary>All that speaks for either side, from every analyst with a view: pull times the analyst's confidence.</summary>
internal sealed class CaseFile
{
    private CaseFile(IReadOnlyList<Argument> arguments, double strength) => (Arguments, Strength) = (arguments, strength);

    /// <summary>The weightiest first; of equal weight by id.</summary>
    public IReadOnlyList<Argument> Arguments { get; }

    /// <summary>The score if everything spoke for one side, 0 to 1: (share of the bull - share of the bear) x strength is the analysts' mean score.</summary>
    public double Strength { get; }

    public static CaseFile Of(IReadOnlyList<AnalystFindings> findings)
    {
        var raw = (
            from found in findings
            let evidence = found.Evidence.ToDictionary(one => one.Id)
            from signal in found.Signals
            where signal.Pull * found.Report.Confidence != 0 && evidence.ContainsKey(signal.EvidenceId)
            select (Evidence: evidence[signal.EvidenceId], signal.Theme, Weight: signal.Pull * found.Report.Confidence)).ToArray();
        var confidence = findings.Sum(found => found.Report.Confidence);
        var gross = raw.Sum(one => Math.Abs(one.Weight));
        if (gross <= 0) return new CaseFile([], 0);
        var arguments = raw
            .Select(one => new Argument(
                one.Evidence, $"{one.Evidence.Analyst}.{one.Theme}", EvidenceKinds.Of(one.Evidence.Analyst, one.Theme), one.Weight > 0 ? DebateSide.Bull : DebateSide.Bear, Math.Abs(one.Weight) / gross))
            .OrderByDescending(argument => Math.Round(argument.Share, 9)).ThenBy(argument => argument.Id, StringComparer.Ordinal);
        return new CaseFile([.. arguments], gross / confidence);
    }

    public IEnumerable<Argument> Of(DebateSide side) => Arguments.Where(argument => argument.Side == side);

    /// <summary>Null where it speaks for no side.</summary>
    public Argument? Find(string evidenceId) => Arguments.FirstOrDefault(argument => argument.Id == evidenceId);
}
