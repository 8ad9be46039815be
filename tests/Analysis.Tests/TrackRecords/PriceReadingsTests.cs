using TradingAgents.Abstractions;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.TrackRecords;

namespace TradingAgents.Analysis.Tests.TrackRecords;

public sealed class PriceReadingsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("AAPL", 1)]
    [InlineData("AAPL", 3)]
    [InlineData("SPX", 2)]
    public async Task Each_reading_is_the_market_analysts_score_of_its_day(string symbol, int depth)
    {
        var (bars, readings) = await ReadAsync(symbol, depth);

        Assert.True(readings.Length > 40);
        foreach (var reading in readings.Where((_, i) => i % 9 == 0))
        {
            var report = await AnalysisRun.ReportAsync(TestData.Shipped, symbol, bars[reading.Bar].Date, depth);
            Assert.Equal(report.Analysts[0].Score, reading.Score);
        }
    }

    [Fact]
    public async Task There_is_one_at_the_last_bar_of_every_month_that_has_a_year_before_it_and_has_ended()
    {
        var (bars, readings) = await ReadAsync("AAPL", 1);

        Assert.All(readings, reading => Assert.NotEqual(bars[reading.Bar].Date.Month, bars[reading.Bar + 1].Date.Month));
        Assert.Equal(bars.Where((bar, i) => i >= 252 && i + 1 < bars.Count && bar.Date.Month != bars[i + 1].Date.Month).Select(bar => bar.Date), readings.Select(reading => bars[reading.Bar].Date));
    }

    [Fact]
    public async Task Later_bars_change_no_reading()
    {
        var aapl = (await TestData.Shipped.GetPricesAsync("AAPL", cancellationToken: Stop))!;
        var spx = await TestData.Shipped.GetPricesAsync("SPX", cancellationToken: Stop);
        var crash = aapl with { Bars = [.. aapl.Bars.Select((bar, i) => i < 900 ? bar : bar with { Open = 1, High = 2, Low = 0.5, Close = 1, Volume = 9 })] };

        var (real, other) = (await Read(new PriceReadings(), aapl, spx), await Read(new PriceReadings(), crash, spx));

        PriceReading[] before = [.. real.TakeWhile(reading => reading.Bar < 900)];
        Assert.True(before.Length > 20);
        Assert.Equal(before, other.Take(before.Length));
        Assert.NotEqual(real[before.Length..], other[before.Length..]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_was_kept_never_differs_from_what_would_be_computed_anew(int seed)
    {
        // Prices cut at any day, changed, with and without the benchmark, which may end early, in any order and by several at once.
        var random = new Random(seed);
        var aapl = (await TestData.Shipped.GetPricesAsync("AAPL", cancellationToken: Stop))!;
        var spx = (await TestData.Shipped.GetPricesAsync("SPX", cancellationToken: Stop))!;
        var split = aapl with { Bars = [.. aapl.Bars.Select(bar => bar with { Open = bar.Open / 4, High = bar.High / 4, Low = bar.Low / 4, Close = bar.Close / 4 })] };
        var later = aapl with { Bars = [.. aapl.Bars.Skip(100)] };
        PriceHistory[] owns = [aapl, aapl, aapl, split, later];
        PriceHistory?[] benchmarks = [spx, spx, spx, null, spx with { Bars = [.. spx.Bars.Take(4000)] }, spx with { Bars = [.. spx.Bars.Skip(300)] }];
        (PriceHistory Own, PriceHistory? Benchmark, int Depth)[] questions =
        [
            .. Enumerable.Range(0, 12).Select(_ =>
            {
                var own = owns[random.Next(owns.Length)];
                var bars = own.Bars.Take(300 + random.Next(own.Bars.Count - 300)).ToArray();
                var benchmark = benchmarks[random.Next(benchmarks.Length)];
                return (own with { Bars = bars }, benchmark is null ? null : benchmark with { Bars = [.. benchmark.Bars.Where(bar => bar.Date <= bars[^1].Date)] }, 1 + random.Next(2));
            }),
        ];

        var kept = new PriceReadings();
        var answers = await Task.WhenAll(questions.Select(asked => Task.Run(() => Read(kept, asked.Own, asked.Benchmark, asked.Depth))));

        for (var i = 0; i < questions.Length; i++)
        {
            var anew = await Read(new PriceReadings(), questions[i].Own, questions[i].Benchmark, questions[i].Depth);
            Assert.True(anew.SequenceEqual(answers[i]), $"Seed {seed}, question {i}.");
        }
    }

    [Fact]
    public async Task A_cancelled_question_stops_and_leaves_nothing_wrong_behind()
    {
        var aapl = (await TestData.Shipped.GetPricesAsync("AAPL", cancellationToken: Stop))!;
        var kept = new PriceReadings();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kept.OfAsync(new KnownPrices(aapl, null), new LookBack(1), cancelled.Token));

        Assert.Equal(await Read(new PriceReadings(), aapl, null), await Read(kept, aapl, null));
    }

    [Fact]
    public async Task A_history_under_a_year_has_no_reading() =>
        Assert.Empty(await Read(new PriceReadings(), TestData.Path("X", Enumerable.Repeat(5.0, 250)), null));

    [Fact]
    public async Task Nothing_older_than_ten_years_is_read()
    {
        var spx = (await TestData.Shipped.GetPricesAsync("SPX", cancellationToken: Stop))!;

        var readings = await Read(new PriceReadings(), spx, null);

        Assert.True(spx.Bars.Count > 3000);
        Assert.True(readings[0].Bar >= spx.Bars.Count - 2520);
    }

    private static async Task<(IReadOnlyList<PriceBar> Bars, PriceReading[] Readings)> ReadAsync(string symbol, int depth)
    {
        var own = (await TestData.Shipped.GetPricesAsync(symbol, cancellationToken: Stop))!;
        var benchmark = await TestData.Shipped.GetPricesAsync("SPX", own.Bars[^1].Date, Stop);
        return (own.Bars, await Read(new PriceReadings(), own, benchmark, depth));
    }

    private static async Task<PriceReading[]> Read(PriceReadings readings, PriceHistory own, PriceHistory? benchmark, int depth = 1) =>
        [.. await readings.OfAsync(new KnownPrices(own, benchmark), new LookBack(depth), Stop)];
}
