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

        var held = history.Bars.Count == 0
            ? "no prices are held"
            : string.Create(CultureInfo.InvariantCulture, $"its prices run from {history.Bars[0].Date:yyyy-MM-dd} to {history.Bars[^1].Date:yyyy-MM-dd}");
        var needed = request.From is { } day
            ? string.Create(CultureInfo.InvariantCulture, $"two are needed from {day:yyyy-MM-dd}{(request.To is { } end ? $" to {end:yyyy-MM-dd}" : " on")}")
            : string.Create(CultureInfo.InvariantCulture, $"without --from a year of {WarmUpBars} bars comes before the first decision, and {known.Length} are held{(request.To is { } end2 ? $" until {end2:yyyy-MM-dd}" : "")}");
        return (null, $"{history.Symbol} has too few bars to test: {held}; {needed}.");
    }
}
