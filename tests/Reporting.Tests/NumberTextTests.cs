using TradingAgents.Reporting.Text;

namespace TradingAgents.Reporting.Tests;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(188.59, "188.59")]
    [InlineData(12345.678, "12,345.68")]
    [InlineData(33418250.0, "33,418,250")]
    [InlineData(0.0, "0")]
    [InlineData(0.5, "0.5000")]
    [InlineData(-0.1508, "-0.1508")]
    [InlineData(0.0000123456, "0.00001235")]
    [InlineData(1.5e18, "1.5E+18")]
    [InlineData(2.5e-12, "2.5E-12")]
    [InlineData(double.NaN, "–")]
    public void A_number_shows_the_digits_that_matter(double value, string expected) => Assert.Equal(expected, NumberText.Format(value));

    [Theory]
    [InlineData(50_000_000, 50_000_000, "50M")]
    [InlineData(2_500_000_000, 500_000_000, "2.5B")]
    [InlineData(180, 10, "180")]
    [InlineData(2.5, 2.5, "2.5")]
    [InlineData(0.00012, 0.00001, "0.00012")]
    [InlineData(1e-10, 1e-11, "1E-10")]
    public void A_tick_has_as_many_decimals_as_its_step(double value, double step, string expected) => Assert.Equal(expected, NumberText.Compact(value, step));
}
