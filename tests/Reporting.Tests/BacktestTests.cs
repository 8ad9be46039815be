using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Backtests;
using TradingAgents.Reporting.Backtests;

namespace TradingAgents.Reporting.Tests;

public sealed partial class BacktestTests
{
    private const string Hostile = "\"><script>alert(1)</script><img src=x onerror=alert(2)>\u001b[31m";

    [Fact]
    public void The_text_shows_every_measure_and_symbol()
    {
        var text = BacktestText.Render(SampleBacktests.Of(300, "AAPL", "MSFT"));

        Assert.StartsWith("Backtest of 2 symbols, 2016-01-04 to 2016-10-29\n", text, StringComparison.Ordinal);
        Assert.Matches(@"\ndecisions +\+12\.3% +\+5\.0% +-21\.0% +0\.71 +9 +56% +8\.50 +40% +10%\n", text);
        Assert.Matches(@"\nAAPL +\+12\.3% .* -30\.0% to \+35\.0%\nMSFT ", text);
        Assert.Matches(@"\nHold +2 +2 +\+1\.0% +–\n", text);
        Assert.Matches(@"\n0\.75–0\.80 +6 +5 +0\.76 +3 +60\.0% +23\.1% to 88\.2%\n", text);
        Assert.Matches(@"\nconviction .*\n0\.30–0\.40 +6 +5 +0\.52 +3 +60\.0% +23\.1% to 88\.2%\n", text);
        Assert.Contains("Brier score 0.2600 (less is better); without the earlier readings, from base rates alone, it is 0.2471", text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("risk-free rate of 0", text, StringComparison.Ordinal);
        Assert.Contains("- Until 2016-01-05 all together is AAPL alone", text, StringComparison.Ordinal);
        Assert.EndsWith("Left out\n--------\n- SHORT has too few bars to test.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_fits_a_terminal_of_110_columns_and_has_no_control_characters()
    {
        var text = BacktestText.Render(SampleBacktests.Of(300, "AAPL", Hostile));

        Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
        Assert.All(BacktestText.Render(SampleBacktests.Of(300, "AAPL", "000001.SH")).Split('\n'), line => Assert.True(line.Length <= 110, line));
    }

    [Fact]
    public void The_json_reads_back_as_what_it_was()
    {
        var report = SampleBacktests.Of(40, "AAPL");
        var json = BacktestJson.Render(report);

        Assert.DoesNotContain('\r', json);
        Assert.Equal(json, BacktestJson.Render(JsonSerializer.Deserialize<BacktestReport>(json, ContractJson.Options)!));
        Assert.Equal(0.123, JsonElement.Parse(json).GetProperty("overall").GetProperty("strategy").GetProperty("total_return").GetDouble());
    }

    [Fact]
    public void Nothing_in_the_page_is_fetched_or_runs()
    {
        var html = BacktestHtml.Render(SampleBacktests.Of(300, "AAPL", Hostile));
        var page = XDocument.Parse(html);

        Assert.DoesNotContain("://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "img" or "iframe" or "object" or "embed" or "use" or "form" or "a");
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName is "src" or "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
        Assert.Empty(SelfClosing().Matches(html).Select(match => match.Groups[1].Value).Distinct().Except(["meta", "link", "path", "rect"]));
    }

    [Fact]
    public void Every_id_in_the_page_is_its_own()
    {
        string[] ids = [.. XDocument.Parse(BacktestHtml.Render(SampleBacktests.Of(300, "AAPL", "MSFT"))).Descendants().Attributes("id").Select(id => id.Value)];

        Assert.Equal(ids.Distinct(), ids);
        Assert.Contains("reliability-title", ids);
        Assert.Contains("s1-equity-title", ids);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(521)]
    [InlineData(5000)]
    public void Histories_of_any_length_are_drawn_within_the_picture_and_end_on_their_last_day(int days)
    {
        var report = SampleBacktests.Of(days, "AAPL");
        var html = BacktestHtml.Render(report);
        var charts = XDocument.Parse(html).Descendants("svg").Where(svg => svg.Attribute("class")?.Value == "plot").ToArray();

        Assert.Equal(["Equity", "Drawdown"], charts.Select(chart => chart.Element("title")!.Value));
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", html, StringComparison.Ordinal);
        foreach (var chart in charts)
        {
            Assert.Contains(report.Overall.To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), chart.Element("desc")!.Value, StringComparison.Ordinal);
            var height = double.Parse(chart.Attribute("height")!.Value, CultureInfo.InvariantCulture);
            var points = chart.Elements("svg").First().Elements("path").SelectMany(path => Point().Matches(path.Attribute("d")!.Value)).ToArray();
            Assert.NotEmpty(points);
            Assert.All(points, point => Assert.True(Number(point, 1) is >= -0.1 and <= 1000.1 && Number(point, 2) >= -0.1 && Number(point, 2) <= height, point.Value));
        }
    }

    [Fact]
    public void The_reliability_diagram_has_a_dot_at_each_bands_confidence_and_share()
    {
        var dots = XDocument.Parse(BacktestHtml.Render(SampleBacktests.Of(300, "AAPL"))).Descendants("circle").ToArray();

        // 44 + 380 x confidence from the left; 388 - 380 x share from the top.
        Assert.Equal([("215", "160"), ("332.8", "160")], dots.Select(dot => (dot.Attribute("cx")!.Value, dot.Attribute("cy")!.Value)));
    }

    [Fact]
    public void Where_nothing_could_be_measured_it_is_said()
    {
        var report = SampleBacktests.Empty();

        Assert.Contains("No decision for a direction could be judged", BacktestText.Render(report), StringComparison.Ordinal);
        Assert.Contains("No decision for a direction could be judged", BacktestHtml.Render(report), StringComparison.Ordinal);
    }

    private static double Number(Match point, int group) => double.Parse(point.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[ML](-?[\d.]+) (-?[\d.]+)")]
    private static partial Regex Point();

    [GeneratedRegex(@"<(\w+)[^<>]*/>")]
    private static partial Regex SelfClosing();
}
