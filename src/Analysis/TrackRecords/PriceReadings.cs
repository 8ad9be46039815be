using TradingAgents.Abstractions;
using TradingAgents.Analysis.Analysts;
using TradingAgents.Analysis.Indicators;

namespace TradingAgents.Analysis.TrackRecords;

/// <summary>The market analyst's scores at the end of earlier months, by its own code, each from what was known on its day.</summary>
/// <remarks>
/// A score hangs on the bars up to its day alone, so it is kept and serves every later trade date, for as long as those bars are the same: what is
/// kept is held against the prices that come with each question, bar by bar. Safe for concurrent use.
/// </remarks>
public sealed class PriceReadings
{
    /// <summary>Bars before the trade date from which days are taken: ten years. Markets change; what is older tells less, and the cost has a bound.</summary>
    internal const int MostBars = 10 * Returns.DaysPerYear;

    /// <summary>Bars before a day for it to be read: a year, so that every signal of depth 1 is known.</summary>
    internal const int LeastBarsBefore = Returns.DaysPerYear;

    private const int HistoriesKept = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Symbol, int Depth), History> _histories = [];
    private long _uses;

    /// <summary>The readings at the last bar of every month that had ended by the last bar, within the last ten years, oldest first.</summary>
    internal async Task<IReadOnlyList<PriceReading>> OfAsync(KnownPrices prices, LookBack lookBack, CancellationToken cancellationToken)
    {
        var history = Find(prices.Own.Symbol, lookBack.Depth);
        await history.Turn.WaitAsync(cancellationToken);
        try
        {
            return history.Read(prices, lookBack, cancellationToken);
        }
        finally
        {
            history.Turn.Release();
        }
    }

    private History Find(string symbol, int depth)
    {
        lock (_lock)
        {
            if (!_histories.TryGetValue((symbol, depth), out var found))
            {
                if (_histories.Count >= HistoriesKept) _histories.Remove(_histories.MinBy(each => each.Value.LastUse).Key);
                _histories[(symbol, depth)] = found = new History();
            }

            found.LastUse = ++_uses;
            return found;
        }
    }

    /// <summary>The scores of one symbol at one depth.</summary>
    private sealed class History
    {
        private readonly Dictionary<int, (double Score, int BenchmarkBars)> _scores = [];
        private IReadOnlyList<PriceBar> _own = [];
        private IReadOnlyList<PriceBar> _benchmark = [];

        public SemaphoreSlim Turn { get; } = new(1);

        public long LastUse { get; set; }

        public List<PriceReading> Read(KnownPrices prices, LookBack lookBack, CancellationToken cancellationToken)
        {
            var bars = prices.Own.Bars;
            var benchmark = prices.Benchmark?.Bars ?? [];
            Keep(bars, benchmark);
            var readings = new List<PriceReading>();
            for (var bar = Math.Max(LeastBarsBefore, bars.Count - MostBars); bar < bars.Count - 1; bar++)
            {
                if (IsSameMonth(bars[bar].Date, bars[bar + 1].Date)) continue;
                var known = CountUntil(benchmark, bars[bar].Date);
                if (!_scores.TryGetValue(bar, out var kept) || kept.BenchmarkBars != known)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    _scores[bar] = kept = (ScoreAt(bar, known, prices, lookBack), known);
                }

                readings.Add(new PriceReading(bar, kept.Score));
            }

            return readings;
        }

        /// <summary>Forgets what was computed from other prices than these; of two that agree as far as both go the longer is kept.</summary>
        private void Keep(IReadOnlyList<PriceBar> own, IReadOnlyList<PriceBar> benchmark)
        {
            if (!Agree(own, _own) || !Agree(benchmark, _benchmark))
            {
                (_own, _benchmark) = ([], []);
                _scores.Clear();
            }

            if (own.Count > _own.Count) _own = own;
            if (benchmark.Count > _benchmark.Count) _benchmark = benchmark;
        }

        private static bool Agree(IReadOnlyList<PriceBar> one, IReadOnlyList<PriceBar> other)
        {
            // From the end: prices adjusted anew differ there first.
            for (var i = Math.Min(one.Count, other.Count) - 1; i >= 0; i--)
            {
                if (one[i] != other[i]) return false;
            }

            return true;
        }

        private static double ScoreAt(int bar, int benchmarkBars, KnownPrices prices, LookBack lookBack)
        {
            var own = prices.Own;
            var from = Math.Max(0, bar + 1 - lookBack.BarsToRead);
            var window = new MarketWindow
            {
                Symbol = own.Symbol,
                Currency = own.Currency,
                TradeDate = own.Bars[bar].Date,
                From = own.Bars[from].Date,
                To = own.Bars[bar].Date,
                Rows = bar + 1 - from,
            };
            return MarketReading.ScoreOf(window, Slice(own.Bars, from, bar + 1), BenchmarkOver(window, benchmarkBars, prices.Benchmark), lookBack);
        }

        /// <summary>What the comparison looks at: days that both have.</summary>
        private static PriceHistory? BenchmarkOver(MarketWindow window, int known, PriceHistory? benchmark)
        {
            if (benchmark is null) return null;
            var from = CountUntil(benchmark.Bars, window.From.AddDays(-1));
            return from < known ? benchmark with { Bars = Slice(benchmark.Bars, from, known) } : null;
        }

        private static bool IsSameMonth(DateOnly one, DateOnly other) => (one.Year, one.Month) == (other.Year, other.Month);

        private static int CountUntil(IReadOnlyList<PriceBar> bars, DateOnly day)
        {
            int from = 0, to = bars.Count;
            while (from < to)
            {
                var middle = from + (to - from) / 2;
                if (bars[middle].Date <= day) from = middle + 1;
                else to = middle;
            }

            return from;
        }

        private static PriceBar[] Slice(IReadOnlyList<PriceBar> bars, int from, int to)
        {
            var slice = new PriceBar[to - from];
            for (var i = from; i < to; i++) slice[i - from] = bars[i];
            return slice;
        }
    }
}
