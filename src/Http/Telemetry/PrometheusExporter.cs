using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using TradingAgents.Abstractions.Telemetry;

namespace TradingAgents.Http.Telemetry;

/// <summary>Collects the product's instruments, and those of the web server worth watching, from its construction on.</summary>
internal sealed class PrometheusExporter : IDisposable
{
    private static readonly string[] ServerInstruments = ["http.server.request.duration", "http.server.active_requests", "kestrel.active_connections"];

    private readonly ConcurrentDictionary<string, InstrumentSeries> _byName = new();
    private readonly MeterListener _listener = new();

    /// <param name="meters">Makes the web server's meters; those of another server in the same process are not listened to.</param>
    public PrometheusExporter(IMeterFactory meters)
    {
        CacheMetrics.Publish();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!IsExported(instrument) || (instrument.Meter.Scope is { } scope && scope != meters)) return;
            listener.EnableMeasurementEvents(instrument, _byName.GetOrAdd(InstrumentSeries.ExportedName(instrument), _ => new InstrumentSeries(instrument)));
        };
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => ((InstrumentSeries)state!).Record(value, tags));
        _listener.Start();
    }

    public void Write(PrometheusText text)
    {
        _listener.RecordObservableInstruments();
        foreach (var (_, series) in _byName.OrderBy(entry => entry.Key, StringComparer.Ordinal)) series.Write(text);
    }

    public void Dispose() => _listener.Dispose();

    private static bool IsExported(Instrument instrument) =>
        instrument.Meter.Name == MetricNames.Meter || ServerInstruments.Contains(instrument.Name);
}
