using System.Globalization;

namespace TradingAgents.Load;

/// <summary>What was measured, one line each.</summary>
internal static class Lines
{
    public static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    public static double Quantile(double[] values, double share)
    {
        Array.Sort(values);
        return values[Math.Max(0, (int)Math.Ceiling(share * values.Length) - 1)];
    }
}

/// <summary>A folder that is gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tradingagents-load-").FullName;

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
