using TradingAgents.Contract;

namespace TradingAgents.Grains.Tests.Contract;

// The cluster keeps the contract: a class per part of the suite.
public sealed class ClusterSubmissionTests(ClusterPool pool) : SubmissionContract(new ClusterEngineHost(pool));

public sealed class ClusterIdempotencyTests(ClusterPool pool) : IdempotencyContract(new ClusterEngineHost(pool));

public sealed class ClusterAdmissionTests(ClusterPool pool) : AdmissionContract(new ClusterEngineHost(pool));

public sealed class ClusterOrderTests(ClusterPool pool) : OrderContract(new ClusterEngineHost(pool));

public sealed class ClusterTaskLifeTests(ClusterPool pool) : TaskLifeContract(new ClusterEngineHost(pool));

public sealed class ClusterCancellationTests(ClusterPool pool) : CancellationContract(new ClusterEngineHost(pool));

public sealed class ClusterEventsTests(ClusterPool pool) : EventsContract(new ClusterEngineHost(pool));

public sealed class ClusterListingTests(ClusterPool pool) : ListingContract(new ClusterEngineHost(pool));

public sealed class ClusterBatchTests(ClusterPool pool) : BatchContract(new ClusterEngineHost(pool));

public sealed class ClusterNodesTests(ClusterPool pool) : NodesContract(new ClusterEngineHost(pool));

public sealed class ClusterOperationsTests(ClusterPool pool) : OperationsContract(new ClusterEngineHost(pool));

public sealed class ClusterFaultsTests(ClusterPool pool) : FaultsContract(new ClusterEngineHost(pool));

public sealed class ClusterInsightTests(ClusterPool pool) : InsightContract(new ClusterEngineHost(pool));

public sealed class ClusterOversightTests(ClusterPool pool) : OversightContract(new ClusterEngineHost(pool));
