using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Fundamentals;

/// <summary>Growth, margins, cash flow and leverage: what the filings say without a price.</summary>
internal sealed class BusinessReading(FundamentalsNotes notes)
{
    public void Read()
    {
        if (notes.Figures.YearOfFirst([Concepts.NetIncome, .. Concepts.Revenue], notes.To) is null) notes.Miss(notes.Texts.NoYear(notes.To));
        else if (notes.Figures.Compare([Concepts.NetIncome], notes.To) is { Now.IsYear: false }) notes.Miss(notes.Texts.NoYearBefore(notes.To));
        ReadGrowth();
        ReadMargins();
        ReadCashFlow();
        ReadLeverage();
    }

    private void ReadGrowth()
    {
        Growth("revenue_growth", Concepts.Revenue, 0.12);
        Growth("net_income_growth", [Concepts.NetIncome], 0.10);
        if (notes.Figures.Compare([Concepts.DilutedEps], notes.To) is { } eps)
        {
            notes.Book.Add(FundamentalsTheme.Growth, "eps_growth", notes.Texts.PerShareGrowth(eps, notes.Basis.Problem == ShareBasisProblem.None), eps.Growth * 100 ?? eps.Now.Value, eps.Growth is null ? $"{notes.Currency}/shares" : "%",
                eps.Now.From, 0.08, FundamentalsSignals.Growth(eps), notes.Use(eps));
        }

        var year = notes.Figures.Compare(Concepts.Revenue, notes.To);
        if (year?.Now.Period != FigurePeriod.Quarter && notes.Figures.CompareQuarter(Concepts.Revenue, notes.To) is { } quarter) AddGrowth("revenue_growth_quarter", quarter, 0.06);
    }

    private void Growth(string id, IReadOnlyList<string> concepts, double weight)
    {
        if (notes.Figures.Compare(concepts, notes.To) is { } figures) AddGrowth(id, figures, weight);
    }

    private void AddGrowth(string id, Comparison figures, double weight) => notes.Book.Add(
        FundamentalsTheme.Growth, id, notes.Texts.Growth(ConceptOf(figures.Now), figures), figures.Growth * 100 ?? figures.Now.Value, figures.Growth is null ? notes.Currency : "%",
        figures.Now.From, weight, FundamentalsSignals.Growth(figures), notes.Use(figures));

    private void ReadMargins()
    {
        Margin("gross_margin", Concepts.GrossProfit, 0.05);
        Margin("operating_margin", Concepts.OperatingIncome, 0.07);
        Margin("net_margin", Concepts.NetIncome, 0.06);
        Margin("research_share", Concepts.ResearchAndDevelopment, 0);
    }

    private void Margin(string id, string concept, double weight)
    {
        if (MarginOf(concept) is not { } margin) return;
        var change = margin.Now - margin.Before;
        notes.Book.Add(FundamentalsTheme.Margins, id, notes.Texts.Margin(concept, margin.Part, margin.Now, margin.Before), margin.Now * 100, "%", margin.Part.From,
            change is null ? 0 : weight, change is { } moved && weight > 0 ? FundamentalsSignals.MarginChange(moved) : 0, margin.Filed);
    }

    private (Figure Part, double Now, double? Before, DateOnly Filed)? MarginOf(string concept)
    {
        foreach (var revenue in Concepts.Revenue.Select(name => notes.Figures.Compare([name], notes.To)).OfType<Comparison>())
        {
            var part = notes.Figures.Compare([concept], notes.To) ?? (concept == Concepts.GrossProfit ? GrossProfitOf(revenue) : null);
            if (part is null || !FundamentalsNotes.IsSamePeriod(part.Now, revenue.Now) || revenue.Now.Value <= 0) continue;
            var before = FundamentalsNotes.IsSamePeriod(part.Before, revenue.Before) && revenue.Before.Value > 0 ? part.Before.Value / revenue.Before.Value : (double?)null;
            return (part.Now, part.Now.Value / revenue.Now.Value, before, FundamentalsNotes.Later(notes.Use(part), notes.Use(revenue)));
        }

        return null;
    }

    private Comparison? GrossProfitOf(Comparison revenue) =>
        notes.Figures.Compare(Concepts.CostOfRevenue, notes.To) is { } cost && FundamentalsNotes.IsSamePeriod(cost.Now, revenue.Now) && FundamentalsNotes.IsSamePeriod(cost.Before, revenue.Before)
            ? new Comparison(Less(revenue.Now, cost.Now), Less(revenue.Before, cost.Before))
            : null;

