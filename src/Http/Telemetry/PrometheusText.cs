using System.Globalization;
using System.Text;

namespace TradingAgents.Http.Telemetry;

/// <summary>Writes the Prometheus text format 0.0.4.</summary>
internal sealed class PrometheusText
{
    private readonly StringBuilder _text = new();

    /// <summary>Starts a metric; its samples follow at once.</summary>
    /// <param name="name">A valid metric name.</param>
    /// <param name="type">counter, gauge or histogram.</param>
    /// <param name="help">One sentence.</param>
    public void Metric(string name, string type, string help) => _text
        .Append("# HELP ").Append(name).Append(' ').Append(help.Replace("\\", "\\\\").Replace("\n", "\\n")).Append('\n')
        .Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    /// <summary>A value of the metric started last.</summary>
    public void Sample(string name, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        _text.Append(name);
        for (var i = 0; i < labels.Length; i++)
        {
            _text.Append(i == 0 ? '{' : ',').Append(labels[i].Name).Append("=\"")
                .Append(labels[i].Value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")).Append('"');
        }

        if (labels.Length > 0) _text.Append('}');
        _text.Append(' ').Append(Number(value)).Append('\n');
    }

    public override string ToString() => _text.ToString();

    public static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" :
        double.IsNegativeInfinity(value) ? "-Inf" :
        value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A name without what Prometheus does not allow in one.</summary>
    public static string Name(string name) => string.Create(name.Length, name, (span, from) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = char.IsAsciiLetter(from[i]) || (i > 0 && char.IsAsciiDigit(from[i])) ? from[i] : '_';
    });
}
