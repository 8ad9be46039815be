namespace TradingAgents.Abstractions.Reports;

/// <summary>The trade that the trader makes of the research plan.</summary>
public sealed record TraderProposal
{
    /// <summary>What to do.</summary>
    public required TradeAction Action { get; init; }

    /// <summary>Why, in a few sentences.</summary>
    public required string Reasoning { get; init; }

    /// <summary>In the symbol's currency; null where no trade is proposed.</summary>
    public double? EntryPrice { get; init; }

    /// <summary>Where the view is given up; null where no trade is proposed.</summary>
    public double? StopLoss { get; init; }

    /// <summary>Where the gain is taken; null where no trade is proposed.</summary>
    public double? TargetPrice { get; init; }

    /// <summary>Share of the equity to put in, 0 to 1; 0 where no trade is proposed.</summary>
    public required double PositionShare { get; init; }

    /// <summary>How the size comes about, in a sentence.</summary>
    public required string PositionSizing { get; init; }
}

/// <summary>Three views of the trader's proposal: aggressive, conservative, neutral, as many rounds as the depth asks for.</summary>
public sealed record RiskDebate
{
    /// <summary>In the order spoken: aggressive, conservative, neutral, aggressive, ...</summary>
    public required IReadOnlyList<RiskTurn> Turns { get; init; }
}

/// <summary>One turn of the risk debate.</summary>
public sealed record RiskTurn
{
    /// <summary>Who speaks.</summary>
    public required RiskStance Stance { get; init; }

    /// <summary>From 1.</summary>
    public required int Round { get; init; }

    /// <summary>The turn in a few sentences.</summary>
    public required string Speech { get; init; }

    /// <summary>Share of the equity this view would put in, 0 to 1.</summary>
    public required double PositionShare { get; init; }

    /// <summary>Where this view would give up; null where no trade is proposed.</summary>
    public double? StopLoss { get; init; }

    /// <summary>Evidence it names, by id.</summary>
    public required IReadOnlyList<string> EvidenceIds { get; init; }
}

/// <summary>How much risk a view is ready to take.</summary>
public enum RiskStance
{
    /// <summary>Weighs what eases the risk; would put in more, with a wider stop.</summary>
    Aggressive,

    /// <summary>Weighs what raises the risk; would put in less, with a nearer stop.</summary>
    Conservative,

    /// <summary>Weighs both.</summary>
    Neutral,
}