    private void ReadCashFlow()
    {
        var isYearKnown = notes.Figures.Year(Concepts.NetIncome, notes.To) is not null;
        if (notes.Figures.Year(Concepts.OperatingCashFlow, notes.To) is not { } cash)
        {
            if (isYearKnown) notes.Miss(notes.Texts.NoCashFlow(notes.To));
            return;
        }

        if (notes.Figures.Year(Concepts.NetIncome, notes.To) is { } income && FundamentalsNotes.IsSamePeriod(cash, income))
        {
            notes.Book.Add(FundamentalsTheme.CashFlow, "cash_conversion", notes.Texts.CashConversion(cash, income), income.Value > 0 ? cash.Value / income.Value : cash.Value, income.Value > 0 ? "ratio" : notes.Currency,
                cash.From, 0.08, FundamentalsSignals.CashConversion(cash.Value, income.Value), FundamentalsNotes.Later(notes.Use(cash), notes.Use(income)));
        }

        if (notes.FreeCashFlow() is not { } free)
        {
            notes.Miss(notes.Texts.NoCapitalExpenditure(notes.To));
            return;
        }

        var revenue = notes.Figures.YearOfFirst(Concepts.Revenue, notes.To);
        notes.Book.Add(FundamentalsTheme.CashFlow, "free_cash_flow",
            notes.Texts.FreeCashFlow(free.Value, free.Expenditure, revenue is { Value: > 0 } && FundamentalsNotes.IsSamePeriod(cash, revenue) ? free.Value / revenue.Value : null), free.Value, notes.Currency, cash.From, date: free.Filed);
    }

    private void ReadLeverage()
    {
        if (notes.Figures.Balance(Concepts.Equity, notes.To) is not { } equity) return;
        var filed = notes.Figures.Balance(Concepts.Liabilities, notes.To);
        var assets = notes.Figures.Balance(Concepts.Assets, notes.To);
        if ((filed?.Value ?? assets?.Value - equity.Value) is { } liabilities)
        {
            notes.Book.Add(FundamentalsTheme.Leverage, "liabilities_to_equity", notes.Texts.Liabilities(notes.To, liabilities, equity.Value, filed is null), equity.Value > 0 ? liabilities / equity.Value : liabilities,
                equity.Value > 0 ? "ratio" : notes.Currency, null, 0.05, FundamentalsSignals.Liabilities(liabilities, equity.Value), FundamentalsNotes.Later(notes.Use(filed ?? assets!), notes.Use(equity)));
        }

        if (equity.Value > 0 && Concepts.LongTermDebt.Select(concept => notes.Figures.Balance(concept, notes.To)).FirstOrDefault(fact => fact is not null) is { } debt)
        {
            notes.Book.Add(FundamentalsTheme.Leverage, "debt_to_equity", notes.Texts.Debt(notes.To, debt.Value, equity.Value, debt.Latest.Concept == Concepts.LongTermDebt[0]), debt.Value / equity.Value, "ratio", null, 0.03,
                FundamentalsSignals.Debt(debt.Value / equity.Value), FundamentalsNotes.Later(notes.Use(debt), notes.Use(equity)));
        }

        if (notes.Figures.Balance(Concepts.CurrentAssets, notes.To) is { } current && notes.Figures.Balance(Concepts.CurrentLiabilities, notes.To) is { Value: > 0 } due)
        {
            notes.Book.Add(FundamentalsTheme.Leverage, "current_ratio", notes.Texts.CurrentRatio(notes.To, current.Value / due.Value), current.Value / due.Value, "ratio", null, 0.02,
                FundamentalsSignals.CurrentRatio(current.Value / due.Value), FundamentalsNotes.Later(notes.Use(current), notes.Use(due)));
        }

        if (notes.Figures.Balance(Concepts.Cash, notes.To) is { } cash) notes.Book.Add(FundamentalsTheme.Leverage, "cash", notes.Texts.Cash(notes.To, cash.Value), cash.Value, notes.Currency, date: notes.Use(cash));
    }

    private static string ConceptOf(Figure figure) => figure.Parts[0].Latest.Concept;

    private static Figure Less(Figure whole, Figure part) => whole with { Value = whole.Value - part.Value, Parts = [.. whole.Parts, .. part.Parts] };
}
