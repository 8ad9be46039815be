using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Fundamentals;

/// <summary>Turns filings into evidence, theme by theme.</summary>
internal sealed class FundamentalsReading
{
    /// <summary>What the weights come to where nothing is missing.</summary>
    private const double AllWeights = 1;

    private const int UsualDaysBetweenFilings = 135;
    private const int OldDays = 250;
    private const int RestatementsNamed = 4;

    private readonly MarketWindow _window;
    private readonly FilingsView _view;
    private readonly ShareBasis _basis;
    private readonly FilingFigures _figures;
    private readonly FundamentalsTexts _texts;
    private readonly string _currency;
    private readonly string _source;
    private readonly DateOnly _to;
    private readonly EvidenceBook<FundamentalsTheme> _book;
    private readonly List<string> _missing = [];
    private readonly HashSet<KnownFact> _used = [];

    /// <param name="window">Of the analysis.</param>
    /// <param name="view">What is known.</param>
    /// <param name="basis">Of share counts.</param>
    /// <param name="period">Of the newest figures, from <see cref="LatestPeriod"/>.</param>
    /// <param name="texts">The sentences.</param>
    public FundamentalsReading(MarketWindow window, FilingsView view, ShareBasis basis, (DateOnly To, string Currency) period, FundamentalsTexts texts)
    {
        (_window, _view, _basis, _texts, _to, _currency) = (window, view, basis, texts, period.To, period.Currency);
        _figures = new FilingFigures(view, period.Currency, basis);
        _source = $"fundamentals/{window.Symbol}.csv";
        _book = new("fundamentals", _source, view.NewestFiling.Filed);
    }

    private int DaysOld => _window.TradeDate.DayNumber - _view.NewestFiling.Filed.DayNumber;

    /// <summary>The end of the newest period with a net income or a revenue, and its currency; null where there is none.</summary>
    public static (DateOnly To, string Currency)? LatestPeriod(FilingsView view)
    {
        var newest = view.All
            .Where(fact => fact.Months > 0 && (fact.Latest.Concept == Concepts.NetIncome || Concepts.Revenue.Contains(fact.Latest.Concept)))
            .OrderByDescending(fact => fact.PeriodEnd).ThenByDescending(fact => fact.Latest.Filed).ThenBy(fact => fact.Latest.Unit, StringComparer.Ordinal)
            .FirstOrDefault();
        return newest is null ? null : (newest.PeriodEnd, newest.Latest.Unit);
    }

    public void ReadFilings()
    {
        if (_figures.YearOfFirst([Concepts.NetIncome, .. Concepts.Revenue], _to) is null) _missing.Add(_texts.NoYear(_to));
        else if (_figures.Compare([Concepts.NetIncome], _to) is { Now.IsYear: false }) _missing.Add(_texts.NoYearBefore(_to));
        ReadGrowth();
        ReadMargins();
        ReadCashFlow();
        ReadLeverage();
    }

    /// <param name="close">The last one of the window.</param>
    public void ReadPrice(double close)
    {
        var value = ReadValuation(close);
        ReadShareholders(value);
        ReadNewestFiling();
    }

    public AnalystFindings Conclude(string analyst, IReadOnlyList<FiledFact> facts)
    {
        if (DaysOld > OldDays) _missing.Add(_texts.OldFilings(_view.NewestFiling, DaysOld, _window.TradeDate));
        var score = Math.Round(_book.Score, 2);
        var confidence = Math.Round(Confidence(score), 2);
        return new AnalystFindings
        {
            Report = new AnalystReport
            {
                Analyst = analyst,
                Score = score,
                Confidence = confidence,
                Summary = _texts.Summary(_window.Symbol, _window.TradeDate, _view.NewestFiling, _to, score, confidence),
                Sections = [.. Enum.GetValues<FundamentalsTheme>().Where(_book.Has).Select(theme => new ReportSection(_texts.Title(theme), [.. LeadOf(theme), .. _book.StatementsOf(theme)]))],
            },
            Evidence = _book.Evidence,
            KeyEvidence = _book.IdsByWeight,
            DataWindows = [new DataWindow(_source, facts[0].Filed, facts[^1].Filed, facts.Count)],
            Missing = _missing,
        };
    }

    private IEnumerable<string> LeadOf(FundamentalsTheme theme) => _book.ScoreOf(theme) is { } score ? [_texts.Lead(theme, score)] : [];

