using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;
using TradingAgents.Analysis.Indicators;
using TradingAgents.Analysis.Texts;

namespace TradingAgents.Analysis.Analysts;

/// <summary>Turns the series of one window into evidence, theme by theme.</summary>
internal sealed class MarketReading(MarketWindow window, LookBack lookBack, MarketSeries series, MarketTexts texts)
{
    /// <summary>Fewer bars than these allow no trade proposal.</summary>
    public const int MinimumBars = 60;

    private const int GapDays = 63;
    private const int PaceDays = 3;
    private const int VolumeYear = 252;
    private static readonly int[] VolumeWindows = [63, 21];

    private static readonly int[] ReturnWindows = [5, 21, 63, 126, 252];
    private readonly EvidenceBook<MarketTheme> _book = new("market", window.Source, series.LastDate);
    private readonly List<string> _missing = [];
    private readonly List<(int Days, double Excess)> _excesses = [];
    private double? _yearReturn;

    /// <summary>The weighted mean of all that was read, -1 to 1.</summary>
    public double Score => _book.Score;

    /// <summary>The score alone, as the whole analysis would give it for the window.</summary>
    /// <param name="window">Which prices.</param>
    /// <param name="bars">The window's, at least one.</param>
    /// <param name="benchmark">Its bars up to the window's end; null where it is not held.</param>
    /// <param name="lookBack">How far back to look.</param>
    public static double ScoreOf(MarketWindow window, IReadOnlyList<PriceBar> bars, PriceHistory? benchmark, LookBack lookBack)
    {
        var series = MarketSeries.Of(bars, lookBack);
        var reading = new MarketReading(window, lookBack, series, ReportLanguage.Of("en", window.PriceUnit, series.LastClose).Market);
        reading.ReadPrices();
        reading.Compare(benchmark);
        return reading.Score;
    }

    public void ReadPrices()
    {
        if (series.Count < MinimumBars) Miss(texts.VeryShortHistory(series.Count, series.Dates[0]));
        else if (series.Count < Returns.DaysPerYear) Miss(texts.ShortHistory(series.Count, series.Dates[0]));
        ReadTrend();
        ReadMomentum();
        ReadVolatility();
        ReadVolume();
        ReadLevels();
    }

    /// <summary>Compares with the benchmark, where there is one to compare with.</summary>
    /// <param name="benchmark">Its bars up to the window's end; null where it is not held.</param>
    /// <returns>What was read of it; null where the comparison was left out.</returns>
    public DataWindow? Compare(PriceHistory? benchmark)
    {
        if (window.Symbol == MarketAnalyst.Benchmark) Miss(texts.BenchmarkIsItself(MarketAnalyst.Benchmark));
        else if (benchmark is { Bars.Count: > 0 }) return ReadRelativeStrength(MarketAnalyst.Benchmark, benchmark);
        else Miss(texts.BenchmarkNotHeld(MarketAnalyst.Benchmark));
        return null;
    }

    private void Miss(string sentence) => _missing.Add(sentence);

    private DataWindow? ReadRelativeStrength(string benchmark, PriceHistory prices)
    {
        (DateOnly, double)[] own = [.. series.Bars.Select(bar => (bar.Date, bar.Close))];
        (DateOnly, double)[] other = [.. prices.Bars.Where(bar => bar.Date >= series.Dates[0]).Select(bar => (bar.Date, bar.Close))];
        var windows = lookBack.StrengthWindows;
        RelativeStrength? widest = null;
        foreach (var days in windows.Order())
        {
            if (RelativeStrength.Of(own, other, days) is not { } strength)
            {
                if (days == windows.Min()) Miss(prices.Bars[0].Date > window.From ? NotCovering() : texts.BenchmarkTooShort(benchmark, days));
                continue;
            }

            if (series.LastDate.DayNumber - strength.To.DayNumber > 7)
            {
                Miss(NotCovering());
                return null;
            }

            _book.Add(MarketTheme.RelativeStrength, $"relative_strength_{days}", texts.RelativeStrength(window.Symbol, benchmark, days, strength, strength.To != series.LastDate, prices.Currency != window.Currency),
                (double)NumberTexts.PointsBetween(strength.Own, strength.Benchmark), "percentage points", strength.From, 0.10 / windows.Count, MarketSignals.RelativeStrength(strength.Excess, days),
                date: strength.To, source: $"{window.Source}, {MarketWindow.SourceOf(benchmark)}");
            _excesses.Add((days, strength.Excess));
            if (widest is null || strength.From < widest.Value.From) widest = strength;
        }

        return widest is { } range
            ? new DataWindow(MarketWindow.SourceOf(benchmark), range.From, range.To, prices.Bars.Count(bar => bar.Date >= range.From && bar.Date <= range.To))
            : null;

        string NotCovering() => texts.BenchmarkNotCovering(benchmark, prices.Bars[0].Date, prices.Bars[^1].Date);
    }

