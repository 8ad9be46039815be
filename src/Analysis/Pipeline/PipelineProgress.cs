using TradingAgents.Abstractions.Analyses;

namespace TradingAgents.Analysis.Pipeline;

/// <summary>The progress of a whole run, weighted by stage; never goes back, and is passed on when it has moved by 1 % or the stage changes.</summary>
internal sealed class PipelineProgress
{
    private const double Step = 0.01 - 1e-9; // a hundred equal steps are a hundred reports, in spite of rounding

    private readonly Lock _lock = new();
    private readonly IStageJournal _journal;
    private readonly Stage[] _stages;
    private readonly double _totalWeight;
    private double _reported = -1;
    private string? _reportedStage;

    public PipelineProgress(AnalysisPlan plan, IEnumerable<string> finished, IStageJournal journal)
    {
        _journal = journal;
        _stages = [.. plan.Stages.Select(stage => new Stage(stage.Name, stage.Weight))];
        _totalWeight = _stages.Sum(stage => stage.Weight);
        foreach (var name in finished) Find(name).Fraction = 1;
    }

    public void Start(string stage)
    {
        lock (_lock)
        {
            Find(stage).Runs = true;
            _journal.Started(stage);
            PassOn();
        }
    }

    public void Report(string stage, double fraction)
    {
        lock (_lock)
        {
            var moved = Find(stage);
            if (!moved.Runs || !(fraction > moved.Fraction)) return; // NaN, late and backward reports say nothing
            moved.Fraction = Math.Min(fraction, 1);
            PassOn();
        }
    }

    public void Finish(string stage)
    {
        lock (_lock)
        {
            var finished = Find(stage);
            (finished.Runs, finished.Fraction) = (false, 1);
            PassOn();
        }
    }

    private void PassOn()
    {
        var progress = Math.Clamp(_stages.Sum(stage => stage.Weight * stage.Fraction) / _totalWeight, 0, 1);
        var stage = Array.Find(_stages, stage => stage.Runs)?.Name;
        var isDone = Array.TrueForAll(_stages, stage => stage.Fraction >= 1);
        if (isDone) progress = 1;
        if (progress - _reported < Step && (stage is null || stage == _reportedStage) && !(isDone && _reported < 1)) return;
        _reported = Math.Max(progress, _reported);
        _reportedStage = stage;
        _journal.Progress(_reported, stage);
    }

    private Stage Find(string name) => Array.Find(_stages, stage => stage.Name == name)!;

    private sealed class Stage(string name, double weight)
    {
        public string Name { get; } = name;
        public double Weight { get; } = weight;
        public double Fraction { get; set; }
        public bool Runs { get; set; }
    }
}
