using System.Diagnostics.Metrics;
using System.Globalization;

namespace TradingAgents.Http.Telemetry;

/// <summary>All series of one instrument, cumulative since the start.</summary>
internal sealed class InstrumentSeries
{
    /// <summary>Further label sets are left out: a label that grows without bound must not grow the server.</summary>
    private const int MaxSeries = 1000;

    private static readonly double[] DefaultBuckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Series> _byLabels = new(StringComparer.Ordinal);
    private readonly string _name;
    private readonly string _help;
    private readonly Kind _kind;
    private readonly double[] _buckets;

    public InstrumentSeries(Instrument instrument)
    {
        _kind = KindOf(instrument);
        _name = ExportedName(instrument);
        _help = string.IsNullOrEmpty(instrument.Description) ? instrument.Name : instrument.Description;
        _buckets = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries?.ToArray() ?? DefaultBuckets;
    }

    private enum Kind
    {
        /// <summary>Measurements are added up.</summary>
        Counter,

        /// <summary>Each measurement is the total.</summary>
        TotalCounter,

        /// <summary>Each measurement is the value.</summary>
        Gauge,

        /// <summary>Measurements are added up, either way.</summary>
        UpDown,

        Histogram,
    }

    /// <summary>The instrument's name for Prometheus: its unit and, for a counter, _total are in it.</summary>
    public static string ExportedName(Instrument instrument)
    {
        var name = PrometheusText.Name(instrument.Name);
        if (instrument.Unit == "s" && !name.Contains("_seconds", StringComparison.Ordinal)) name += "_seconds";
        if (KindOf(instrument) is Kind.Counter or Kind.TotalCounter && !name.EndsWith("_total", StringComparison.Ordinal)) name += "_total";
        return name;
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels(tags);
        var key = string.Join('\u0001', labels.Select(label => $"{label.Name}\u0002{label.Value}"));
        lock (_lock)
        {
            if (!_byLabels.TryGetValue(key, out var series))
            {
                if (_byLabels.Count == MaxSeries) return;
                _byLabels[key] = series = new Series(labels, _kind == Kind.Histogram ? new long[_buckets.Length] : []);
            }

            Add(series, value);
        }
    }

    public void Write(PrometheusText text)
    {
        lock (_lock)
        {
            if (_byLabels.Count == 0) return;
            text.Metric(_name, _kind is Kind.Counter or Kind.TotalCounter ? "counter" : _kind == Kind.Histogram ? "histogram" : "gauge", _help);
            foreach (var series in _byLabels.Values)
            {
                if (_kind == Kind.Histogram) WriteHistogram(text, series);
                else text.Sample(_name, series.Value, series.Labels);
            }
        }
    }

    private void Add(Series series, double value)
    {
        series.Value = _kind is Kind.Gauge or Kind.TotalCounter ? value : series.Value + value;
        if (_kind != Kind.Histogram) return;
        series.Count++;
        var bucket = Array.FindIndex(_buckets, bound => value <= bound);
        if (bucket >= 0) series.Buckets[bucket]++;
    }

    private void WriteHistogram(PrometheusText text, Series series)
    {
        long below = 0;
        for (var i = 0; i < _buckets.Length; i++)
        {
            below += series.Buckets[i];
            text.Sample(_name + "_bucket", below, [.. series.Labels, ("le", PrometheusText.Number(_buckets[i]))]);
        }

        text.Sample(_name + "_bucket", series.Count, [.. series.Labels, ("le", "+Inf")]);
        text.Sample(_name + "_sum", series.Value, series.Labels);
        text.Sample(_name + "_count", series.Count, series.Labels);
    }

    private static Kind KindOf(Instrument instrument) => instrument.GetType().GetGenericTypeDefinition() switch
    {
        var type when type == typeof(Counter<>) => Kind.Counter,
        var type when type == typeof(ObservableCounter<>) => Kind.TotalCounter,
        var type when type == typeof(UpDownCounter<>) => Kind.UpDown,
        var type when type == typeof(Histogram<>) => Kind.Histogram,
        _ => Kind.Gauge,
    };

    private static (string Name, string Value)[] Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new (string Name, string Value)[tags.Length];
        for (var i = 0; i < tags.Length; i++)
            labels[i] = (PrometheusText.Name(tags[i].Key), Convert.ToString(tags[i].Value, CultureInfo.InvariantCulture) ?? "");
        Array.Sort(labels, (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return labels;
    }

    private sealed class Series((string Name, string Value)[] labels, long[] buckets)
    {
        public (string Name, string Value)[] Labels { get; } = labels;
        public long[] Buckets { get; } = buckets;
        public double Value { get; set; }
        public long Count { get; set; }
    }
}
