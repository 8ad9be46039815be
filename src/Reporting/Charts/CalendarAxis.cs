using TradingAgents.Reporting.Localization;
using TradingAgents.Reporting.Text;

namespace TradingAgents.Reporting.Charts;

/// <summary>A horizontal axis of calendar days, in the coordinates of <see cref="DateAxis.Width"/>.</summary>
internal sealed class CalendarAxis(DateOnly start, DateOnly end)
{
    private const int MostTicks = 10;

    /// <summary>Room at the end, so that what lies on the last day is not cut.</summary>
    private const double LastX = DateAxis.Width - 12;

    /// <summary>A day before the first lies at the edge.</summary>
    public double X(DateOnly date) =>
        LastX * Math.Clamp((double)(date.DayNumber - start.DayNumber) / Math.Max(1, end.DayNumber - start.DayNumber), 0, 1);

    /// <summary>The first days of months, every second one minor.</summary>
    public IReadOnlyList<DateTick> Ticks(Labels labels)
    {
        var months = new List<DateOnly>();
        for (var month = new DateOnly(start.Year, start.Month, 1); month <= end; month = month.AddMonths(1))
        {
            if (month >= start) months.Add(month);
            if (month.Year == 9999 && month.Month == 12) break;
        }

        int[] steps = [1, 2, 3, 6];
        var step = steps.FirstOrDefault(step => months.Count / step <= MostTicks, 12);
        return
        [
            .. months.Where(month => (month.Month - 1) % step == 0).Select((month, i) => new DateTick(
                X(month),
                NumberText.Date(month, month.Month == 1 ? labels.YearTick : labels.MonthTick),
                month.Month != 1 && i % 2 != 0)),
        ];
    }
}
