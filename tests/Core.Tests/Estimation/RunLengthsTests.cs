using System.Globalization;
using TradingAgents.Core.Estimation;

namespace TradingAgents.Core.Tests.Estimation;

public sealed class RunLengthsTests
{
    private readonly RunLengths _lengths = new();

    [Fact]
    public void A_kind_that_has_ended_before_is_expected_to_take_its_mean_whatever_was_announced()
    {
        Add("a", 2);
        Add("a", 4);
        Add("b", 100);

        Assert.Equal(3, _lengths.Expected("a", announcedSeconds: 50, longestElapsedSeconds: 80));
        Assert.Equal(100, _lengths.Expected("b", announcedSeconds: null, longestElapsedSeconds: 0));
    }

    [Fact]
    public void A_kind_that_has_not_ended_yet_is_expected_to_take_what_was_announced()
    {
        Add("a", 200);

        Assert.Equal(20, _lengths.Expected("b", announcedSeconds: 20, longestElapsedSeconds: 15));
        Assert.Equal(0, _lengths.Expected("b", announcedSeconds: 0, longestElapsedSeconds: 0));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(3, 10)]
    [InlineData(40, 80)]
    public void Where_nothing_is_known_of_a_kind_ten_seconds_or_twice_the_longest_so_far_are_assumed(double longest, double expected)
    {
        Assert.Equal(expected, _lengths.Expected("a", null, longest));
    }

    [Fact]
    public void Other_kinds_raise_the_guess_for_an_unknown_one_and_never_lower_it()
    {
        Add("short", 0.2);
        Assert.Equal(10, _lengths.Expected("unknown", null, 0));

        Add("long", 99.8);
        Assert.Equal(50, _lengths.Expected("unknown", null, 0));
        Assert.Equal(60, _lengths.Expected("unknown", null, 30));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_announcement_that_is_no_length_of_time_is_none(double announced)
    {
        Assert.Equal(10, _lengths.Expected("a", announced, 0));
    }

    [Fact]
    public void Only_the_last_hundred_ends_of_a_kind_count()
    {
        for (var i = 0; i < 100; i++) Add("a", 1000);
        for (var i = 0; i < 100; i++) Add("a", 3);

        Assert.Equal(3, _lengths.Expected("a", null, 0));
    }

    [Fact]
    public void Of_too_many_kinds_the_one_whose_last_end_is_longest_ago_is_forgotten()
    {
        for (var i = 0; i < RunLengths.MaxKinds; i++) Add(i.ToString(CultureInfo.InvariantCulture), 500);
        Add("0", 500);
        Add("one more", 500);

        Assert.Equal(500, _lengths.Expected("0", announcedSeconds: 7, 0));
        Assert.Equal(7, _lengths.Expected("1", announcedSeconds: 7, 0));
        Assert.Equal(500, _lengths.Expected("2", announcedSeconds: 7, 0));
        Assert.Equal(500, _lengths.Expected("one more", announcedSeconds: 7, 0));
    }

    private void Add(string kind, double seconds) => _lengths.Add(kind, TimeSpan.FromSeconds(seconds));
}
