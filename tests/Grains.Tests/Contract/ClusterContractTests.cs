using TradingAgents.Contract;

namespace TradingAgents.Grains.Tests.Contract;

// The cluster keeps the contract: a class per part of the suite.
public sealed class ClusterSubmissionTests() : SubmissionContract(new ClusterEngineHost());

public sealed class ClusterIdempotencyTests() : IdempotencyContract(new ClusterEngineHost());

public sealed class ClusterAdmissionTests() : AdmissionContract(new ClusterEngineHost());

public sealed class ClusterOrderTests() : OrderContract(new ClusterEngineHost());

public sealed class ClusterTaskLifeTests() : TaskLifeContract(new ClusterEngineHost());

public sealed class ClusterCancellationTests() : CancellationContract(new ClusterEngineHost());

public sealed class ClusterEventsTests() : EventsContract(new ClusterEngineHost());

public sealed class ClusterListingTests() : ListingContract(new ClusterEngineHost());

public sealed class ClusterBatchTests() : BatchContract(new ClusterEngineHost());

public sealed class ClusterNodesTests() : NodesContract(new ClusterEngineHost());

public sealed class ClusterOperationsTests() : OperationsContract(new ClusterEngineHost());

public sealed class ClusterFaultsTests() : FaultsContract(new ClusterEngineHost());

public sealed class ClusterInsightTests() : InsightContract(new ClusterEngineHost());

public sealed class ClusterOversightTests() : OversightContract(new ClusterEngineHost());
