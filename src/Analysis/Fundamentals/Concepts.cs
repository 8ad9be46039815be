namespace TradingAgents.Analysis.Fundamentals;

/// <summary>The us-gaap concepts that are read. Where companies choose between several for the same thing, the first that gives the whole figure counts; two are never mixed in one.</summary>
internal static class Concepts
{
    /// <summary>The unit of share counts.</summary>
    public const string Shares = "shares";

    public const string NetIncome = "NetIncomeLoss";
    public const string OperatingIncome = "OperatingIncomeLoss";
    public const string GrossProfit = "GrossProfit";
    public const string ResearchAndDevelopment = "ResearchAndDevelopmentExpense";
    public const string DilutedEps = "EarningsPerShareDiluted";
    public const string DilutedShares = "WeightedAverageNumberOfDilutedSharesOutstanding";
    public const string OperatingCashFlow = "NetCashProvidedByUsedInOperatingActivities";
    public const string CapitalExpenditure = "PaymentsToAcquirePropertyPlantAndEquipment";
    public const string Repurchases = "PaymentsForRepurchaseOfCommonStock";
    public const string Dividends = "PaymentsOfDividends";
    public const string Assets = "Assets";
    public const string CurrentAssets = "AssetsCurrent";
    public const string Cash = "CashAndCashEquivalentsAtCarryingValue";
    public const string Liabilities = "Liabilities";
    public const string CurrentLiabilities = "LiabilitiesCurrent";
    public const string Equity = "StockholdersEquity";

    public static IReadOnlyList<string> Revenue { get; } = ["Revenues", "SalesRevenueNet"];

    public static IReadOnlyList<string> CostOfRevenue { get; } = ["CostOfRevenue", "CostOfGoodsAndServicesSold"];

    /// <summary>With its part due within a year first.</summary>
    public static IReadOnlyList<string> LongTermDebt { get; } = ["LongTermDebt", "LongTermDebtNoncurrent"];
}
