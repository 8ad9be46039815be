using TradingAgents.Core.Retries;

namespace TradingAgents.Core.Tests.Retries;

public sealed class RetryPolicyTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(8, 60)]
    [InlineData(10_000, 60)]
    [InlineData(int.MaxValue, 60)]
    public void The_bound_doubles_from_one_second_to_sixty_and_stays_there(int failures, double boundSeconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(boundSeconds), new RetryPolicy().Delay(failures, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(0.999)]
    public void The_delay_is_the_drawn_share_of_the_bound(double random01)
    {
        Assert.Equal(TimeSpan.FromSeconds(8 * random01), new RetryPolicy().Delay(4, random01));
    }

    [Fact]
    public void Another_base_factor_and_cap_are_followed()
    {
        var policy = new RetryPolicy { BaseSeconds = 0.5, Factor = 3, CapSeconds = 4 };
        Assert.Equal([0.5, 1.5, 4, 4], Enumerable.Range(1, 4).Select(failures => policy.Delay(failures, 1).TotalSeconds));
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(-1, 0.5)]
    [InlineData(1, -0.001)]
    [InlineData(1, 1.001)]
    [InlineData(1, double.NaN)]
    public void A_count_below_one_or_a_number_outside_0_to_1_is_refused(int failures, double random01)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy().Delay(failures, random01));
    }

    [Fact]
    public void Settings_out_of_range_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("BaseSeconds", () => new RetryPolicy { BaseSeconds = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("CapSeconds", () => new RetryPolicy { CapSeconds = double.PositiveInfinity });
        Assert.Throws<ArgumentOutOfRangeException>("Factor", () => new RetryPolicy { Factor = 0.5 });
        Assert.Throws<ArgumentOutOfRangeException>("Factor", () => new RetryPolicy { Factor = double.NaN });
    }

    [Theory]
    [InlineData(0, 1, true, true)]
    [InlineData(2, 3, true, true)]
    [InlineData(3, 3, true, false)]
    [InlineData(4, 3, true, false)]
    [InlineData(0, 3, false, false)]
    public void A_retry_needs_an_attempt_left_and_a_failure_that_may_pass(int used, int max, bool retryable, bool expected)
    {
        Assert.Equal(expected, RetryPolicy.MayRetry(used, max, retryable));
    }
}
