using TradingAgents.Abstractions;

namespace TradingAgents.Analysis.Backtesting;

/// <summary>Which history to walk, and how.</summary>
public sealed record BacktestRequest
{
    public const int DefaultStep = 21;
    public const int MaxStep = 10_000;
    public const double DefaultCosts = 10;
    public const double MaxCosts = 1_000;
    public const int MaxJobs = 256;

    /// <summary>Upper-cased; null: all that are held but the benchmark.</summary>
    public string? Symbol { get; init; }

    /// <summary>The first decision is on the first bar from this day on; null: on the first bar with a year of bars before it.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Nothing after it is read; null: the last bar.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Bars from one decision to the next, 1 to 10000, default 21: a month.</summary>
    public int Step { get; init; } = DefaultStep;

    /// <summary>Of the value of each purchase and sale, in hundredths of a percent, 0 to 1000, default 10.</summary>
    public double CostsBasisPoints { get; init; } = DefaultCosts;

    /// <summary>Any but synthetic.</summary>
    public AnalysisType AnalysisType { get; init; } = AnalysisType.Technical;

    /// <summary>1 to 5, default 1.</summary>
    public int Depth { get; init; } = 1;

    /// <summary>Analyses at once, 1 to 256; null: as many as there are processors.</summary>
    public int? Jobs { get; init; }

    /// <summary>The request itself, if it can be carried out.</summary>
    /// <exception cref="EngineException">invalid_request with all that is wrong, by field.</exception>
    public BacktestRequest Check()
    {
        var errors = new Dictionary<string, string[]>();
        if (Symbol is { } symbol && !RequestRules.IsCode(symbol, 32)) errors["symbol"] = ["Must be 1 to 32 of the characters A-Z a-z 0-9 . - ^ = : _"];
        if (From > To) errors["from"] = [FormattableString.Invariant($"The first day {From:yyyy-MM-dd} is after the last, {To:yyyy-MM-dd}.")];
        if (Step is < 1 or > MaxStep) errors["step"] = [$"Must be 1 to {MaxStep} bars."];
        if (!(CostsBasisPoints is >= 0 and <= MaxCosts)) errors["costs"] = [$"Must be 0 to {MaxCosts} hundredths of a percent."];
        if (AnalysisType == AnalysisType.Synthetic) errors["type"] = ["A synthetic analysis decides nothing; name another type."];
        if (Depth is < 1 or > 5) errors["depth"] = ["Must be 1 to 5."];
        if (Jobs is < 1 or > MaxJobs) errors["jobs"] = [$"Must be 1 to {MaxJobs}."];
        return errors.Count == 0
            ? this
            : throw new EngineException(ErrorCodes.InvalidRequest, string.Join(" ", errors.Select(error => $"{(error.Key == "symbol" ? "SYMBOL" : "--" + error.Key)}: {error.Value[0]}"))) { Errors = errors };
    }
}
