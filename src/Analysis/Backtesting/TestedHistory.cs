using System.Globalization;
using TradingAgents.Abstractions;

namespace TradingAgents.Analysis.Backtesting;

/// <summary>The part of a symbol's history that is tested: the first bar is that of the first decision.</summary>
internal sealed record TestedHistory(string Symbol, IReadOnlyList<PriceBar> Bars, int Step)
{
    /// <summary>Bars before the first decision unless a day is named: every signal of depth 1 is known then.</summary>
    public const int WarmUpBars = 252;

    /// <summary>The bars with a decision: every n-th, as long as there is a next bar to trade on.</summary>
    public IEnumerable<int> DecisionBars
    {
        get
        {
            for (var bar = 0; bar < Bars.Count - 1; bar += Step) yield return bar;
        }
    }

    /// <summary>Null with the reason where there is nothing to test.</summary>
    public static (TestedHistory? History, string? Reason) Of(PriceHistory history, BacktestRequest request)
    {
        PriceBar[] known = [.. history.Bars.Where(bar => request.To is not { } to || bar.Date <= to)];
        var first = request.From is { } from ? Array.FindIndex(known, bar => bar.Date >= from) : WarmUpBars;
        if (first >= 0 && first + 1 < known.Length) return (new TestedHistory(history.Symbol, known[first..], request.Step), null);

        var held = history.Bars.Count == 0 ? "no prices are held" : $"its prices run from {Text(history.Bars[0].Date)} to {Text(history.Bars[^1].Date)}";
        var needed = request.From is { } day
            ? $"two are needed from {Text(day)} {(request.To is { } end ? $"to {Text(end)}" : "on")}"
            : $"without --from a year of {WarmUpBars} bars comes before the first decision, and {known.Length} are held{(request.To is { } last ? $" until {Text(last)}" : "")}";
        return (null, $"{history.Symbol} has too few bars to test: {held}; {needed}.");
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