    public AnalystFindings Conclude(string analyst, IReadOnlyList<DataWindow> dataWindows)
    {
        var score = _book.Score;
        var confidence = Math.Round(Confidence(_book.Mean), 2);
        var sections = Enum.GetValues<MarketTheme>()
            .Where(_book.Has)
            .Select(theme => new ReportSection(texts.Title(theme), [.. LeadOf(theme), .. _book.StatementsOf(theme)]));
        return new AnalystFindings
        {
            Report = new AnalystReport
            {
                Analyst = analyst,
                Score = Score,
                Confidence = confidence,
                Summary = texts.Summary(window.Symbol, series.LastDate, series.LastClose, _book.Weights > 0 ? score : null, confidence, _yearReturn),
                Sections = [.. sections],
            },
            Evidence = _book.Evidence,
            KeyEvidence = _book.IdsByWeight,
            Signals = _book.Signals,
            DataWindows = dataWindows,
            Missing = _missing,
        };
    }

    private IEnumerable<string> LeadOf(MarketTheme theme)
    {
        if (_book.ScoreOf(theme) is not { } score) return [];
        var lead = theme switch
        {
            MarketTheme.Volatility => texts.LeadOfVolatility(_book.DirectionOf("bollinger_position"), _book.DirectionOf("drawdown")),
            MarketTheme.Levels when series.Levels.Support.Count == 0 => texts.LeadWithoutSupport(),
            MarketTheme.Levels when series.Levels.Resistance.Count == 0 => texts.LeadWithoutResistance(),
            MarketTheme.Volume => texts.LeadOfVolume([.. VolumeWindows.Where(days => _book.Contains($"obv_{days}")).Select(days => (days, _book.DirectionOf($"obv_{days}")))]),
            MarketTheme.RelativeStrength => texts.LeadOfStrength(score, _excesses),
            _ => texts.Lead(theme, score),
        };
        return lead is null ? [] : [lead];
    }

    /// <summary>Agreement and strength of the signals, less for a history under a year and for volatility above 20 %; at most 0.85, as prices alone never tell more.</summary>
    private double Confidence(double score)
    {
        var strength = Math.Min(1, Math.Abs(score) / 0.5);
        var history = Math.Min(1, series.Count / (double)Returns.DaysPerYear);
        var volatility = series.Volatility63[^1] ?? series.Volatility21[^1] ?? 0.4;
        var calm = 1 - 0.5 * Math.Clamp((volatility - 0.20) / 0.60, 0, 1);
        return 0.85 * (0.6 * _book.Agreement + 0.4 * strength) * history * calm;
    }

    private void ReadTrend()
    {
        var last = series.Count - 1;
        _book.Add(MarketTheme.Trend, "close", texts.Close(window.Symbol, series.LastClose, Returns.Simple(series.Close, 1)[last], series.LastDate), series.LastClose, window.PriceUnit);
        Average(20, series.Sma20[last], 0);
        Average(50, series.Sma50[last], 0.10);
        Average(200, series.Sma200[last], 0.08);
        if (series.Sma20[last] is { } fast && series.Sma50[last] is { } slow && series.DailyVolatility is { } usual)
        {
            _book.Add(MarketTheme.Trend, "sma20_over_sma50", texts.AverageOrder(fast, slow), (fast / slow - 1) * 100, "%",
                series.Dates[last - 49], 0.08, MarketSignals.Distance(Math.Log(fast / slow), usual, 15));
        }

        foreach (var days in lookBack.TrendWindows.Order())
        {
            if (LinearTrend.Of(series.Close, days) is not { } trend) continue;
            var from = series.Dates[series.Count - days];
            var direction = series.DailyVolatility is { } daily ? MarketSignals.Trend(trend.DailyGrowth, trend.RSquared, daily, days) : 0;
            _book.Add(MarketTheme.Trend, $"trend_{days}", texts.Trend(days, trend, from), trend.DailyGrowth * 100, "% a day", from, 0.12 / lookBack.TrendWindows.Count, direction);
        }

        void Average(int days, double? average, double weight)
        {
            if (average is not { } value) return;
            var direction = series.DailyVolatility is { } usual ? MarketSignals.Distance(Math.Log(series.LastClose / value), usual, days / 2.0) : 0;
            _book.Add(MarketTheme.Trend, $"sma{days}", texts.Average(days, value, series.LastClose), value, window.PriceUnit, series.Dates[series.Count - days], weight, direction);
        }
    }

