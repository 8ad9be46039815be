using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Fundamentals;

/// <summary>What the price pays for the business, and what the business does for its shareholders.</summary>
internal sealed class ValuationReading(FundamentalsNotes notes)
{
    /// <param name="close">The last one of the window.</param>
    public void Read(double close) => ReadShareholders(ReadValuation(close));

    /// <returns>The market value; null where it is not known.</returns>
    private double? ReadValuation(double close)
    {
        if (notes.Currency != notes.Window.Currency) notes.Miss(notes.Texts.OtherCurrency(notes.Window.Currency));
        else if (notes.Basis.Problem != ShareBasisProblem.None) notes.Miss(notes.Texts.NotComparable(notes.Basis.Problem));
        else return ReadMultiples(close);
        return null;
    }

    private double? ReadMultiples(double close)
    {
        var day = notes.Window.To;
        var eps = notes.Figures.Year(Concepts.DilutedEps, notes.To);
        if (eps is not null)
        {
            Multiple("price_to_earnings", notes.Texts.PriceToEarnings(close, day, eps, IsRebased(eps)), eps.Value > 0 ? close / eps.Value : eps.Value, eps.Value > 0 ? "ratio" : $"{notes.Currency}/shares", eps, notes.Use(eps),
                0.12, FundamentalsSignals.EarningsYield(eps.Value / close));
        }
        else if (notes.Figures.Year(Concepts.NetIncome, notes.To) is not null)
        {
            notes.Miss(notes.Texts.NoPerShareYear(notes.To));
        }

        if (ShareCount() is not { } count)
        {
            notes.Miss(notes.Texts.NoShareCount(notes.To));
            return null;
        }

        var value = count.Shares.Value * close;
        Multiple("market_value", notes.Texts.MarketValue(value, count.Shares, count.Source, close, day), value, notes.Currency, count.Shares, notes.Use(count.Shares));
        if (eps is null && notes.Figures.Year(Concepts.NetIncome, notes.To) is { } income)
        {
            Multiple("value_to_earnings", notes.Texts.ValueToEarnings(value, income), income.Value > 0 ? value / income.Value : income.Value, income.Value > 0 ? "ratio" : notes.Currency, income, notes.Use(income),
                0.12, FundamentalsSignals.EarningsYield(income.Value / value));
        }

        if (notes.Figures.YearOfFirst(Concepts.Revenue, notes.To) is { Value: > 0 } revenue) Multiple("price_to_sales", notes.Texts.PriceToSales(value / revenue.Value, revenue), value / revenue.Value, "ratio", revenue, notes.Use(revenue));
        if (notes.Figures.Balance(Concepts.Equity, notes.To) is { Value: > 0 } equity) Multiple("price_to_book", notes.Texts.PriceToBook(value / equity.Value, notes.To), value / equity.Value, "ratio", null, notes.Use(equity));
        if (notes.FreeCashFlow() is { } free)
            Multiple("free_cash_flow_yield", notes.Texts.FreeCashFlowYield(free.Value / value, free.Expenditure), free.Value / value * 100, "%", free.Expenditure, free.Filed, 0.10, FundamentalsSignals.FreeCashFlowYield(free.Value / value));
        return value;
    }

    private void Multiple(string id, string statement, double value, string unit, Figure? figure, DateOnly filed, double weight = 0, double direction = 0) => notes.Book.Add(
        FundamentalsTheme.Valuation, id, statement, value, unit, figure?.From, weight, direction, FundamentalsNotes.Later(filed, notes.Window.To), $"{notes.Source}, {notes.Window.Source}");

    private (Figure Shares, ShareCountSource Source)? ShareCount()
    {
        if (notes.Figures.ShortestAverage(Concepts.DilutedShares, notes.To) is { Value: > 0 } filed) return (filed, ShareCountSource.Filed);
        return notes.Figures.NewestOfBoth(Concepts.NetIncome, Concepts.DilutedEps, notes.To) is var (income, eps) && income.Value > 0 && eps.Value > 0
            ? (income with { Value = income.Value / eps.Value, Parts = [.. income.Parts, .. eps.Parts] }, ShareCountSource.Implied)
            : null;
    }

    private void ReadShareholders(double? value)
    {
        if (notes.Figures.CompareAverage(Concepts.DilutedShares, notes.To) is { Growth: { } change } shares)
        {
            notes.Book.Add(FundamentalsTheme.Shareholders, "share_count", notes.Texts.ShareCount(shares, IsRebased(shares.Now) || IsRebased(shares.Before)), change * 100, "%", shares.Now.From, 0.06,
                FundamentalsSignals.ShareCount(change), notes.Use(shares));
        }

        if (notes.Figures.Year(Concepts.Repurchases, notes.To) is { } bought)
            notes.Book.Add(FundamentalsTheme.Shareholders, "repurchases", notes.Texts.Repurchases(bought, bought.Value / value), bought.Value, notes.Currency, bought.From, date: notes.Use(bought));
        if (notes.Figures.Year(Concepts.Dividends, notes.To) is { } paid)
        {
            var share = notes.Figures.Year(Concepts.NetIncome, notes.To) is { Value: > 0 } income && FundamentalsNotes.IsSamePeriod(paid, income) ? paid.Value / income.Value : (double?)null;
            notes.Book.Add(FundamentalsTheme.Shareholders, "dividends", notes.Texts.Dividends(paid, share), paid.Value, notes.Currency, paid.From, date: notes.Use(paid));
        }
    }

    private bool IsRebased(Figure figure) => figure.Parts.Any(part => notes.Basis.Factor(part.Latest.Filed) != 1);
}
