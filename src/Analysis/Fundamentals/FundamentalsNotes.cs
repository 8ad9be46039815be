using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Fundamentals;

/// <summary>What the parts of a fundamentals report are read from and written to.</summary>
/// <param name="window">Of the analysis.</param>
/// <param name="view">What is known.</param>
/// <param name="basis">Of share counts.</param>
/// <param name="period">Of the newest figures.</param>
/// <param name="texts">The sentences.</param>
internal sealed class FundamentalsNotes(MarketWindow window, FilingsView view, ShareBasis basis, (DateOnly To, string Currency) period, FundamentalsTexts texts)
{
    private readonly List<string> _missing = [];
    private readonly HashSet<KnownFact> _used = [];

    public MarketWindow Window => window;

    public FilingsView View => view;

    public ShareBasis Basis => basis;

    public FundamentalsTexts Texts => texts;

    /// <summary>The end of the newest reported period.</summary>
    public DateOnly To => period.To;

    /// <summary>Of the filings.</summary>
    public string Currency => period.Currency;

    public string Source { get; } = $"fundamentals/{window.Symbol}.csv";

    public FilingFigures Figures { get; } = new(view, period.Currency, basis);

    public EvidenceBook<FundamentalsTheme> Book { get; } = new("fundamentals", $"fundamentals/{window.Symbol}.csv", view.NewestFiling.Filed);

    public IReadOnlyList<string> Missing => _missing;

    /// <summary>Every filed number that went into a figure.</summary>
    public IEnumerable<KnownFact> Used => _used;

    /// <summary>Days from the newest filing to the trade date.</summary>
    public int DaysOld => window.TradeDate.DayNumber - view.NewestFiling.Filed.DayNumber;

    public static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    public static bool IsSamePeriod(Figure one, Figure other) => one.From == other.From && one.To == other.To;

    public void Miss(string sentence) => _missing.Add(sentence);

    /// <summary>Notes that a number was used.</summary>
    /// <returns>The day it became public.</returns>
    public DateOnly Use(KnownFact fact)
    {
        _used.Add(fact);
        return fact.Origin.Filed;
    }

    public DateOnly Use(Figure figure)
    {
        foreach (var part in figure.Parts) Use(part);
        return figure.Filed;
    }

    public DateOnly Use(Comparison figures) => Later(Use(figures.Now), Use(figures.Before));

    /// <summary>Cash from operations less capital expenditure, of twelve months; null where either is not known.</summary>
    public (double Value, Figure Expenditure, DateOnly Filed)? FreeCashFlow() =>
        Figures.Year(Concepts.OperatingCashFlow, To) is { } cash && Figures.Year(Concepts.CapitalExpenditure, To) is { } spent && IsSamePeriod(cash, spent)
            ? (cash.Value - spent.Value, spent, Later(Use(cash), Use(spent)))
            : null;
}
