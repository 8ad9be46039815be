using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;

namespace TradingAgents.Reporting.Charts;

/// <summary>The shared horizontal axis: one slot a bar, without gaps for days without trading, and room for the plan at the right.</summary>
internal sealed class DateAxis
{
    /// <summary>Width of the drawing's own coordinates; the page stretches them.</summary>
    public const double Width = 1000;

    private const int MostTicks = 9;

    private readonly IReadOnlyList<DateOnly> _dates;

    public DateAxis(IReadOnlyList<DateOnly> dates, bool withPlan)
    {
        _dates = dates;
        DataWidth = withPlan ? Width * 0.9 : Width;
    }

    public int Count => _dates.Count;
    public double DataWidth { get; }
    public double SlotWidth => DataWidth / Count;

    public double X(int index) => (index + 0.5) * SlotWidth;

    /// <summary>
    /// Days where there are few, else the first bars of months. Every second one is minor, never a year's: a narrow page leaves it out.
    /// </summary>
    public IReadOnlyList<DateTick> Ticks(Labels labels)
    {
        var months = MonthStarts();
        var ticks = months.Count < 4 ? EvenlySpaced() : FirstOfMonths(months);
        var year = Math.Max(0, ticks.FindIndex(index => IsYear(index, months)));
        return
        [
            .. ticks.Select((index, i) => new DateTick(
                X(index),
                NumberText.Date(_dates[index], months.Count < 4 ? labels.DayTick : IsYear(index, months) ? labels.YearTick : labels.MonthTick),
                (i - year) % 2 != 0)),
        ];
    }

    private List<int> EvenlySpaced()
    {
        var step = (Count + MostTicks - 1) / MostTicks;
        return [.. Enumerable.Range(0, (Count + step - 1) / step).Select(i => i * step)];
    }

    private List<int> FirstOfMonths(List<int> starts)
    {
        int[] steps = [1, 2, 3, 6, 12, 24, 60, 120];
        var step = steps.FirstOrDefault(step => starts.Count / step <= MostTicks, 240);
        return [.. starts.Where(index => MonthNumber(_dates[index]) % step == 0)];
    }

    private bool IsYear(int index, List<int> months) => months.Count >= 4 && _dates[index].Month == 1;

    /// <summary>The first bar of each month but the one that may be cut.</summary>
    private List<int> MonthStarts() =>
        [.. Enumerable.Range(1, Math.Max(0, Count - 1)).Where(i => MonthNumber(_dates[i]) != MonthNumber(_dates[i - 1]))];

    private static int MonthNumber(DateOnly date) => (date.Year * 12) + date.Month - 1;
}

/// <summary>A date on the axis, at its horizontal place.</summary>
internal sealed record DateTick(double X, string Text, bool Minor);
