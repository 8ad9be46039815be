namespace TradingAgents.Analysis.Fundamentals;

/// <summary>How far a figure speaks for higher (to 1) or lower (to -1) prices. The constants are judgement, not fitted to data; docs/analysis.md gives them all.</summary>
internal static class FundamentalsSignals
{
    public const double NeutralGrowth = 0.04;
    public const double NeutralConversion = 0.9;
    public const double NeutralLiabilities = 1.5;
    public const double NeutralDebt = 0.75;
    public const double NeutralCurrentRatio = 1.25;
    public const double NeutralEarningsYield = 0.055;
    public const double NeutralFreeCashFlowYield = 0.05;

    /// <summary>Growth in a year: nothing at 4 %, in full from 20 % up and from -12 % down. Where the earlier figure was no gain, half for a better one and half against a worse one.</summary>
    public static double Growth(Comparison figures) =>
        figures.Growth is { } growth ? Line(growth, NeutralGrowth, 0.16) : 0.5 * Math.Sign(figures.Now.Value - figures.Before.Value);

    /// <summary>Change of a margin in a year; three percentage points count in full.</summary>
    public static double MarginChange(double change) => Line(change, 0, 0.03);

    /// <summary>Cash from operations over net income: nothing at 0.9, in full from 1.3 and down to 0.5. With a loss: half for cash that comes in, in full against cash that goes out.</summary>
    public static double CashConversion(double cash, double netIncome) => netIncome > 0 ? Line(cash / netIncome, NeutralConversion, 0.4) : cash > 0 ? 0.5 : -1;

    /// <summary>Liabilities over equity: in full for none, nothing at 1.5, in full against from 3 and where there is no equity.</summary>
    public static double Liabilities(double liabilities, double equity) => equity > 0 ? Line(-liabilities / equity, -NeutralLiabilities, 1.5) : -1;

    /// <summary>Long-term debt over equity: in full for none, nothing at 0.75, in full against from 1.5.</summary>
    public static double Debt(double ratio) => Line(-ratio, -NeutralDebt, 0.75);

    /// <summary>Current assets over current liabilities: nothing at 1.25, in full from 2 and down to 0.5.</summary>
    public static double CurrentRatio(double ratio) => Line(ratio, NeutralCurrentRatio, 0.75);

    /// <summary>Change of the share count in a year; 4 % fewer count in full, 4 % more in full against.</summary>
    public static double ShareCount(double change) => Line(-change, 0, 0.04);

    /// <summary>Earnings over price: nothing at 5.5 % (18 times earnings), in full from 9 % (11 times) and down to 2 % (50 times).</summary>
    public static double EarningsYield(double yield) => Line(yield, NeutralEarningsYield, 0.035);

    /// <summary>Free cash flow over market value: nothing at 5 %, in full from 9 % and down to 1 %.</summary>
    public static double FreeCashFlowYield(double yield) => Line(yield, NeutralFreeCashFlowYield, 0.04);

    private static double Line(double value, double neutral, double full) => Math.Clamp((value - neutral) / full, -1, 1);
}
