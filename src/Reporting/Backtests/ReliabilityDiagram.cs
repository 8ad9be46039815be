using System.Xml.Linq;
using TradingAgents.Abstractions.Backtests;
using static TradingAgents.Reporting.Html.Element;
using static TradingAgents.Reporting.Text.NumberText;

namespace TradingAgents.Reporting.Backtests;

/// <summary>Stated confidence against the share that was right, with intervals; the dashed line is where both are equal.</summary>
internal static class ReliabilityDiagram
{
    private const double Left = 44;
    private const double Top = 8;
    private const double Size = 380;
    private const double Bottom = Top + Size;
    private const double SmallestDot = 2.5;
    private const double LargestDot = 9;

    public static XElement Draw(Calibration calibration)
    {
        CalibrationBand[] bands = [.. calibration.Bands.Where(band => band.Judged > 0)];
        var most = bands.Select(band => band.Judged).DefaultIfEmpty(1).Max();
        double[] ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
        return El(
            "svg.reliability",
            Attr("role", "img"),
            Attr("aria-labelledby", "reliability-title reliability-desc"),
            Attr("viewBox", Invariant($"0 0 {Left + Size + 14} {Bottom + 40}")),
            El("title", Attr("id", "reliability-title"), "Reliability diagram"),
            El("desc", Attr("id", "reliability-desc"), "Stated confidence from left to right, share of directions that were right from bottom to top. " +
                string.Join("; ", bands.Select(band => $"{BacktestWords.BandOf(band)}: {BacktestWords.Share(band.RightShare)} of {Count(band.Judged)}"))),
            El("path", Attr("d", string.Concat(ticks.Select(tick => Invariant($"M{Left} {Y(tick)}H{Left + Size}M{X(tick)} {Top}V{Bottom}"))))),
            El("path.ideal", Attr("d", Invariant($"M{X(0)} {Y(0)}L{X(1)} {Y(1)}"))),
            ticks.Select(tick => Text("tick", Left - 6, Y(tick) + 4, "end", Percent(tick))),
            ticks.Select(tick => Text("tick", X(tick), Bottom + 15, "middle", Percent(tick))),
            Text("name", X(0.5), Bottom + 34, "middle", "stated confidence"),
            Text("name", Left + 6, Top + 14, "start", "share right"),
            bands.Select(band => Mark(band, most)));
    }

    private static XElement Mark(CalibrationBand band, int most)
    {
        var (x, y) = (X(band.MeanConfidence!.Value), Y(band.RightShare!.Value));
        var radius = Math.Max(SmallestDot, LargestDot * Math.Sqrt((double)band.Judged / most));
        return El(
            "g",
            El("title", $"Confidence {BacktestWords.BandOf(band)}: {Count(band.Right)} of {Count(band.Judged)} right, {BacktestWords.Share(band.RightShareLow)} to {BacktestWords.Share(band.RightShareHigh)}"),
            El("path.interval", Attr("d", Invariant($"M{x} {Y(band.RightShareLow!.Value)}V{Y(band.RightShareHigh!.Value)}"))),
            El("circle.dot", Attr("cx", Coordinate(x)), Attr("cy", Coordinate(y)), Attr("r", Coordinate(radius))));
    }

    private static XElement Text(string cssClass, double x, double y, string anchor, string text) =>
        El("text." + cssClass, Attr("x", Coordinate(x)), Attr("y", Coordinate(y)), Attr("text-anchor", anchor), text);

    private static double X(double share) => Math.Round(Left + share * Size, 1);

    private static double Y(double share) => Math.Round(Bottom - share * Size, 1);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
