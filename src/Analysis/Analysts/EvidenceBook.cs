using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Analysis.Analysts;

/// <summary>Collects an analyst's evidence and weighs it.</summary>
/// <typeparam name="TTheme">The sections of its report.</typeparam>
internal sealed class EvidenceBook<TTheme>(string analyst, string ownSource, DateOnly lastDate)
    where TTheme : struct, Enum
{
    private const int ValueDecimals = 6;
    private readonly List<Entry> _entries = [];

    public IReadOnlyList<Evidence> Evidence => [.. _entries.Select(entry => entry.Evidence)];

    /// <summary>The weighted mean direction of all that has a weight, -1 to 1, to two decimals as it is shown, worded and rated; 0 without any.</summary>
    public double Score => Rounded(Mean, 2);

    /// <summary>The same, not rounded.</summary>
    public double Mean => MeanOf(_entries);

    /// <summary>How far the signals pull the same way: 1 where all do, 0 where they cancel out.</summary>
    public double Agreement
    {
        get
        {
            var all = _entries.Sum(entry => Math.Abs(entry.Pull));
            return all > 0 ? Math.Abs(_entries.Sum(entry => entry.Pull)) / all : 0;
        }
    }

    /// <summary>Ids of what moves the score, the weightiest first; of each theme and direction two at most, as more would say the same again.</summary>
    public IReadOnlyList<string> IdsByWeight =>
    [
        .. _entries.Where(entry => Math.Abs(entry.Pull) > 0.001)
            .GroupBy(entry => (entry.Theme, Math.Sign(entry.Pull)))
            .SelectMany(group => group.OrderByDescending(entry => Math.Abs(entry.Pull)).Take(2))
            .OrderByDescending(entry => Math.Abs(entry.Pull))
            .Select(entry => entry.Evidence.Id),
    ];

    /// <summary>What each weighted piece of evidence adds to the score, in the order of the evidence.</summary>
    public IReadOnlyList<EvidenceSignal> Signals
    {
        get
        {
            var weights = Weights;
            return [.. _entries.Where(entry => entry.Weight > 0).Select(entry => new EvidenceSignal(entry.Evidence.Id, entry.Theme.ToString(), Rounded(entry.Pull / weights, ValueDecimals)))];
        }
    }

    /// <param name="theme">Its section.</param>
    /// <param name="id">Unique for the analyst.</param>
    /// <param name="statement">The fact in a sentence.</param>
    /// <param name="value">Its number.</param>
    /// <param name="unit">Of the number.</param>
    /// <param name="from">The first day that went into it; null where it is of a day.</param>
    /// <param name="weight">In the score, from 0; 0 for what only informs.</param>
    /// <param name="direction">-1 to 1.</param>
    /// <param name="date">The day the number is of; null: the last.</param>
    /// <param name="source">Which data; null: the analyst's own.</param>
    public void Add(
        TTheme theme, string id, string statement, double value, string unit, DateOnly? from = null,
        double weight = 0, double direction = 0, DateOnly? date = null, string? source = null)
    {
        var evidence = new Evidence
        {
            Id = $"{analyst}.{id}",
            Analyst = analyst,
            Statement = statement,
            Value = Rounded(value, ValueDecimals),
            Unit = unit,
            Date = date ?? lastDate,
            From = from == (date ?? lastDate) ? null : from,
            Direction = Rounded(direction, 3),
            Source = source ?? ownSource,
        };
        _entries.Add(new Entry(theme, weight, direction, evidence));
    }

    /// <summary>The sum of all weights.</summary>
    public double Weights => _entries.Sum(entry => entry.Weight);

    public bool Has(TTheme theme) => _entries.Exists(entry => entry.Theme.Equals(theme));

    /// <summary>The weighted mean direction of a theme; null where nothing in it has a weight.</summary>
    public double? ScoreOf(TTheme theme) =>
        _entries.Exists(entry => entry.Theme.Equals(theme) && entry.Weight > 0) ? MeanOf(_entries.Where(entry => entry.Theme.Equals(theme))) : null;

    public bool Contains(string id) => _entries.Exists(entry => entry.Evidence.Id == $"{analyst}.{id}");

    /// <summary>0 where there is no such evidence.</summary>
    public double DirectionOf(string id) => _entries.Find(entry => entry.Evidence.Id == $"{analyst}.{id}")?.Direction ?? 0;

    public IEnumerable<string> StatementsOf(TTheme theme) => _entries.Where(entry => entry.Theme.Equals(theme)).Select(entry => entry.Evidence.Statement);

    private static double MeanOf(IEnumerable<Entry> entries)
    {
        double sum = 0, weights = 0;
        foreach (var entry in entries)
        {
            sum += entry.Pull;
            weights += entry.Weight;
        }

        return weights > 0 ? sum / weights : 0;
    }

    /// <summary>Adding 0 turns a negative zero into a plain one.</summary>
    private static double Rounded(double value, int decimals) => Math.Round(value, decimals) + 0.0;

    private sealed record Entry(TTheme Theme, double Weight, double Direction, Evidence Evidence)
    {
        public double Pull => Weight * Direction;
    }
}
