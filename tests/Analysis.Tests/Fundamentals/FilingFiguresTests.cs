using TradingAgents.Abstractions;
using TradingAgents.Analysis.Fundamentals;
using static TradingAgents.Analysis.Tests.Fundamentals.FilingsFolder;

namespace TradingAgents.Analysis.Tests.Fundamentals;

public sealed class FilingFiguresTests : IDisposable
{
    private readonly FilingsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_latest_filing_by_the_day_counts_and_what_it_restates_stays_visible()
    {
        _folder.Write("X",
            "2020-02-01,NetIncomeLoss,USD,2019-01-01,2019-12-31,10", "2020-05-01,NetIncomeLoss,USD,2019-01-01,2019-12-31,12", "2021-02-01,NetIncomeLoss,USD,2019-01-01,2019-12-31,12");
        var first = await FindAsync("2020-04-30");
        Assert.Equal((10, null), (first.Value, first.RestatedFrom?.Value));
        var restated = await FindAsync("2022-01-01");
        Assert.Equal((12, 10, Day("2020-05-01")), (restated.Value, restated.RestatedFrom?.Value, restated.Origin.Filed));

        async Task<KnownFact> FindAsync(string asOf) =>
            new FilingsView((await _folder.ReadAsync("X", asOf))!.Facts).Find("NetIncomeLoss", "USD", Day("2019-01-01"), Day("2019-12-31"))!;
    }

    [Fact]
    public async Task A_year_is_the_fiscal_year_where_one_ends_that_day()
    {
        _folder.Write("X", [.. Quarters(1, 2, 3, 4), "2020-02-01,NetIncomeLoss,USD,2019-01-01,2019-12-31,100"]);
        Assert.Equal((100, FigurePeriod.FiscalYear), await YearAsync("2019-12-31"));
    }

    [Fact]
    public async Task A_year_within_a_fiscal_year_adds_the_year_to_date_and_takes_away_that_of_the_year_before()
    {
        _folder.Write("X",
            "2020-02-01,NetIncomeLoss,USD,2019-01-01,2019-12-31,100", "2020-08-01,NetIncomeLoss,USD,2020-01-01,2020-06-30,70", "2020-08-01,NetIncomeLoss,USD,2019-01-01,2019-06-30,45",
            "2020-08-01,NetIncomeLoss,USD,2020-04-01,2020-06-30,40", "2020-08-01,NetIncomeLoss,USD,2019-04-01,2019-06-30,25");
        Assert.Equal((125, FigurePeriod.TrailingYear), await YearAsync("2020-06-30"));
    }