    /// <summary>Agreement and strength of the signals, less for what is missing and for old filings; at most 0.75, as filings look back and say nothing of what is expected.</summary>
    private double Confidence(double score)
    {
        var strength = Math.Min(1, Math.Abs(score) / 0.5);
        var coverage = Math.Min(1, _book.Weights / AllWeights);
        var fresh = 1 - 0.5 * Math.Clamp((DaysOld - UsualDaysBetweenFilings) / (double)(OldDays - UsualDaysBetweenFilings), 0, 1);
        return 0.75 * (0.6 * _book.Agreement + 0.4 * strength) * coverage * fresh;
    }

    private void ReadGrowth()
    {
        Growth("revenue_growth", Concepts.Revenue, 0.12);
        Growth("net_income_growth", [Concepts.NetIncome], 0.10);
        if (_figures.Compare([Concepts.DilutedEps], _to) is { } eps)
        {
            _book.Add(FundamentalsTheme.Growth, "eps_growth", _texts.PerShareGrowth(eps, _basis.Problem == ShareBasisProblem.None), eps.Growth * 100 ?? eps.Now.Value, eps.Growth is null ? $"{_currency}/shares" : "%",
                eps.Now.From, 0.08, FundamentalsSignals.Growth(eps), Use(eps));
        }

        var year = _figures.Compare(Concepts.Revenue, _to);
        if (year?.Now.Period != FigurePeriod.Quarter && _figures.CompareQuarter(Concepts.Revenue, _to) is { } quarter) AddGrowth("revenue_growth_quarter", quarter, 0.06);
    }

    private void Growth(string id, IReadOnlyList<string> concepts, double weight)
    {
        if (_figures.Compare(concepts, _to) is { } figures) AddGrowth(id, figures, weight);
    }

