using TradingAgents.Core.Estimation;

namespace TradingAgents.Core.Tests.Estimation;

public sealed class MultiServerQueueTests
{
    // Printed tables of Erlang's C formula, such as those of R. B. Cooper, Introduction to Queueing Theory; the first two follow from the formula by hand.
    [Theory]
    [InlineData(1, 0.5, 0.5)]
    [InlineData(2, 1, 0.33333)]
    [InlineData(3, 2, 0.44444)]
    [InlineData(5, 4, 0.55411)]
    [InlineData(10, 8, 0.40918)]
    [InlineData(10, 0, 0)]
    [InlineData(2, 2, 1)]
    [InlineData(2, 5, 1)]
    public void The_share_that_waits_is_that_of_Erlangs_tables(int slots, double load, double expected)
    {
        Assert.Equal(expected, MultiServerQueue.WaitProbability(slots, load), 0.00002);
    }

    [Fact]
    public void A_thousand_slots_overflow_nothing()
    {
        Assert.InRange(MultiServerQueue.WaitProbability(10_000, 9_900), 0.0, 1.0);
    }

    [Fact]
    public void One_slot_waits_as_Pollaczek_and_Khinchine_say()
    {
        // M/M/1: load/(1 - load) runs; M/D/1: half of it.
        Assert.Equal(4 * 10, MultiServerQueue.Forecast(1, 0.08, 10, serviceVariability: 1)!.MeanWaitSeconds, 1e-9);
        Assert.Equal(2 * 10, MultiServerQueue.Forecast(1, 0.08, 10, serviceVariability: 0)!.MeanWaitSeconds, 1e-9);
    }

    [Fact]
    public void Waits_of_exponential_service_have_their_exact_quantile()
    {
        // M/M/2 with load 1, service 1 s: P(W > t) = 1/3 exp(-t), so 5 % wait longer than ln(1/3 / 0.05).
        var forecast = MultiServerQueue.Forecast(2, 1, 1, serviceVariability: 1)!;
        Assert.Equal(Math.Log(1 / 3.0 / 0.05), forecast.P95WaitSeconds, 1e-9);
        Assert.Equal(1 / 3.0, forecast.MeanWaitSeconds, 1e-9);
        Assert.Equal(0.5, forecast.Utilization, 1e-9);
    }

    [Fact]
    public void What_hardly_ever_waits_has_a_quantile_of_zero_and_what_is_overloaded_has_no_forecast()
    {
        Assert.Equal(0, MultiServerQueue.Forecast(15, 0.01, 60, 0.5)!.P95WaitSeconds);
        Assert.Null(MultiServerQueue.Forecast(15, 0.25, 60, 0.5));
        Assert.Null(MultiServerQueue.Forecast(15, 1, 60, 0.5));
    }

    [Fact]
    public void More_slots_never_wait_longer()
    {
        var waits = Enumerable.Range(9, 40).Select(slots => MultiServerQueue.Forecast(slots, 0.8, 10, 0.7)!.P95WaitSeconds).ToArray();
        Assert.Equal(waits.OrderDescending(), waits);
    }
}
