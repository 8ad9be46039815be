using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Debates;

/// <summary>Weighs the evidence once the debate is over.</summary>
/// <remarks>
/// The side that speaks last would win by speaking last. So each side's points that were not answered in a turn are answered here by the same rule;
/// what nobody brought counts as the analysts weighed it.
/// </remarks>
internal sealed class DebateJudge
{
    private const int Decimals = 4;
    private readonly Dictionary<string, double> _remaining = [];
    private readonly CaseFile _file;

    public DebateJudge(CaseFile file, IReadOnlyList<DebateTurn> turns)
    {
        _file = file;
        foreach (var answer in turns.SelectMany(turn => turn.Answers)) _remaining[answer.ToEvidenceId] = answer.Remaining;
        foreach (var side in Enum.GetValues<DebateSide>()) AnswerTheRest(side, turns);

        var (bull, bear) = (WeightOf(DebateSide.Bull), WeightOf(DebateSide.Bear));
        var most = Math.Max(bull, bear);
        Score = Math.Round((bull - bear) * file.Strength, 2) + 0.0;
        Debate = new InvestmentDebate
        {
            Turns = turns,
            BullWeight = Math.Round(bull, Decimals),
            BearWeight = Math.Round(bear, Decimals),
            Disagreement = most > 0 ? Math.Round(Math.Min(bull, bear) / most, 2) : 0,
        };
    }

    public InvestmentDebate Debate { get; }

    /// <summary>-1 to 1: what is left for the bull less what is left for the bear, on the scale of the analysts' scores.</summary>
    public double Score { get; }

    /// <summary>Points that had no turn left for an answer, and are weighed down by contrary evidence all the same.</summary>
    public int AnsweredByTheJudge { get; private set; }

    /// <summary>A side's arguments with what is left of each, the weightiest first.</summary>
    public IReadOnlyList<(Argument Argument, double Left)> Standing(DebateSide side) =>
        [.. _file.Of(side).Select(argument => (argument, Left: LeftOf(argument))).OrderByDescending(one => Math.Round(one.Left, 9)).ThenBy(one => one.argument.Id, StringComparer.Ordinal)];

    /// <summary>Names of a side's weightiest arguments that are worth it, each once.</summary>
    public IReadOnlyList<string> NamesOf(DebateSide side, int most, EvidenceNames names) =>
        [.. WorthNaming(side).Select(names.Of).Distinct().Take(most)];

    /// <summary>The weightiest of a side that is worth naming; null where there is none.</summary>
    public Evidence? WeightiestOf(DebateSide side) => WorthNaming(side).FirstOrDefault();

    /// <summary>A side's evidence that is given as a reason, by what is left of its weight; how the texts sound only once.</summary>
    public IEnumerable<Evidence> WorthNaming(DebateSide side) =>
        Standing(side).Select(one => one.Argument).Where(argument => argument.IsWorthNaming).Select(argument => argument.Evidence).DistinctBy(Voices.SubjectOf);

    private void AnswerTheRest(DebateSide answering, IReadOnlyList<DebateTurn> turns)
    {
        var spent = turns.Where(turn => turn.Side == answering).SelectMany(turn => turn.Answers).Select(answer => answer.WithEvidenceId).OfType<string>().ToHashSet();
        var open = turns.Where(turn => turn.Side != answering).SelectMany(turn => turn.Points).Where(point => !_remaining.ContainsKey(point.EvidenceId)).Select(point => _file.Find(point.EvidenceId)!)
            .OrderByDescending(point => Math.Round(point.Share, 9)).ThenBy(point => point.Id, StringComparer.Ordinal).ToArray();
        foreach (var point in open)
        {
            if (Answering.Find(_file, point, spent) is not { } with) continue;
            spent.Add(with.Id);
            _remaining[point.Id] = Answering.RemainingOf(point, with);
            AnsweredByTheJudge++;
        }
    }

    private double WeightOf(DebateSide side) => _file.Of(side).Sum(LeftOf);

    private double LeftOf(Argument argument) => argument.Share * _remaining.GetValueOrDefault(argument.Id, 1);
}