    private void AddGrowth(string id, Comparison figures, double weight) => _book.Add(
        FundamentalsTheme.Growth, id, _texts.Growth(ConceptOf(figures.Now), figures), figures.Growth * 100 ?? figures.Now.Value, figures.Growth is null ? _currency : "%",
        figures.Now.From, weight, FundamentalsSignals.Growth(figures), Use(figures));

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
        _book.Add(FundamentalsTheme.Margins, id, _texts.Margin(concept, margin.Part, margin.Now, margin.Before), margin.Now * 100, "%", margin.Part.From,
            change is null ? 0 : weight, change is { } moved && weight > 0 ? FundamentalsSignals.MarginChange(moved) : 0, margin.Filed);
    }

    private (Figure Part, double Now, double? Before, DateOnly Filed)? MarginOf(string concept)
    {
        foreach (var revenue in Concepts.Revenue.Select(name => _figures.Compare([name], _to)).OfType<Comparison>())
        {
            var part = _figures.Compare([concept], _to) ?? (concept == Concepts.GrossProfit ? GrossProfitOf(revenue) : null);
            if (part is null || !IsSamePeriod(part.Now, revenue.Now) || revenue.Now.Value <= 0) continue;
            var before = IsSamePeriod(part.Before, revenue.Before) && revenue.Before.Value > 0 ? part.Before.Value / revenue.Before.Value : (double?)null;
            return (part.Now, part.Now.Value / revenue.Now.Value, before, Later(Use(part), Use(revenue)));
        }

        return null;
    }

    private Comparison? GrossProfitOf(Comparison revenue) =>
        _figures.Compare(Concepts.CostOfRevenue, _to) is { } cost && IsSamePeriod(cost.Now, revenue.Now) && IsSamePeriod(cost.Before, revenue.Before)
            ? new Comparison(Less(revenue.Now, cost.Now), Less(revenue.Before, cost.Before))
            : null;

    private void ReadCashFlow()
    {
        var isYearKnown = _figures.Year(Concepts.NetIncome, _to) is not null;
        if (_figures.Year(Concepts.OperatingCashFlow, _to) is not { } cash)
        {
            if (isYearKnown) _missing.Add(_texts.NoCashFlow(_to));
            return;
        }

        if (_figures.Year(Concepts.NetIncome, _to) is { } income && IsSamePeriod(cash, income))
        {
            _book.Add(FundamentalsTheme.CashFlow, "cash_conversion", _texts.CashConversion(cash, income), income.Value > 0 ? cash.Value / income.Value : cash.Value, income.Value > 0 ? "ratio" : _currency,
                cash.From, 0.08, FundamentalsSignals.CashConversion(cash.Value, income.Value), Later(Use(cash), Use(income)));
        }

        if (FreeCashFlow() is not { } free)
        {
            _missing.Add(_texts.NoCapitalExpenditure(_to));
            return;
        }

        var revenue = _figures.YearOfFirst(Concepts.Revenue, _to);
        _book.Add(FundamentalsTheme.CashFlow, "free_cash_flow",
            _texts.FreeCashFlow(free.Value, free.Expenditure, revenue is { Value: > 0 } && IsSamePeriod(cash, revenue) ? free.Value / revenue.Value : null), free.Value, _currency, cash.From, date: free.Filed);
    }

    private (double Value, Figure Expenditure, DateOnly Filed)? FreeCashFlow() =>
        _figures.Year(Concepts.OperatingCashFlow, _to) is { } cash && _figures.Year(Concepts.CapitalExpenditure, _to) is { } spent && IsSamePeriod(cash, spent)
            ? (cash.Value - spent.Value, spent, Later(Use(cash), Use(spent)))
            : null;

    private void ReadLeverage()
    {
        if (_figures.Balance(Concepts.Equity, _to) is not { } equity) return;
        var filed = _figures.Balance(Concepts.Liabilities, _to);
        var assets = _figures.Balance(Concepts.Assets, _to);
        if ((filed?.Value ?? assets?.Value - equity.Value) is { } liabilities)
        {
            _book.Add(FundamentalsTheme.Leverage, "liabilities_to_equity", _texts.Liabilities(_to, liabilities, equity.Value, filed is null), equity.Value > 0 ? liabilities / equity.Value : liabilities,
                equity.Value > 0 ? "ratio" : _currency, null, 0.05, FundamentalsSignals.Liabilities(liabilities, equity.Value), Later(Use(filed ?? assets!), Use(equity)));
        }

        if (equity.Value > 0 && Concepts.LongTermDebt.Select(concept => _figures.Balance(concept, _to)).FirstOrDefault(fact => fact is not null) is { } debt)
        {
            _book.Add(FundamentalsTheme.Leverage, "debt_to_equity", _texts.Debt(_to, debt.Value, equity.Value, debt.Latest.Concept == Concepts.LongTermDebt[0]), debt.Value / equity.Value, "ratio", null, 0.03,
                FundamentalsSignals.Debt(debt.Value / equity.Value), Later(Use(debt), Use(equity)));
        }

        if (_figures.Balance(Concepts.CurrentAssets, _to) is { } current && _figures.Balance(Concepts.CurrentLiabilities, _to) is { Value: > 0 } due)
        {
            _book.Add(FundamentalsTheme.Leverage, "current_ratio", _texts.CurrentRatio(_to, current.Value / due.Value), current.Value / due.Value, "ratio", null, 0.02,
                FundamentalsSignals.CurrentRatio(current.Value / due.Value), Later(Use(current), Use(due)));
        }

        if (_figures.Balance(Concepts.Cash, _to) is { } cash) _book.Add(FundamentalsTheme.Leverage, "cash", _texts.Cash(_to, cash.Value), cash.Value, _currency, date: Use(cash));
    }

    /// <returns>The market value; null where it is not known.</returns>
    private double? ReadValuation(double close)
    {
        if (_currency != _window.Currency) _missing.Add(_texts.OtherCurrency(_window.Currency));
        else if (_basis.Problem != ShareBasisProblem.None) _missing.Add(_texts.NotComparable(_basis.Problem));
        else return ReadMultiples(close);
        return null;
    }

    private double? ReadMultiples(double close)
    {
        var day = _window.To;
        var eps = _figures.Year(Concepts.DilutedEps, _to);
        if (eps is not null)
        {
            Multiple("price_to_earnings", _texts.PriceToEarnings(close, day, eps, IsRebased(eps)), eps.Value > 0 ? close / eps.Value : eps.Value, eps.Value > 0 ? "ratio" : $"{_currency}/shares", eps, Use(eps),
                0.12, FundamentalsSignals.EarningsYield(eps.Value / close));
        }
        else if (_figures.Year(Concepts.NetIncome, _to) is not null)
        {
            _missing.Add(_texts.NoPerShareYear(_to));
        }

        if (ShareCount() is not { } count)
        {
            _missing.Add(_texts.NoShareCount(_to));
            return null;
        }

        var value = count.Shares.Value * close;
        Multiple("market_value", _texts.MarketValue(value, count.Shares, count.Source, close, day), value, _currency, count.Shares, Use(count.Shares));
        if (eps is null && _figures.Year(Concepts.NetIncome, _to) is { } income)
        {
            Multiple("value_to_earnings", _texts.ValueToEarnings(value, income), income.Value > 0 ? value / income.Value : income.Value, income.Value > 0 ? "ratio" : _currency, income, Use(income),
                0.12, FundamentalsSignals.EarningsYield(income.Value / value));
        }

        if (_figures.YearOfFirst(Concepts.Revenue, _to) is { Value: > 0 } revenue) Multiple("price_to_sales", _texts.PriceToSales(value / revenue.Value, revenue), value / revenue.Value, "ratio", revenue, Use(revenue));
        if (_figures.Balance(Concepts.Equity, _to) is { Value: > 0 } equity) Multiple("price_to_book", _texts.PriceToBook(value / equity.Value, _to), value / equity.Value, "ratio", null, Use(equity));
        if (FreeCashFlow() is { } free)
            Multiple("free_cash_flow_yield", _texts.FreeCashFlowYield(free.Value / value, free.Expenditure), free.Value / value * 100, "%", free.Expenditure, free.Filed, 0.10, FundamentalsSignals.FreeCashFlowYield(free.Value / value));
        return value;
    }

    private void Multiple(string id, string statement, double value, string unit, Figure? figure, DateOnly filed, double weight = 0, double direction = 0) => _book.Add(
        FundamentalsTheme.Valuation, id, statement, value, unit, figure?.From, weight, direction, Later(filed, _window.To), $"{_source}, {_window.Source}");

    private (Figure Shares, ShareCountSource Source)? ShareCount()
    {
        if (_figures.ShortestAverage(Concepts.DilutedShares, _to) is { Value: > 0 } filed) return (filed, ShareCountSource.Filed);
        return _figures.NewestOfBoth(Concepts.NetIncome, Concepts.DilutedEps, _to) is var (income, eps) && income.Value > 0 && eps.Value > 0
            ? (income with { Value = income.Value / eps.Value, Parts = [.. income.Parts, .. eps.Parts] }, ShareCountSource.Implied)
            : null;
    }

    private void ReadShareholders(double? value)
    {
        if (_figures.CompareAverage(Concepts.DilutedShares, _to) is { Growth: { } change } shares)
        {
            _book.Add(FundamentalsTheme.Shareholders, "share_count", _texts.ShareCount(shares, IsRebased(shares.Now) || IsRebased(shares.Before)), change * 100, "%", shares.Now.From, 0.06,
                FundamentalsSignals.ShareCount(change), Use(shares));
        }

        if (_figures.Year(Concepts.Repurchases, _to) is { } bought)
            _book.Add(FundamentalsTheme.Shareholders, "repurchases", _texts.Repurchases(bought, bought.Value / value), bought.Value, _currency, bought.From, date: Use(bought));
        if (_figures.Year(Concepts.Dividends, _to) is { } paid)
        {
            var share = _figures.Year(Concepts.NetIncome, _to) is { Value: > 0 } income && IsSamePeriod(paid, income) ? paid.Value / income.Value : (double?)null;
            _book.Add(FundamentalsTheme.Shareholders, "dividends", _texts.Dividends(paid, share), paid.Value, _currency, paid.From, date: Use(paid));
        }
    }

    private void ReadNewestFiling()
    {
        _book.Add(FundamentalsTheme.Filings, "newest_filing", _texts.NewestFiling(_view.NewestFiling, _to, DaysOld, _window.TradeDate), DaysOld, "days");
        var restated = _used.Where(fact => fact.RestatedFrom is not null).DistinctBy(fact => (fact.Latest.Concept, fact.Latest.PeriodStart, fact.PeriodEnd))
            .OrderByDescending(fact => fact.PeriodEnd).ThenBy(fact => fact.Latest.Concept, StringComparer.Ordinal).ThenByDescending(fact => fact.Months).Take(RestatementsNamed);
        foreach (var fact in restated)
        {
            _book.Add(FundamentalsTheme.Filings, FormattableString.Invariant($"restated_{fact.Latest.Concept}_{fact.PeriodEnd:yyyyMMdd}_{fact.Months}"), _texts.Restated(fact, _basis.IsOnlyRebased(fact)), fact.Value,
                fact.Latest.Unit, fact.Latest.PeriodStart, date: fact.Origin.Filed);
        }
    }

    private bool IsRebased(Figure figure) => figure.Parts.Any(part => _basis.Factor(part.Latest.Filed) != 1);

    /// <returns>The day it became public.</returns>
    private DateOnly Use(KnownFact fact)
    {
        _used.Add(fact);
        return fact.Origin.Filed;
    }

    private DateOnly Use(Figure figure)
    {
        foreach (var part in figure.Parts) Use(part);
        return figure.Filed;
    }

    private DateOnly Use(Comparison figures) => Later(Use(figures.Now), Use(figures.Before));

    private static string ConceptOf(Figure figure) => figure.Parts[0].Latest.Concept;

    private static Figure Less(Figure whole, Figure part) => whole with { Value = whole.Value - part.Value, Parts = [.. whole.Parts, .. part.Parts] };

    private static bool IsSamePeriod(Figure one, Figure other) => one.From == other.From && one.To == other.To;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
