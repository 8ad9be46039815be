using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Reporting.Tests;

public sealed partial class HtmlReportTests
{
    private const string Hostile = "\"><script>alert(1)</script><img src=x onerror=alert(2)>' &amp; </title></style>]]> <!-- {{x}}";

    [Fact]
    public void The_page_is_well_formed_and_names_its_language()
    {
        Assert.Equal("en", Parse(SampleReports.English(SamplePrices.Chart(250))).Root!.Attribute("lang")!.Value);
        Assert.Equal("zh-CN", Parse(SampleReports.Chinese(SamplePrices.Chart(250))).Root!.Attribute("lang")!.Value);
    }

    [Fact]
    public void Nothing_is_fetched_and_nothing_runs()
    {
        var html = HtmlReport.Render(SampleDebates.Comprehensive(SamplePrices.Chart(250)));
        var page = XDocument.Parse(html);

        Assert.DoesNotContain("://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "img" or "iframe" or "object" or "embed" or "use" or "form");
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName is "src" or "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(page.Descendants().Attributes("href"), attribute => Assert.True(attribute.Value == "data:," || attribute.Value.StartsWith('#'), attribute.Value));
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_stays_text()
    {
        var harmless = Parse(SampleReports.Saying("plain text, long enough to be quoted"));
        var html = HtmlReport.Render(SampleReports.Saying(Hostile));
        var page = XDocument.Parse(html);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(harmless.Descendants().Select(element => element.Name), page.Descendants().Select(element => element.Name));
        Assert.Contains(page.Descendants("p"), paragraph => paragraph.Value == Hostile);
        Assert.Contains(Hostile, page.Descendants("title").First().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_that_html_does_not_close_by_itself_are_closed()
    {
        var html = HtmlReport.Render(SampleReports.Saying(""));

        string[] selfClosing = [.. SelfClosing().Matches(html).Select(match => match.Groups[1].Value).Distinct()];
        Assert.Empty(selfClosing.Except(["meta", "link", "path", "rect"]));
    }

    [Fact]
    public void The_style_sheet_is_not_changed_by_encoding() =>
        Assert.DoesNotContain('&', StyleSheet().Match(HtmlReport.Render(SampleReports.WithoutTrade())).Value);

    [Fact]
    public void Each_chart_has_a_name_and_a_description_of_its_own()
    {
        var charts = Charts(SampleReports.English(SamplePrices.Chart(250)));

        Assert.Equal(["Price", "Volume", "RSI 14", "MACD", "Drawdown"], charts.Select(chart => chart.Element("title")!.Value));
        Assert.All(charts, chart =>
        {
            Assert.Equal("img", chart.Attribute("role")!.Value);
            Assert.Equal($"{chart.Element("title")!.Attribute("id")!.Value} {chart.Element("desc")!.Attribute("id")!.Value}", chart.Attribute("aria-labelledby")!.Value);
            Assert.Contains("2017-05-16 to 2018-05-11", chart.Element("desc")!.Value, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Pointing_at_a_day_shows_its_numbers()
    {
        var last = Charts(SampleReports.English(SamplePrices.Chart(250)))[0].Descendants("title").Last().Value;

        Assert.Equal("2018-05-11\nOpen 189.49\nHigh 190.06\nLow 187.45\nClose 188.59\nSMA 20 174.88\nSMA 50 173.99", last);
    }

    [Fact]
    public void All_charts_share_their_dates()
    {
        var ticks = Charts(SampleReports.English(SamplePrices.Chart(250)))
            .Select(chart => string.Join(' ', chart.Elements("text").Where(text => text.Attribute("text-anchor")?.Value == "middle").Select(text => text.Attribute("x")!.Value + text.Value)))
            .Distinct();

        Assert.Contains("2018", Assert.Single(ticks), StringComparison.Ordinal);
    }

    [Fact]
    public void The_plan_is_drawn_at_its_levels()
    {
        var chart = Charts(SampleReports.English(SamplePrices.Chart(250)))[0];

        var (target, entry, stop) = (Height("plan target"), Height("plan entry"), Height("plan stop"));

        Assert.True(target < entry && entry < stop);
        Assert.Equal((201.4 - 184.2) / (184.2 - 177.15), (entry - target) / (stop - entry), 0.05);

        double Height(string cssClass) => double.Parse(
            chart.Descendants("path").Single(path => path.Attribute("class")?.Value == cssClass).Attribute("d")!.Value.Split(' ', 'H')[1],
            CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_target_far_from_the_prices_does_not_flatten_the_curve()
    {
        var report = SampleReports.English(SamplePrices.Chart(250));
        var curve = Curve(report);

        var far = Curve(report with { Decision = report.Decision with { Target = 1e9 } });

        Assert.True(far.Max() - far.Min() >= (curve.Max() - curve.Min()) * 0.9);
    }

    [Fact]
    public void Without_prices_the_page_says_so() =>
        Assert.Contains("There are no prices to draw.", HtmlReport.Render(SampleReports.English()), StringComparison.Ordinal);

    public static TheoryData<string, PriceChart> OddCharts => new()
    {
        { "one bar", SamplePrices.Chart(1, warm: false) },
        { "two bars", SamplePrices.Chart(2, warm: false) },
        { "ten bars", SamplePrices.Chart(10, warm: false) },
        { "warm-up within", SamplePrices.Chart(60, warm: false) },
        { "many bars", SamplePrices.Chart(420) },
        { "constant", SamplePrices.Chart(60, price: _ => 184.2) },
        { "zero", SamplePrices.Chart(60, price: _ => 0) with { Drawdown = [] } },
        { "huge", SamplePrices.Chart(60, price: price => price * 1e12) },
        { "huge beyond names", SamplePrices.Chart(60, price: price => price * 1e30) },
        { "tiny", SamplePrices.Chart(60, price: price => price * 1e-12) },
        { "almost constant", SamplePrices.Chart(60, price: price => 1e9 + (price * 1e-9)) },
        { "negative", SamplePrices.Chart(60, price: price => price - 180) with { Drawdown = [] } },
        { "short series", SamplePrices.Chart(60) with { Volume = [], Sma20 = [1], Open = [] } },
        { "not numbers", SamplePrices.Chart(3) with { Close = [1, double.NaN, 2], High = [double.PositiveInfinity, 2, 3] } },
        { "no bars", SamplePrices.Chart(3) with { Dates = [], Close = [] } },
    };

    [Theory]
    [MemberData(nameof(OddCharts), DisableDiscoveryEnumeration = true)]
    public void Odd_prices_are_drawn_within_the_picture(string name, PriceChart chart)
    {
        var html = HtmlReport.Render(SampleReports.English(chart));

        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", html, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", html, StringComparison.Ordinal);
        foreach (var picture in Charts(SampleReports.English(chart)))
        {
            var height = double.Parse(picture.Attribute("height")!.Value, CultureInfo.InvariantCulture);
            Assert.All(
                picture.Elements("svg").First().Elements("path").SelectMany(path => Points(path.Attribute("d")!.Value)),
                point => Assert.True(point.X is >= -0.1 and <= 1000.1 && point.Y >= -0.1 && point.Y <= height, $"{name}: {point}"));
        }
    }

    [Fact]
    public void Coordinates_are_short()
    {
        var html = HtmlReport.Render(SampleReports.English(SamplePrices.Chart(420)));

        Assert.DoesNotMatch(@" d=""[^""]*\.\d\d", html);
        Assert.True(html.Length < 400_000, $"The page has {html.Length} characters.");
    }

    private static XDocument Parse(AnalysisReport report) => XDocument.Parse(HtmlReport.Render(report));

    private static List<XElement> Charts(AnalysisReport report) =>
        [.. Parse(report).Descendants("svg").Where(svg => svg.Attribute("class")?.Value == "plot")];

    private static double[] Curve(AnalysisReport report) =>
        [.. Points(Charts(report)[0].Descendants("path").Single(path => path.Attribute("class")?.Value == "close").Attribute("d")!.Value).Select(point => point.Y)];

    private static IEnumerable<(double X, double Y)> Points(string path) => Point().Matches(path).Select(match => (
        double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture),
        double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"[ML](-?[\d.]+) (-?[\d.]+)")]
    private static partial Regex Point();

    [GeneratedRegex(@"<(\w+)[^<>]*/>")]
    private static partial Regex SelfClosing();

    [GeneratedRegex("<style>.*</style>", RegexOptions.Singleline)]
    private static partial Regex StyleSheet();
}