    [Theory]
    [InlineData(5_000_000_000, 10_946_000_000)] // as rounded as Apple's of 2013: the quarters tell more
    [InlineData(4_976_000_000, 10_946_000_000)] // both ways agree
    [InlineData(4_970_000_000, 10_952_000_000)] // ten times as coarse may be chance
    public async Task Four_quarters_come_before_a_year_to_date_that_was_filed_in_coarse_rounding(double before, double expected)
    {
        _folder.Write("X", ["2020-02-01,NetIncomeLoss,USD,2019-07-01,2019-09-30,2789000000", "2020-02-01,NetIncomeLoss,USD,2019-10-01,2019-12-31,2763000000",
            "2020-02-01,NetIncomeLoss,USD,2019-01-01,2019-12-31,10528000000", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"2020-08-01,NetIncomeLoss,USD,2019-01-01,2019-06-30,{before}"),
            "2020-08-01,NetIncomeLoss,USD,2020-01-01,2020-06-30,5394000000", "2020-08-01,NetIncomeLoss,USD,2020-01-01,2020-03-31,2739000000", "2020-08-01,NetIncomeLoss,USD,2020-04-01,2020-06-30,2655000000"]);
        Assert.Equal((expected, FigurePeriod.TrailingYear), await YearAsync("2020-06-30"));
    }

    [Fact]
    public async Task Four_single_quarters_on_end_make_a_year()
    {
        _folder.Write("X", Quarters(1, 2, 3, 4));
        Assert.Equal((10, FigurePeriod.TrailingYear), await YearAsync("2019-12-31"));
    }

    [Theory]
    [InlineData("2019-07-01")] // a quarter is missing
    [InlineData("2019-04-01")]
    public async Task Three_quarters_make_no_year(string missing)
    {
        _folder.Write("X", [.. Quarters(1, 2, 3, 4).Where(row => !row.Contains($",{missing},", StringComparison.Ordinal))]);
        Assert.Null(await YearAsync("2019-12-31"));
    }

    [Fact]
    public async Task Quarters_and_a_year_to_date_are_never_mixed()
    {
        // A half year and two quarters cover twelve months, but are neither way of building them.
        _folder.Write("X", "2020-02-01,NetIncomeLoss,USD,2019-01-01,2019-06-30,3", "2020-02-01,NetIncomeLoss,USD,2019-07-01,2019-09-30,3", "2020-02-01,NetIncomeLoss,USD,2019-10-01,2019-12-31,4");
        Assert.Null(await YearAsync("2019-12-31"));
    }

    [Fact]
    public async Task Two_concepts_for_revenue_are_never_mixed_in_one_figure()
    {
        _folder.Write("X", "2020-02-01,Revenues,USD,2019-01-01,2019-12-31,100", "2020-05-01,SalesRevenueNet,USD,2020-01-01,2020-03-31,30", "2020-05-01,SalesRevenueNet,USD,2019-01-01,2019-03-31,25");
        var figures = await FiguresAsync("X", "2021-01-01");
        Assert.Null(figures.YearOfFirst(Concepts.Revenue, Day("2020-03-31")));
        var quarter = figures.Compare(Concepts.Revenue, Day("2020-03-31"))!;
        Assert.Equal((30, 25, FigurePeriod.Quarter), (quarter.Now.Value, quarter.Before.Value, quarter.Now.Period));
    }

    [Fact]
    public async Task A_split_is_bridged_by_its_ratio_on_either_side_of_it()
    {
        _folder.WriteSplits("X,2020-06-01,4\n");
        _folder.Write("X",
            "2020-02-01,EarningsPerShareDiluted,USD/shares,2019-01-01,2019-12-31,8", "2020-08-01,EarningsPerShareDiluted,USD/shares,2020-01-01,2020-06-30,1.5",
            "2020-08-01,EarningsPerShareDiluted,USD/shares,2019-01-01,2019-06-30,0.9");
        // 8 / 4 + 1.5 - 0.9 where the prices are on the new basis, four times that on the old one.
        Assert.Equal(2.6, (await FiguresAsync("X", "2020-12-31", "2021-01-01")).Year(Concepts.DilutedEps, Day("2020-06-30"))!.Value, 1e-9);
        Assert.Equal(10.4, (await FiguresAsync("X", "2020-12-31", "2020-05-29")).Year(Concepts.DilutedEps, Day("2020-06-30"))!.Value, 1e-9);
    }

    [Fact]
    public async Task A_restatement_that_no_known_split_explains_makes_what_was_filed_before_it_unusable()
    {
        _folder.WriteSplits("");
        _folder.Write("X",
            "2020-02-01,EarningsPerShareDiluted,USD/shares,2019-01-01,2019-12-31,8", "2019-08-01,EarningsPerShareDiluted,USD/shares,2019-01-01,2019-06-30,3.6",
            "2020-08-01,EarningsPerShareDiluted,USD/shares,2020-01-01,2020-06-30,1.5", "2020-08-01,EarningsPerShareDiluted,USD/shares,2019-01-01,2019-06-30,0.9");
        var figures = await FiguresAsync("X", "2020-12-31", "2021-01-01");
        Assert.Null(figures.Year(Concepts.DilutedEps, Day("2020-06-30")));
        Assert.Equal(1.5, figures.Compare([Concepts.DilutedEps], Day("2020-06-30"))!.Now.Value);
    }

    [Theory]
    [InlineData("2014-10-26", 44.15)]
    [InlineData("2014-10-27", 6.31)]
    public async Task Apple_earned_44_15_a_share_in_2012_as_filed_and_6_31_as_restated(string asOf, double expected)
    {
        var fact = (await SharedViewAsync("AAPL", asOf)).Find(Concepts.DilutedEps, "USD/shares", Day("2011-09-25"), Day("2012-09-29"))!;
        Assert.Equal(expected, fact.Value);
        Assert.Equal(expected == 44.15 ? null : 44.15, fact.RestatedFrom?.Value);
        Assert.Null((await SharedViewAsync("AAPL", "2012-10-30")).Find(Concepts.DilutedEps, "USD/shares", Day("2011-09-25"), Day("2012-09-29")));
    }

    /// <summary>Added by hand from the rows of the filings.</summary>
    [Theory]
    [InlineData("AAPL", "2013-06-03", "SalesRevenueNet", "2013-03-30", 156_508e6 + 98_115e6 - 85_519e6)]
    [InlineData("AAPL", "2013-06-03", "NetIncomeLoss", "2013-03-30", 41_733e6 + 22_625e6 - 24_686e6)]
    [InlineData("AAPL", "2013-06-03", "EarningsPerShareDiluted", "2013-03-30", (44.15 + 23.90 - 26.17) / 7)]
    [InlineData("AAPL", "2013-06-03", "NetCashProvidedByUsedInOperatingActivities", "2013-03-30", 50_856e6 + 35_930e6 - 31_531e6)]
    [InlineData("AAPL", "2013-06-03", "SalesRevenueNet", "2012-03-31", 108_249e6 + 85_519e6 - 51_408e6)]
    [InlineData("AAPL", "2014-08-01", "EarningsPerShareDiluted", "2014-06-28", (39.75 / 7) + 5.03 - 4.49)]
    [InlineData("AAPL", "2017-01-03", "SalesRevenueNet", "2016-09-24", 215_639e6)]
    [InlineData("GOOG", "2016-06-01", "Revenues", "2016-03-31", 74_989e6 + 20_257e6 - 17_258e6)]
    public async Task Twelve_months_agree_with_the_rows_as_filed(string symbol, string asOf, string concept, string to, double expected)
    {
        var filings = await SharedFilingsAsync(symbol, asOf);
        var view = new FilingsView(filings!.Facts);
        var year = new FilingFigures(view, "USD", new ShareBasis(view, filings.Splits, Day("2017-09-01"))).Year(concept, Day(to))!;
        Assert.Equal(expected, year.Value, Math.Abs(expected) * 1e-9);
        Assert.InRange(year.Days, 358, 372);
    }

    [Fact]
    public async Task Apple_in_june_2013_knows_no_filing_of_july()
    {
        var filings = await SharedFilingsAsync("AAPL", "2013-06-03");
        Assert.Equal(Day("2013-04-24"), filings!.Facts.Max(fact => fact.Filed));
        Assert.Equal(Day("2013-03-30"), filings.Facts.Max(fact => fact.PeriodEnd));
        Assert.Equal(Day("2013-07-24"), (await SharedFilingsAsync("AAPL", "2013-07-24"))!.Facts.Max(fact => fact.Filed));
    }

    [Fact]
    public async Task Google_has_filed_only_since_october_2015()
    {
        Assert.Null(await SharedFilingsAsync("GOOG", "2015-10-28"));
        Assert.NotNull(await SharedFilingsAsync("GOOG", "2015-10-29"));
    }

    private static string[] Quarters(params int[] values) =>
    [
        $"2019-05-01,NetIncomeLoss,USD,2019-01-01,2019-03-31,{values[0]}", $"2019-08-01,NetIncomeLoss,USD,2019-04-01,2019-06-30,{values[1]}",
        $"2019-11-01,NetIncomeLoss,USD,2019-07-01,2019-09-30,{values[2]}", $"2020-02-01,NetIncomeLoss,USD,2019-10-01,2019-12-31,{values[3]}",
    ];

    private static Task<CompanyFilings?> SharedFilingsAsync(string symbol, string asOf) =>
        new CsvFundamentals(TestData.SharedFolderOrSkip()).GetFilingsAsync(symbol, Day(asOf), TestContext.Current.CancellationToken);

    private static async Task<FilingsView> SharedViewAsync(string symbol, string asOf) => new((await SharedFilingsAsync(symbol, asOf))!.Facts);

    private async Task<(double, FigurePeriod)?> YearAsync(string to) =>
        (await FiguresAsync("X", "2021-01-01")).Year(Concepts.NetIncome, Day(to)) is { } year ? (year.Value, year.Period) : null;

    private async Task<FilingFigures> FiguresAsync(string symbol, string asOf, string pricesAdjustedTo = "2021-01-01")
    {
        var filings = (await _folder.ReadAsync(symbol, asOf))!;
        var view = new FilingsView(filings.Facts);
        return new FilingFigures(view, "USD", new ShareBasis(view, filings.Splits, Day(pricesAdjustedTo)));
    }
}