    private void ReadMomentum()
    {
        var last = series.Count - 1;
        if (series.Rsi[last] is { } rsi) _book.Add(MarketTheme.Momentum, "rsi14", texts.Rsi(rsi), rsi, "points", null, 0.10, MarketSignals.Rsi(rsi));
        if (series.Macd.Histogram[last] is { } histogram)
        {
            var line = series.Macd.Line[last]!.Value;
            var direction = MarketSignals.Macd(line, histogram, series.Atr[last] ?? 0);
            _book.Add(MarketTheme.Momentum, "macd_histogram", texts.Macd(line, histogram, last >= PaceDays ? histogram - series.Macd.Histogram[last - PaceDays] : null), histogram, window.PriceUnit, null, 0.12, direction);
        }

        foreach (var days in ReturnWindows)
        {
            if (Returns.Simple(series.Close, days)[last] is not { } change) continue;
            if (days == Returns.DaysPerYear) _yearReturn = change;
            var weight = days switch { 63 => 0.08, 126 => 0.06, 252 => 0.06, _ => 0 };
            var direction = series.DailyVolatility is { } usual ? MarketSignals.Distance(Math.Log(1 + change), usual, days) : 0;
            var from = series.Dates[last - days];
            _book.Add(MarketTheme.Momentum, $"return_{days}", texts.Return(days, change, from), change * 100, "%", from, weight, direction);
        }
    }

    private void ReadVolatility()
    {
        var last = series.Count - 1;
        if (series.Volatility21[last] is { } month)
        {
            var before = series.Volatility21[series.HistoryStart..last].Where(value => value is not null).ToArray();
            var statement = before.Length >= MinimumBars
                ? texts.VolatilityRank(month, before.Count(value => value < month) / (double)before.Length, before.Length)
                : texts.Volatility(21, month);
            _book.Add(MarketTheme.Volatility, "volatility_21", statement, month * 100, "% a year", series.Dates[last - 21]);
        }

        foreach (var days in ReturnWindows.Where(days => days > 21))
        {
            if (last < days || Returns.Volatility(series.Close.AsSpan(last - days), days)[days] is not { } annual) continue;
            _book.Add(MarketTheme.Volatility, $"volatility_{days}", texts.Volatility(days, annual), annual * 100, "% a year", series.Dates[last - days]);
        }

        if (series.Atr[last] is { } atr) _book.Add(MarketTheme.Volatility, "atr14", texts.Atr(atr, series.LastClose), atr, window.PriceUnit);
        if (series.Bands.Upper[last] is { } upper && series.Bands.Lower[last] is { } lower && upper > lower)
        {
            var percentB = (series.LastClose - lower) / (upper - lower);
            _book.Add(MarketTheme.Volatility, "bollinger_position", texts.Bollinger(percentB, lower, upper), percentB * 100, "%", series.Dates[last - 19], 0.06, MarketSignals.Bollinger(percentB));
        }

        if (series.Count == 1) return;
        ReadLargestGap();
        var drawdown = series.Drawdown;
        var weight = series.Count >= MinimumBars ? 0.06 : 0;
        _book.Add(MarketTheme.Volatility, "drawdown", texts.CurrentDrawdown(drawdown.Current, series.Close[drawdown.HighIndex], series.Dates[drawdown.HighIndex], MarketSignals.Drawdown(drawdown.Current) > 0, series.Dates[series.HistoryStart]),
            drawdown.Current * 100, "%", series.Dates[drawdown.HighIndex], weight, weight > 0 ? MarketSignals.Drawdown(drawdown.Current) : 0);
        if (drawdown.Max < 0)
        {
            _book.Add(MarketTheme.Volatility, "max_drawdown", texts.MaxDrawdown(drawdown, series.Dates[drawdown.PeakIndex], series.Dates[drawdown.TroughIndex], series.Dates[series.HistoryStart]),
                drawdown.Max * 100, "%", series.Dates[drawdown.PeakIndex], date: series.Dates[drawdown.TroughIndex]);
        }
    }

