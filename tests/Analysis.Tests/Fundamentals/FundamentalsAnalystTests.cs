using System.Globalization;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.MarketData;
using static TradingAgents.Analysis.Tests.Fundamentals.FilingsFolder;

namespace TradingAgents.Analysis.Tests.Fundamentals;

public sealed class FundamentalsAnalystTests : IDisposable
{
    private const string Prices = "date,open,high,low,close,volume\n";
    private readonly FilingsFolder _folder = new();

    public FundamentalsAnalystTests()
    {
        var prices = Directory.CreateDirectory(Path.Combine(_folder.Path, "prices")).FullName;
        var rows = Enumerable.Range(0, 400).Select(day => string.Create(CultureInfo.InvariantCulture, $"{Day("2019-12-01").AddDays(day):yyyy-MM-dd},50,51,49,50,1000\n"));
        File.WriteAllText(Path.Combine(prices, "X.csv"), Prices + string.Concat(rows));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_report_states_every_figure_with_its_number_filing_date_and_period()
    {
        WriteTwoYears();
        _folder.WriteSplits("");
        var report = await ReportAsync("2020-06-30");

        var analyst = Assert.Single(report.Analysts);
        Assert.Equal("fundamentals", analyst.Analyst);
        Assert.Equal(["Growth", "Margins", "Cash flow", "Leverage", "Shares and payouts", "Valuation", "Filings"], analyst.Sections.Select(section => section.Title));
        Assert.Equal((25, "%", Day("2020-02-10"), Day("2019-01-01"), "fundamentals/X.csv"), Shape(report, "revenue_growth"));
        Assert.Equal((50, "%", Day("2020-02-10"), Day("2019-01-01"), "fundamentals/X.csv"), Shape(report, "net_income_growth"));
        Assert.Equal((12, "%", Day("2020-02-10"), Day("2019-01-01"), "fundamentals/X.csv"), Shape(report, "net_margin"));
        Assert.Equal(1.5, Find(report, "cash_conversion").Value);
        Assert.Equal(90e6 - 30e6, Find(report, "free_cash_flow").Value);
        Assert.Equal(0.5, Find(report, "liabilities_to_equity").Value);
        Assert.Equal(-10, Find(report, "share_count").Value);
        Assert.Equal((7.5, "ratio", Day("2020-06-30"), Day("2019-01-01"), "fundamentals/X.csv, prices/X.csv"), Shape(report, "price_to_earnings"));
        Assert.Equal(450e6, Find(report, "market_value").Value);
        Assert.Equal(0.9, Find(report, "price_to_sales").Value);
        Assert.Equal(2.25, Find(report, "price_to_book").Value);
        Assert.Equal(60.0 / 450 * 100, Find(report, "free_cash_flow_yield").Value, 1e-5);
        Assert.Contains("the fiscal year to 2019-12-31 was 500.00 million USD, 25.0% more than the 400.00 million USD of a year earlier", Find(report, "revenue_growth").Statement, StringComparison.Ordinal);
        Assert.Equal(new DataWindow("fundamentals/X.csv", Day("2020-02-10"), Day("2020-02-10"), 22), report.DataWindows[1] with { Digest = null });
        Assert.True(analyst.Score > 0.5, $"{analyst.Score}");
        Assert.InRange(analyst.Confidence, 0.3, 0.75);
        Assert.Equal(TradeAction.Buy, report.Decision.Action);
        ReportChecks.AssertConsistent(report);
    }

    [Theory]
    [InlineData(AnalysisType.Comprehensive)]
    [InlineData(AnalysisType.Quick)]
    [InlineData(AnalysisType.Fundamental)]
    public async Task Without_filings_by_the_trade_date_it_is_left_out_and_said(AnalysisType type)
    {
        WriteTwoYears();
        var report = AnalysisReport.FromJson(await AnalysisRun.JsonOverAsync(_folder.Path, AnalysisRun.Request("X", type, AnalysisRun.Parameters(Day("2020-02-09")))))!;
        Assert.Contains("no filings for X by 2020-02-09: fundamentals left out", report.Missing);
        Assert.DoesNotContain(report.Analysts, analyst => analyst.Analyst == "fundamentals");
        if (type == AnalysisType.Fundamental) Assert.Contains("without a view", report.Decision.Summary, StringComparison.Ordinal);
        ReportChecks.AssertConsistent(report);
    }

    [Theory]
    [InlineData(AnalysisType.Comprehensive)]
    [InlineData(AnalysisType.Quick)]
    public async Task Beside_the_market_analyst_it_has_its_vote_and_its_key_points(AnalysisType type)
    {
        WriteTwoYears();
        _folder.WriteSplits("");
        var report = AnalysisReport.FromJson(await AnalysisRun.JsonOverAsync(_folder.Path, AnalysisRun.Request("X", type, AnalysisRun.Parameters(Day("2020-06-30")))))!;
        Assert.Contains(report.Analysts, analyst => analyst.Analyst == "fundamentals");
        Assert.Contains(report.Analysts, analyst => analyst.Analyst == "market");
        var own = report.Evidence.Where(evidence => evidence.Analyst == "fundamentals").Select(evidence => evidence.Statement);
        Assert.Contains(report.Decision.KeyPoints, point => own.Contains(point));
        ReportChecks.AssertConsistent(report);
    }

    [Fact]
    public async Task Without_a_list_of_splits_multiples_are_left_out_with_the_reason()
    {
        WriteTwoYears();
        var report = await ReportAsync("2020-06-30");
        Assert.Contains(report.Missing, sentence => sentence.Contains("no list of splits is held", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Evidence, evidence => evidence.Source.Contains("prices/", StringComparison.Ordinal));
        Assert.Contains("both on one share count", Find(report, "eps_growth").Statement, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NetCashProvidedByUsedInOperatingActivities", "The filings held here give no operating cash flow of the twelve months to 2019-12-31: cash conversion and free cash flow are left out.")]
    [InlineData("PaymentsToAcquirePropertyPlantAndEquipment", "The filings held here give no capital expenditure of the twelve months to 2019-12-31: free cash flow is left out.")]
    [InlineData("WeightedAverageNumberOfDilutedSharesOutstanding", null)]
    public async Task What_the_filings_do_not_give_is_said_or_derived_and_lowers_the_confidence(string concept, string? said)
    {
        WriteTwoYears();
        _folder.WriteSplits("");
        var whole = await ReportAsync("2020-06-30");
        var path = Path.Combine(_folder.Path, "fundamentals", "X.csv");
        File.WriteAllLines(path, (await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken)).Where(line => !line.Contains(concept, StringComparison.Ordinal)));
        var report = await ReportAsync("2020-06-30");
        Assert.Equal(said is null ? [] : new[] { said }, report.Missing);
        Assert.True(report.Analysts[0].Confidence <= whole.Analysts[0].Confidence);
        if (concept.StartsWith("Weighted", StringComparison.Ordinal))
            Assert.Contains("as net income over earnings per share of the fiscal year to 2019-12-31 implies", Find(report, "market_value").Statement, StringComparison.Ordinal);
        ReportChecks.AssertConsistent(report);
    }

    [Fact]
    public async Task A_split_after_the_filing_is_bridged_and_gives_the_same_multiples()
    {
        WriteTwoYears();
        _folder.WriteSplits("X,2020-09-01,10\n");
        var report = await ReportAsync("2020-06-30");
        Assert.Equal(75, Find(report, "price_to_earnings").Value);
        Assert.Equal(4500e6, Find(report, "market_value").Value);
        Assert.Contains("brought from the share count of the filing", Find(report, "price_to_earnings").Statement, StringComparison.Ordinal);
        ReportChecks.AssertNothingLaterThan(Day("2020-06-30"), ContractJson.ToElement(report with { Meta = report.Meta with { GeneratedAt = default } }).GetRawText());
    }

    [Fact]
    public async Task A_split_after_the_last_price_concerns_neither()
    {
        WriteTwoYears();
        _folder.WriteSplits("X,2023-09-01,10\n");
        Assert.Equal(7.5, Find(await ReportAsync("2020-06-30"), "price_to_earnings").Value);
    }

    [Fact]
    public async Task Where_share_bases_differ_and_no_ratio_is_known_multiples_are_left_out_with_the_reason()
    {
        WriteTwoYears();
        // A filing after the last price restates the shares tenfold, and the list of splits knows nothing of it.
        _folder.WriteSplits("");
        File.AppendAllText(Path.Combine(_folder.Path, "fundamentals", "X.csv"),
            "2022-02-10,10-K,2021,FY,WeightedAverageNumberOfDilutedSharesOutstanding,shares,2019-01-01,2019-12-31,90000000,0-2\n");
        var report = await ReportAsync("2022-03-01");
        Assert.Contains(report.Missing, sentence => sentence.Contains("no ratio between them is known", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Evidence, evidence => evidence.Source.Contains("prices/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Filings_in_another_currency_give_growth_and_margins_but_no_multiples()
    {
        WriteTwoYears("CNY");
        _folder.WriteSplits("");
        var report = await ReportAsync("2020-06-30");
        Assert.Contains("The filings are in CNY and the prices in USD: multiples of the price are left out.", report.Missing);
        Assert.Equal(25, Find(report, "revenue_growth").Value);
        Assert.Contains("500.00 million CNY", Find(report, "revenue_growth").Statement, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loss_is_called_a_loss_and_has_no_price_earnings_ratio()
    {
        WriteTwoYears(netIncome: -10, eps: "-1.11");
        _folder.WriteSplits("");
        var report = await ReportAsync("2020-06-30");
        Assert.Contains("There is no price-earnings ratio", Find(report, "price_to_earnings").Statement, StringComparison.Ordinal);
        Assert.Equal((-1.11, "USD/shares", -1.0), (Find(report, "price_to_earnings").Value, Find(report, "price_to_earnings").Unit, Find(report, "price_to_earnings").Direction));
        ReportChecks.AssertConsistent(report);
    }

    [Fact]
    public async Task A_malformed_file_fails_for_good_and_names_file_and_line()
    {
        _folder.WriteRaw("X", Header + "2020-05-01,10-Q,2020,Q1,Assets,USD,,2020-03-31,ten,0-1\n");
        var failure = await Assert.ThrowsAsync<AnalysisException>(() => ReportAsync("2020-06-30"));
        Assert.Equal((TaskErrorCodes.AnalysisFailed, false), (failure.Code, failure.Retryable));
        Assert.Contains("fundamentals/X.csv, line 2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_filings_are_said_to_be_old_and_weigh_less()
    {
        WriteTwoYears();
        _folder.WriteSplits("");
        var (fresh, old) = (await ReportAsync("2020-03-01"), await ReportAsync("2020-12-30"));
        Assert.Contains(old.Missing, sentence => sentence.Contains("324 days before the trade date", StringComparison.Ordinal));
        Assert.True(old.Analysts[0].Confidence < 0.6 * fresh.Analysts[0].Confidence);
    }

    [Theory]
    [InlineData("AAPL")]
    [InlineData("GOOG")]
    public async Task Moving_the_trade_date_through_the_shared_filings_finds_nothing_dated_later(string symbol)
    {
        var folder = TestData.SharedFolderOrSkip();
        for (var day = Day("2012-10-01"); day <= Day("2017-09-01"); day = day.AddDays(43))
        {
            foreach (var language in new[] { "en", "zh" })
            {
                var json = await AnalysisRun.JsonOverAsync(folder, AnalysisRun.Request(symbol, AnalysisType.Quick, AnalysisRun.Parameters(day, 1, language)));
                ReportChecks.AssertNothingLaterThan(day, AnalysisRun.WithoutMeta(json));
                var report = AnalysisReport.FromJson(json)!;
                ReportChecks.AssertConsistent(report);
                Assert.All(report.Evidence, evidence => Assert.True(evidence.Date <= day && (evidence.From is null || evidence.From <= evidence.Date), evidence.Id));
                if (language == "zh") Assert.All(ReportChecks.Texts(report), text => Assert.DoesNotMatch(@"\b(the|is|of|and|was|were|days)\b", text));
            }
        }
    }

    [Fact]
    public async Task Every_shared_symbol_has_a_sound_comprehensive_report_with_fundamentals_or_the_reason_why_not()
    {
        var folder = TestData.SharedFolderOrSkip();
        var data = TestData.SharedOrSkip();
        foreach (var symbol in await data.GetSymbolsAsync(TestContext.Current.CancellationToken))
        {
            var bars = (await data.GetPricesAsync(symbol, cancellationToken: TestContext.Current.CancellationToken))!.Bars;
            var day = bars[^1].Date;
            var report = AnalysisReport.FromJson(await AnalysisRun.JsonOverAsync(folder, AnalysisRun.Request(symbol, AnalysisType.Comprehensive, AnalysisRun.Parameters(day))))!;
            ReportChecks.AssertConsistent(report);
            Assert.NotEqual(
                report.Analysts.Any(analyst => analyst.Analyst == "fundamentals"),
                report.Missing.Contains(Listing.IsIndex(symbol)
                    ? $"{symbol} is an index and files nothing: fundamentals left out."
                    : string.Create(CultureInfo.InvariantCulture, $"no filings for {symbol} by {day:yyyy-MM-dd}: fundamentals left out")));
        }
    }

    [Fact]
    public async Task Later_filings_change_nothing_at_an_earlier_date()
    {
        WriteTwoYears();
        _folder.WriteSplits("");
        var before = AnalysisRun.WithoutMeta(await JsonAsync("2020-06-30"));
        File.AppendAllText(Path.Combine(_folder.Path, "fundamentals", "X.csv"), "2020-07-01,10-Q,2020,Q1,NetIncomeLoss,USD,2019-01-01,2019-12-31,1,0-2\n");
        Assert.Equal(before, AnalysisRun.WithoutMeta(await JsonAsync("2020-06-30")));
        Assert.NotEqual(before, AnalysisRun.WithoutMeta(await JsonAsync("2020-07-01")));
    }

    [Fact]
    public async Task Apple_in_june_2013_is_valued_on_the_year_to_march_brought_to_the_share_count_of_the_prices()
    {
        var folder = TestData.SharedFolderOrSkip();
        var report = AnalysisReport.FromJson(await AnalysisRun.JsonOverAsync(folder, AnalysisRun.Request("AAPL", AnalysisType.Fundamental, AnalysisRun.Parameters(Day("2013-06-03")))))!;
        var close = (await TestData.Shared!.GetPricesAsync("AAPL", Day("2013-06-03")))!.Bars[^1].Close;
        Assert.Equal(close / ((44.15 + 23.90 - 26.17) / 7), Find(report, "price_to_earnings").Value, 1e-5);
        Assert.Equal(((169_104.0 / 142_360.0) - 1) * 100, Find(report, "revenue_growth").Value, 1e-5);
        Assert.Equal(946_035_000.0 * 7 * close, Find(report, "market_value").Value, 1);
        Assert.Equal("The filings held here give no capital expenditure of the twelve months to 2013-03-30: free cash flow is left out.", Assert.Single(report.Missing));
        Assert.Contains("the 10-Q of 2013-04-24", report.Analysts[0].Summary, StringComparison.Ordinal);
    }

    private static Evidence Find(AnalysisReport report, string id) => report.Evidence.Single(evidence => evidence.Id == $"fundamentals.{id}");

    private static (double, string, DateOnly, DateOnly?, string) Shape(AnalysisReport report, string id)
    {
        var found = Find(report, id);
        return (found.Value, found.Unit, found.Date, found.From, found.Source);
    }

    private async Task<AnalysisReport> ReportAsync(string tradeDate) => AnalysisReport.FromJson(await JsonAsync(tradeDate))!;

    private Task<System.Text.Json.JsonElement> JsonAsync(string tradeDate) =>
        AnalysisRun.JsonOverAsync(_folder.Path, AnalysisRun.Request("X", AnalysisType.Fundamental, AnalysisRun.Parameters(Day(tradeDate))));

    /// <summary>A 10-K of 2019, in millions: 22 rows.</summary>
    private void WriteTwoYears(string currency = "USD", int netIncome = 60, string eps = "6.6666666666666667") => _folder.Write("X",
    [
        .. Years("Revenues", "500000000", "400000000", currency), .. Years("GrossProfit", "250000000", "180000000", currency), .. Years("OperatingIncomeLoss", "80000000", "56000000", currency),
        .. Years("NetIncomeLoss", $"{netIncome}000000", "40000000", currency), .. Years("NetCashProvidedByUsedInOperatingActivities", "90000000", "60000000", currency),
        .. Years("PaymentsToAcquirePropertyPlantAndEquipment", "30000000", "30000000", currency), .. Years("PaymentsForRepurchaseOfCommonStock", "50000000", "0", currency),
        .. Years("EarningsPerShareDiluted", eps, "4", $"{currency}/shares"), .. Years("WeightedAverageNumberOfDilutedSharesOutstanding", "9000000", "10000000", "shares"),
        $"2020-02-10,StockholdersEquity,{currency},,2019-12-31,200000000", $"2020-02-10,Liabilities,{currency},,2019-12-31,100000000",
        $"2020-02-10,AssetsCurrent,{currency},,2019-12-31,150000000", $"2020-02-10,LiabilitiesCurrent,{currency},,2019-12-31,60000000",
    ]);

    private static IEnumerable<string> Years(string concept, string now, string before, string unit) =>
    [
        $"2020-02-10,{concept},{unit},2019-01-01,2019-12-31,{now}", $"2020-02-10,{concept},{unit},2018-01-01,2018-12-31,{before}",
    ];
}
