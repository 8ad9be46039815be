using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Reporting.Tests;

/// <summary>What a report shows, and how its parts lead to one another.</summary>
public sealed class ReportContentTests
{
    [Fact]
    public void Every_link_leads_to_a_place_on_the_page_that_is_there_once()
    {
        AnalysisReport[] reports =
        [
            SampleDebates.Comprehensive(SamplePrices.Chart(120)),
            SampleReports.English(),
            SampleReports.Saying("\"><b id='x'> #? %41 long enough to be quoted"),
        ];

        Assert.All(reports, report =>
        {
            var page = Page(report);
            string[] places = [.. page.Descendants().Attributes("id").Select(id => id.Value)];
            string[] links = [.. page.Descendants("a").Select(link => link.Attribute("href")!.Value)];
            Assert.Equal(places.Distinct(), places);
            Assert.NotEmpty(links);
            Assert.All(links, link => Assert.Contains(link[1..], places));
            Assert.All(places, place => Assert.Matches("^[A-Za-z0-9._-]+$", place));
        });
    }

    [Fact]
    public void A_comprehensive_report_has_every_section_in_the_order_of_a_readers_questions() =>
        Assert.Equal(
            ["decision", "votes", "price", "debate", "plan", "risk", "thesis", "indicators", "timeline", "analysts", "evidence", "data"],
            Sections(SampleDebates.Comprehensive(SamplePrices.Chart(120))));

    [Fact]
    public void What_an_analysis_does_not_have_is_left_out() =>
        Assert.Equal(
            ["decision", "price", "indicators", "timeline", "analysts", "evidence", "data"],
            Sections(SampleReports.English(SamplePrices.Chart(120))));

