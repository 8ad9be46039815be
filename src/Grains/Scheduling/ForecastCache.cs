using TradingAgents.Core;
using TradingAgents.Core.Scheduling;

namespace TradingAgents.Grains.Scheduling;

/// <summary>Where waiting tasks stand: made anew at each look while few wait, with very many it lasts in proportion to what it costs.</summary>
internal sealed class ForecastCache(TimeProvider time)
{
    private const int FreshForecast = 256;

    private IReadOnlyDictionary<TaskId, Outlook> _forecast = new Dictionary<TaskId, Outlook>();
    private long _madeAt;
    private TimeSpan _lasts = TimeSpan.FromTicks(-1);

    public IReadOnlyDictionary<TaskId, Outlook> Of(ClusterScheduler scheduler)
    {
        if (time.GetElapsedTime(_madeAt) <= _lasts) return _forecast;
        var start = time.GetTimestamp();
        _forecast = scheduler.Forecast(time.GetUtcNow());
        _madeAt = time.GetTimestamp();
        _lasts = _forecast.Count <= FreshForecast ? TimeSpan.FromTicks(-1) : 20 * time.GetElapsedTime(start, _madeAt);
        return _forecast;
    }
}
