using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Debates;

/// <summary>Speaks one turn of the debate, from the evidence and the turns before alone. Rules: docs/analysis.md.</summary>
internal sealed class DebateSpeaker(CaseFile file, DebateTexts texts)
{
    public const int PointsPerTurn = 4;
    public const int PointsOfATheme = 2;
    public const int AnswersPerTurn = 3;
    private const int NamesInASpeech = 3;
    private const int ShareDecimals = 4;

    /// <param name="side">Who speaks.</param>
    /// <param name="round">From 1.</param>
    /// <param name="before">All turns so far, in order.</param>
    public DebateTurn Speak(DebateSide side, int round, IReadOnlyList<DebateTurn> before)
    {
        var points = NewPoints(side, before);
        var answers = NewAnswers(side, before);
        return new DebateTurn
        {
            Side = side,
            Round = round,
            Speech = Speech(side, round, points, answers),
            Points = [.. points.Select(point => new DebatePoint { EvidenceId = point.Id, Statement = texts.Point(point.Evidence), Weight = Math.Round(point.Share, ShareDecimals) })],
            Answers = answers,
        };
    }

    private List<Argument> NewPoints(DebateSide side, IReadOnlyList<DebateTurn> before)
    {
        var said = before.Where(turn => turn.Side == side).SelectMany(turn => turn.Points).Select(point => point.EvidenceId).ToHashSet();
        var points = new List<Argument>();
        foreach (var argument in file.Of(side).Where(argument => argument.IsWorthSaying && !said.Contains(argument.Id)))
        {
            if (points.Count(point => point.Theme == argument.Theme) < PointsOfATheme) points.Add(argument);
            if (points.Count == PointsPerTurn) break;
        }

        return points;
    }

    private List<DebateAnswer> NewAnswers(DebateSide side, IReadOnlyList<DebateTurn> before)
    {
        var given = before.Where(turn => turn.Side == side).SelectMany(turn => turn.Answers).ToArray();
        var spent = given.Select(answer => answer.WithEvidenceId).OfType<string>().ToHashSet();
        var open = before.Where(turn => turn.Side != side).SelectMany(turn => turn.Points).Select(point => file.Find(point.EvidenceId)!)
            .Where(point => Array.TrueForAll(given, answer => answer.ToEvidenceId != point.Id))
            .OrderByDescending(point => Math.Round(point.Share, 9)).ThenBy(point => point.Id, StringComparer.Ordinal);
        var answers = new List<DebateAnswer>();
        var reasons = given.Where(answer => answer.Kind == DebateAnswerKind.Conceded).Select(answer => file.Find(answer.ToEvidenceId)!).GroupBy(ReasonFor).ToDictionary(group => group.Key, group => group.First());
        foreach (var point in open.Take(AnswersPerTurn))
        {
            var with = Answering.Find(file, point, spent);
            if (with is not null) spent.Add(with.Id);
            answers.Add(AnswerTo(point, with, reasons));
            if (with is null) reasons.TryAdd(ReasonFor(point), point);
        }

        return answers;
    }

    private DebateAnswer AnswerTo(Argument point, Argument? with, Dictionary<Concession, Argument> reasons)
    {
        var kind = Answering.KindOf(point, with);
        var remaining = Answering.RemainingOf(point, with);
        return new DebateAnswer
        {
            ToEvidenceId = point.Id,
            Kind = kind,
            WithEvidenceId = with?.Id,
            Remaining = remaining,
            Statement = with is null ? ConcessionOf(point, reasons) : kind == DebateAnswerKind.Rebutted ? texts.Rebuttal(point.Evidence, with.Evidence) : texts.Weakening(point.Evidence, with.Evidence, remaining),
        };
    }

    /// <summary>Says why there is no answer; a reason that has been given in this or an earlier turn only points back to it.</summary>
    private string ConcessionOf(Argument point, Dictionary<Concession, Argument> reasons)
    {
        var reason = ReasonFor(point);
        return reasons.TryGetValue(reason, out var other) ? texts.ConcededLike(point.Evidence, other.Evidence) : texts.Concession(point.Evidence, reason.Why, point.Kind, reason.Nearest is { } id ? file.Find(id)!.Evidence : null);
    }

    /// <summary>Of a point that is conceded: it follows from the evidence alone, so that a later turn finds the same.</summary>
    private Concession ReasonFor(Argument point)
    {
        var others = file.Of(point.Side == DebateSide.Bull ? DebateSide.Bear : DebateSide.Bull).Where(argument => argument.IsWorthSaying).ToArray();
        if (others.Length == 0) return new Concession(ConcessionReason.NoCase, null, null);
        if (Answering.Find(file, point, new HashSet<string>()) is { } spent) return new Concession(ConcessionReason.Spent, null, spent.Id);
        return Array.Find(others, argument => argument.Kind == point.Kind) is { } nearest
            ? new Concession(Answering.IsOfLikeSpan(nearest, point) ? ConcessionReason.TooLight : ConcessionReason.OtherSpan, point.Kind, nearest.Id)
            : new Concession(ConcessionReason.NoneOfItsKind, point.Kind, null);
    }

    private string Speech(DebateSide side, int round, List<Argument> points, List<DebateAnswer> answers)
    {
        var sentences = new List<string>();
        string[] names = [.. points.Take(NamesInASpeech).Select(point => texts.Names.Of(point.Evidence))];
        if (round == 1)
        {
            Argument[] all = [.. file.Of(side)];
            var analysts = all.Where(argument => argument.IsWorthSaying).Select(argument => argument.Evidence.Analyst).Distinct().ToArray();
            sentences.Add(points.Count == 0 ? texts.NothingToSay(side, all.Sum(argument => argument.Share)) : texts.Opening(side, all.Sum(argument => argument.Share), analysts, names));
        }
        else
        {
            sentences.Add(points.Count == 0 ? texts.NothingToAdd(side) : texts.Adding(side, points.Count, points.Sum(point => point.Share), names));
        }

        if (answers.Count > 0) sentences.Add(texts.Answered(side, CountOf(DebateAnswerKind.Rebutted), CountOf(DebateAnswerKind.Weakened), CountOf(DebateAnswerKind.Conceded)));
        return texts.Join(sentences);

        int CountOf(DebateAnswerKind kind) => answers.Count(answer => answer.Kind == kind);
    }

    private readonly record struct Concession(ConcessionReason Why, EvidenceKind? Kind, string? Nearest);
}

/// <summary>Why a point has no answer.</summary>
internal enum ConcessionReason
{
    /// <summary>The other side has nothing that is worth bringing.</summary>
    NoCase,

    /// <summary>It has nothing of that kind.</summary>
    NoneOfItsKind,

    /// <summary>What would have answered has answered another point.</summary>
    Spent,

    /// <summary>The weightiest of that kind is too light.</summary>
    TooLight,

    /// <summary>The weightiest of that kind is over another stretch of time.</summary>
    OtherSpan,
}
