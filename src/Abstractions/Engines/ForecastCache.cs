using TradingAgents.Core;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Abstractions.Engines;

/// <summary>Where waiting tasks stand: made anew at each look while few wait, with very many it lasts in proportion to what it costs. Not safe for more than one thread at a time.</summary>
/// <param name="time">Measures what it costs.</param>
public sealed class ForecastCache(TimeProvider time)
{
    /// <summary>While so many wait at most, every look has a forecast of its own.</summary>
    public const int Fresh = 256;

    private const int CostsApart = 20;

    private IReadOnlyDictionary<TaskId, Outlook> _forecast = new Dictionary<TaskId, Outlook>();
    private long _madeAt;
    private TimeSpan _lasts = TimeSpan.FromTicks(-1);

    /// <summary>The last one as long as it lasts, else a new one.</summary>
    /// <param name="forecast">Makes it.</param>
    public IReadOnlyDictionary<TaskId, Outlook> Of(Func<IReadOnlyDictionary<TaskId, Outlook>> forecast)
    {
        if (time.GetElapsedTime(_madeAt) <= _lasts) return _forecast;
        var start = time.GetTimestamp();
        _forecast = forecast();
        _madeAt = time.GetTimestamp();
        _lasts = _forecast.Count <= Fresh ? TimeSpan.FromTicks(-1) : CostsApart * time.GetElapsedTime(start, _madeAt);
        return _forecast;
    }
}