    /// <summary>Where a stop would have been jumped over.</summary>
    private void ReadLargestGap()
    {
        var from = Math.Max(1, series.Count - GapDays);
        var (gap, at) = Enumerable.Range(from, series.Count - from).Select(i => (Gap: series.Bars[i].Open / series.Close[i - 1] - 1, At: i)).MaxBy(one => Math.Abs(one.Gap));
        if (Math.Abs(gap) < 0.00005) return;
        _book.Add(MarketTheme.Volatility, "largest_gap", texts.LargestGap(gap, series.Dates[at], series.Count - from), gap * 100, "%", series.Dates[at - 1], date: series.Dates[at]);
    }

    private void ReadVolume()
    {
        if (series.Volume.TakeLast(63).All(volume => volume == 0))
        {
            Miss(texts.NoVolume());
            return;
        }

        var last = series.Count - 1;
        foreach (var days in VolumeWindows.Order())
        {
            if (OnBalanceVolume.NetShare(series.Close, series.Volume, days) is not { } share) continue;
            _book.Add(MarketTheme.Volume, $"obv_{days}", texts.NetVolume(days, share), share * 100, "%", series.Dates[last - days], days == 63 ? 0.08 : 0, MarketSignals.NetVolume(share));
        }

        if (series.Count < 63) return;
        var ratio = VolumeRatio(last);
        double[] before = [.. Enumerable.Range(Math.Max(62, last - VolumeYear), last - Math.Max(62, last - VolumeYear)).Select(VolumeRatio)];
        var statement = before.Length >= MinimumBars
            ? texts.VolumeRank(ratio, before.Count(value => value < ratio) / (double)before.Length, before.Count(value => value > ratio) / (double)before.Length, before.Length)
            : texts.VolumeRatio(ratio);
        _book.Add(MarketTheme.Volume, "volume_ratio", statement, ratio, "ratio", series.Dates[last - 62]);

        // Without any volume over 63 days there is no ratio; it counts as a usual one.
        double VolumeRatio(int day) => MeanVolume(day, 63) is > 0 and var usual ? MeanVolume(day, 5) / usual : 1;

        double MeanVolume(int day, int days) => series.Volume[(day - days + 1)..(day + 1)].Average();
    }

    private void ReadLevels()
    {
        var (support, resistance) = (series.Levels.Support, series.Levels.Resistance);
        for (var i = 0; i < resistance.Count; i++)
            Level($"resistance_{i + 1}", resistance[i], texts.Resistance(resistance[i], series.LastClose, series.Dates[resistance[i].LastIndex]));
        for (var i = 0; i < support.Count; i++)
            Level($"support_{i + 1}", support[i], texts.Support(support[i], series.LastClose, series.Dates[support[i].LastIndex]));

        double low = series.Low[series.HistoryStart..].Min(), high = series.High[series.HistoryStart..].Max();
        if (high <= low) return;
        var position = Math.Clamp((series.LastClose - low) / (high - low), 0, 1);
        var from = series.Dates[series.HistoryStart];
        _book.Add(MarketTheme.Levels, "range_position", texts.Range(position, low, high, from), position * 100, "%", from);
        double? below = support.Count > 0 ? support[0].Price : null, above = resistance.Count > 0 ? resistance[0].Price : null;
        if (below is null && above is null) return;
        double down = below / series.LastClose - 1 ?? 0, up = above / series.LastClose - 1 ?? 0;
        // What is not counted has no direction.
        var (weight, direction) = series.Count >= MinimumBars ? (0.08, MarketSignals.Room(series.LastClose, below, above)) : (0, 0);
        _book.Add(MarketTheme.Levels, "room", texts.Room(series.LastClose, below, above, low, high), (double)NumberTexts.PointsBetween(up, -down), "percentage points", from, weight, direction);

        void Level(string id, SwingLevel level, string statement) => _book.Add(
            MarketTheme.Levels, id, statement, level.Price, window.PriceUnit, series.Dates[level.FirstIndex], date: series.Dates[level.LastIndex]);
    }
}