    [Fact]
    public void Filings_and_texts_are_listed_where_some_were_read()
    {
        var events = ByClass(Page(SampleDebates.Comprehensive()), "table", "events").Element("tbody")!.Elements("tr").Single();

        Assert.StartsWith("2018-05-02Fundamentals analyst+0.10" + SampleDebates.ForIt, events.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("Filings and texts", HtmlReport.Render(SampleReports.English()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_point_leads_to_the_evidence_it_quotes()
    {
        var page = Page(SampleDebates.Comprehensive());

        var point = ByClass(page, "ol", "points").Elements("li").First();

        Assert.StartsWith(SampleDebates.ForIt, point.Value, StringComparison.Ordinal);
        Assert.Equal("#fact-fundamentals.revenue_growth", point.Element("a")!.Attribute("href")!.Value);
    }

    [Theory]
    [InlineData(TradeAction.Buy)]
    [InlineData(TradeAction.Hold)]
    public void A_key_point_against_the_view_stands_under_what_speaks_against_it(TradeAction action)
    {
        var report = SampleDebates.Comprehensive();
        var page = Page(report with { Decision = report.Decision with { Action = action } });

        Assert.DoesNotContain(SampleDebates.AgainstIt, ByClass(page, "ol", "points").Value, StringComparison.Ordinal);
        Assert.StartsWith(SampleDebates.AgainstIt, ByClass(page, "ul", "against").Elements("li").First().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sale_has_the_points_for_higher_prices_against_it()
    {
        var report = SampleDebates.Comprehensive();
        var page = Page(report with { Decision = report.Decision with { Rating = Rating.Sell, Action = TradeAction.Sell } });

        Assert.Contains(SampleDebates.AgainstIt, ByClass(page, "ol", "points").Value, StringComparison.Ordinal);
        Assert.Contains(SampleDebates.ForIt, ByClass(page, "ul", "against").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_of_the_debate_shows_its_number_date_source_answers_and_what_they_left()
    {
        var bear = ByClass(Page(SampleDebates.Comprehensive()), "div", "side bear").Value;

        Assert.All(
            [SampleDebates.AgainstIt, "18.90 ratio", "2018-05-02", "fundamentals/AAPL.csv", "Weight 38%", "25% left", "Rebutted Growth pays for the price."],
            expected => Assert.Contains(expected, bear, StringComparison.Ordinal));
    }

    [Fact]
    public void The_last_word_of_each_risk_view_stands_beside_the_proposal_and_the_decision()
    {
        var page = Page(SampleDebates.Comprehensive());

        Assert.Equal(
            ["The trader's proposal20%177.15", "Aggressive20%170.00", "Conservative20%170.00", "Neutral20%170.00", "Decision23.5%177.15"],
            ByClass(page, "table", "trades").Element("tbody")!.Elements("tr").Select(row => row.Value));
        Assert.All(page.Descendants("div").Where(element => element.Attribute("class")?.Value == "view"), view => Assert.Equal("#fact-fundamentals.pe", view.Descendants("a").Single().Attribute("href")!.Value));
    }

    [Fact]
    public void Votes_that_contradict_each_other_are_named()
    {
        var votes = Page(SampleDebates.Comprehensive()).Descendants("section").Single(section => section.Attribute("id")?.Value == "votes").Value;

        Assert.Contains("2 up, 1 down, 1 neither. Furthest apart, by 0.95: Fundamentals analyst (+0.64) and Sentiment analyst (-0.31).", votes, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vote_to_hold_counts_neither_way_whatever_its_score_leans_to()
    {
        string page = Voted(Rating.Overweight, Rating.Underweight, Rating.Hold, Rating.Hold);

        Assert.Contains("1 up, 1 down, 2 neither.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_analyst_who_has_no_vote_is_not_counted_among_the_votes()
    {
        string page = Voted(Rating.Overweight, Rating.Underweight, Rating.Hold, null);

        Assert.Contains("1 up, 1 down, 1 neither.", page, StringComparison.Ordinal);
    }

    private static string Voted(params Rating?[] votes)
    {
        var report = SampleDebates.Comprehensive();
        return TextReport.Render(report with { Analysts = [.. report.Analysts.Zip(votes, (analyst, vote) => analyst with { Vote = vote })] });
    }

    [Fact]
    public void What_the_debate_did_not_find_worth_saying_does_not_speak_against_the_decision()
    {
        var report = SampleDebates.Comprehensive();
        var turns = report.Debate!.Turns.Select(turn => turn with { Points = turn.Side == DebateSide.Bull ? turn.Points : [] }).ToArray();
        var page = TextReport.Render(report with { Decision = report.Decision with { KeyPoints = [SampleDebates.ForIt] }, Debate = report.Debate with { Turns = turns } });

        Assert.Contains("Nothing clear, weighty and sure enough to be named.", page, StringComparison.Ordinal);
        Assert.Contains("Nothing that speaks for this side is clear and weighty enough to be argued.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_debate_a_reading_of_hardly_any_direction_speaks_against_nothing()
    {
        var report = SampleDebates.Comprehensive();
        var page = Page(report with
        {
            Debate = null,
            Decision = report.Decision with { KeyPoints = [SampleDebates.ForIt] },
            Evidence = [.. report.Evidence.Select(fact => fact with { Direction = fact.Direction < 0 ? -0.06 : fact.Direction })],
        });

        Assert.DoesNotContain(page.Descendants("ul"), list => list.Attribute("class")?.Value == "against");
    }

    [Theory]
    [InlineData(0, "followed none of 2 earlier month-ends with signals like these (2016-09-30 to 2018-03-29)")]
    [InlineData(1, "followed 1 of 2 earlier month-ends with signals like these (2016-09-30 to 2018-03-29)")]
    public void No_right_case_is_none_of_them(int right, string expected)
    {
        var report = SampleDebates.Comprehensive();
        var page = TextReport.Render(report with { Decision = report.Decision with { TrackRecord = report.Decision.TrackRecord! with { Cases = 2, Right = right } } });

        Assert.Contains(expected, page.ReplaceLineEndings(" ").Replace("   ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllFormatsTests.Formats), MemberType = typeof(AllFormatsTests))]
    public void What_is_missing_is_said_in_sentences(ReportFormat format)
    {
        var report = SampleReports.English() with { Missing = ["no filings for X by 2016-12-30: fundamentals left out", "news/x.jsonl: 1 line could not be read and was left out."] };
        var page = Render(report, format);

        Assert.Contains("No filings for X by 2016-12-30: fundamentals left out.", page.Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("news/x.jsonl: 1 line", page.Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal); // a file keeps its name
    }

    [Theory]
    [MemberData(nameof(AllFormatsTests.Formats), MemberType = typeof(AllFormatsTests))]
    public void A_report_of_an_earlier_version_renders_and_claims_no_vote(ReportFormat format)
    {
        var stored = JsonSerializer.SerializeToNode(SampleDebates.Comprehensive(SamplePrices.Chart(60)), ContractJson.Options)!.AsObject();
        foreach (var member in new[] { "debate", "research_plan", "trader_proposal", "risk_debate" }) Assert.True(stored.Remove(member), member);
        foreach (var member in new[] { "track_record", "conviction", "thesis", "position_share", "horizon_weeks" }) Assert.True(stored["decision"]!.AsObject().Remove(member), member);
        stored["decision"]!["would_change_the_view"] = new JsonArray();
        foreach (var analyst in stored["analysts"]!.AsArray()) Assert.True(analyst!.AsObject().Remove("vote"));
        foreach (var window in stored["data_windows"]!.AsArray()) Assert.True(window!.AsObject().Remove("digest"));

        var report = AnalysisReport.FromJson(JsonSerializer.SerializeToElement(stored, ContractJson.Options))!;
        var page = Render(report, format);

        Assert.All(report.Analysts, analyst => Assert.Null(analyst.Vote));
        Assert.Contains("The votes", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Hold", page.Replace("<li class=\"hold\">Hold</li>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Without a track record", page, StringComparison.Ordinal);
    }

    private static string Render(AnalysisReport report, ReportFormat format) => format switch
    {
        ReportFormat.Html => HtmlReport.Render(report),
        ReportFormat.Markdown => MarkdownReport.Render(report),
        _ => TextReport.Render(report),
    };

    private static XDocument Page(AnalysisReport report) => XDocument.Parse(HtmlReport.Render(report));

    private static IEnumerable<string> Sections(AnalysisReport report) =>
        Page(report).Descendants("main").Single().Elements().Select(section => section.Attribute("id")?.Value).OfType<string>();

    private static XElement ByClass(XDocument page, string element, string cssClass) =>
        page.Descendants(element).Single(found => found.Attribute("class")?.Value == cssClass);
}
