using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Reporting.Localization;

/// <summary>The words around debate, research plan, trade and risk views, in one language.</summary>
internal sealed record DebateLabels
{
    public required string Title { get; init; }
    public required string Disagreement { get; init; }

    /// <summary>How to read it, in a sentence.</summary>
    public required string DisagreementMeans { get; init; }

    public required string Weight { get; init; }

    /// <summary>{0} what is left of a point, in percent.</summary>
    public required string Leaves { get; init; }

    public required string Unanswered { get; init; }
    public required string NoPoint { get; init; }

    /// <summary>Of the speeches in the order spoken.</summary>
    public required string TurnByTurn { get; init; }

    /// <summary>{0} who speaks, {1} the round.</summary>
    public required string Round { get; init; }

    public required string ResearchPlan { get; init; }
    public required string ResearchManager { get; init; }
    public required string Recommendation { get; init; }
    public required string StrategicActions { get; init; }
    public required string Trader { get; init; }
    public required string Sizing { get; init; }
    public required string RiskViews { get; init; }
    public required string View { get; init; }
    public required string EarlierRounds { get; init; }

    public required IReadOnlyDictionary<DebateSide, string> Sides { get; init; }
    public required IReadOnlyDictionary<DebateAnswerKind, string> Answers { get; init; }
    public required IReadOnlyDictionary<RiskStance, string> Stances { get; init; }

    public static DebateLabels English { get; } = new()
    {
        Title = "The debate",
        Disagreement = "Disagreement",
        DisagreementMeans = "0% where one side has everything, 100% where both weigh the same.",
        Weight = "Weight",
        Leaves = "{0} left",
        Unanswered = "Not answered",
        NoPoint = "Nothing that speaks for this side is clear and weighty enough to be argued.",
        TurnByTurn = "The debate turn by turn",
        Round = "{0}, round {1}",
        ResearchPlan = "The research plan",
        ResearchManager = "Research manager",
        Recommendation = "Recommendation",
        StrategicActions = "What the trader is to do",
        Trader = "The trader's proposal",
        Sizing = "How the size comes about",
        RiskViews = "Three views of the risk",
        View = "View",
        EarlierRounds = "Earlier rounds",
        Sides = new Dictionary<DebateSide, string> { [DebateSide.Bull] = "Bull", [DebateSide.Bear] = "Bear" },
        Answers = new Dictionary<DebateAnswerKind, string>
        {
            [DebateAnswerKind.Rebutted] = "Rebutted",
            [DebateAnswerKind.Weakened] = "Weakened",
            [DebateAnswerKind.Conceded] = "Conceded",
        },
        Stances = new Dictionary<RiskStance, string>
        {
            [RiskStance.Aggressive] = "Aggressive",
            [RiskStance.Conservative] = "Conservative",
            [RiskStance.Neutral] = "Neutral",
        },
    };

    public static DebateLabels Chinese { get; } = new()
    {
        Title = "多空辩论",
        Disagreement = "分歧度",
        DisagreementMeans = "0% 表示一边倒，100% 表示双方势均力敌。",
        Weight = "权重",
        Leaves = "剩余 {0}",
        Unanswered = "未获回应",
        NoPoint = "没有足够明确、足够重而可以立论的依据。",
        TurnByTurn = "辩论逐轮发言",
        Round = "{0}，第 {1} 轮",
        ResearchPlan = "研究计划",
        ResearchManager = "研究经理",
        Recommendation = "建议",
        StrategicActions = "交易员应做什么",
        Trader = "交易员提案",
        Sizing = "仓位如何得出",
        RiskViews = "三种风险观点",
        View = "观点",
        EarlierRounds = "此前各轮",
        Sides = new Dictionary<DebateSide, string> { [DebateSide.Bull] = "看多方", [DebateSide.Bear] = "看空方" },
        Answers = new Dictionary<DebateAnswerKind, string>
        {
            [DebateAnswerKind.Rebutted] = "被反驳",
            [DebateAnswerKind.Weakened] = "被削弱",
            [DebateAnswerKind.Conceded] = "被承认",
        },
        Stances = new Dictionary<RiskStance, string>
        {
            [RiskStance.Aggressive] = "激进",
            [RiskStance.Conservative] = "保守",
            [RiskStance.Neutral] = "中立",
        },
    };
}
