using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Alerts;
using TradingAgents.Core.Placement;

namespace TradingAgents.Http.Endpoints;

internal sealed record NodesAnswer(IReadOnlyList<NodeSnapshot> Nodes);

internal sealed record AlertsAnswer(IReadOnlyList<Alert> Alerts);

internal sealed record CleanupAnswer(int Removed);

internal sealed record StrategyAnswer(PlacementStrategy Strategy);

internal sealed record FaultAnswer(NodeId NodeId, FaultKind Kind);

internal sealed record MemoryAddAnswer(IReadOnlyList<string> Ids);

internal sealed record MemorySearchAnswer(IReadOnlyList<MemoryMatch> Results);

internal sealed record StatusAnswer(string Status);
