using System.Globalization;
using System.Text.RegularExpressions;
using TradingAgents.Reporting.Html;

namespace TradingAgents.Reporting.Tests;

/// <summary>Contrast as WCAG 2 computes it, from the colours of the style sheet itself.</summary>
public sealed partial class PaletteTests
{
    public static TheoryData<bool> Themes => [false, true];

    [Theory]
    [MemberData(nameof(Themes))]
    public void Text_is_told_from_its_ground(bool dark)
    {
        var colours = Palette(dark);

        Assert.All(
            from text in new[] { "ink", "soft", "faint", "up", "down", "hold", "blue" } from ground in new[] { "paper", "card" } select (text, ground),
            pair => Assert.True(Contrast(colours[pair.text], colours[pair.ground]) >= 4.5, $"{pair}: {Contrast(colours[pair.text], colours[pair.ground]):0.00}"));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Curves_are_told_from_the_paper(bool dark)
    {
        var colours = Palette(dark);

        Assert.All(["ink", "sma20", "sma50", "band", "blue", "up", "down"], curve => Assert.True(Contrast(colours[curve], colours["paper"]) >= 3, $"{curve}: {Contrast(colours[curve], colours["paper"]):0.00}"));
    }

    [Fact]
    public void Black_on_white_has_the_highest_contrast_there_is() => Assert.Equal(21, Contrast("000000", "ffffff"), 0.001);

    /// <summary>The first block of variables is the light theme, the second the dark one.</summary>
    private static Dictionary<string, string> Palette(bool dark) => Colour()
        .Matches(HtmlPage.ReadStyle("report.css").Split(":root", 4)[dark ? 2 : 1])
        .GroupBy(match => match.Groups[1].Value)
        .ToDictionary(group => group.Key, group => group.First().Groups[2].Value);

    private static double Contrast(string one, string other)
    {
        var (lighter, darker) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double Luminance(string colour)
    {
        double[] channels = [.. Enumerable.Range(0, 3).Select(i => int.Parse(colour.AsSpan(i * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)];
        double[] linear = [.. channels.Select(channel => channel <= 0.04045 ? channel / 12.92 : Math.Pow((channel + 0.055) / 1.055, 2.4))];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    [GeneratedRegex("--([a-z0-9]+): #([0-9a-f]{6})")]
    private static partial Regex Colour();
}
