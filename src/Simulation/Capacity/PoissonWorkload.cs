using TradingAgents.Core.Admission;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Simulation.Capacity;

/// <summary>Tasks that come at random, independently of each other, at one rate; their lengths are log-normal around one mean.</summary>
/// <remarks>The log-normal distribution is what the lengths of jobs look like nearly everywhere: none is negative, most are near the middle, a few are long.</remarks>
public sealed record PoissonWorkload
{
    /// <summary>Arrivals an hour, above 0.</summary>
    public required double ArrivalsPerHour { get; init; }

    /// <summary>Mean seconds of a run, above 0.</summary>
    public required double SecondsPerTask { get; init; }

    /// <summary>How many tasks come, 1 or more. Default 10,000.</summary>
    public int Tasks { get; init; } = 10_000;

    /// <summary>Standard deviation of the lengths as a share of their mean: 0 for runs of one length, 1 for very uneven ones. Default 0.5.</summary>
    public double Variation { get; init; } = 0.5;

    /// <summary>How urgent they are. Default: one half normal, a fifth each low and high, a tenth urgent.</summary>
    public PriorityMix Mix { get; init; } = new(low: 20, normal: 50, high: 20, urgent: 10);

    /// <summary>Of all chance in it.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The arrivals, in order of time. The same workload gives the same ones.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A member is out of its range.</exception>
    public IEnumerable<Arrival> Arrivals()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ArrivalsPerHour);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SecondsPerTask);
        ArgumentOutOfRangeException.ThrowIfLessThan(Tasks, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Variation);
        return Draw();
    }

    private IEnumerable<Arrival> Draw()
    {
        // One source for each kind of draw: more arrivals an hour are the same tasks, only closer together.
        var times = new SeededRandom(Seed);
        var lengths = new SeededRandom(Seed ^ 0x9E3779B9);
        var priorities = new SeededRandom(Seed ^ 0x7F4A7C15);
        var variance = Math.Log(1 + (Variation * Variation));
        var now = 0.0;
        for (var i = 0; i < Tasks; i++)
        {
            now += times.Exponential(3600 / ArrivalsPerHour);
            var length = SecondsPerTask * Math.Exp((Math.Sqrt(variance) * lengths.Normal()) - (variance / 2));
            yield return new Arrival(now, Mix.At(priorities.NextFraction()), "default", length);
        }
    }
}

/// <summary>Parts of the tasks by priority; in any unit.</summary>
public sealed record PriorityMix
{
    private readonly double[] _parts;

    /// <summary>Parts, at least 0 each and finite, not all 0.</summary>
    /// <exception cref="ArgumentException">They are not.</exception>
    public PriorityMix(double low, double normal, double high, double urgent)
    {
        _parts = [low, normal, high, urgent];
        if (_parts.Any(part => !double.IsFinite(part) || part < 0) || _parts.Sum() is not (> 0 and < double.PositiveInfinity))
            throw new ArgumentException("The parts are numbers from 0, and not all of them 0.");
    }

    /// <summary>The priority at a point of the whole, 0 to below 1.</summary>
    internal TaskPriority At(double fraction)
    {
        var point = fraction * _parts.Sum();
        for (var i = 0; i < _parts.Length - 1; i++)
        {
            if (point < _parts[i]) return TaskPriority.Low + i;
            point -= _parts[i];
        }

        return TaskPriority.Urgent;
    }
}
