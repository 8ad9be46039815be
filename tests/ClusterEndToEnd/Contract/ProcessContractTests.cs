using TradingAgents.Contract;

namespace TradingAgents.ClusterEndToEnd.Contract;

// Silos in processes of their own keep the contract: a class per part of the suite.
public sealed class ProcessSubmissionTests(ProcessClusters clusters) : SubmissionContract(new ProcessEngineHost(clusters));

public sealed class ProcessIdempotencyTests(ProcessClusters clusters) : IdempotencyContract(new ProcessEngineHost(clusters));

public sealed class ProcessAdmissionTests(ProcessClusters clusters) : AdmissionContract(new ProcessEngineHost(clusters));

public sealed class ProcessOrderTests(ProcessClusters clusters) : OrderContract(new ProcessEngineHost(clusters));

public sealed class ProcessTaskLifeTests(ProcessClusters clusters) : TaskLifeContract(new ProcessEngineHost(clusters));

public sealed class ProcessCancellationTests(ProcessClusters clusters) : CancellationContract(new ProcessEngineHost(clusters));

public sealed class ProcessEventsTests(ProcessClusters clusters) : EventsContract(new ProcessEngineHost(clusters));

public sealed class ProcessListingTests(ProcessClusters clusters) : ListingContract(new ProcessEngineHost(clusters));

public sealed class ProcessBatchTests(ProcessClusters clusters) : BatchContract(new ProcessEngineHost(clusters));

public sealed class ProcessNodesTests(ProcessClusters clusters) : NodesContract(new ProcessEngineHost(clusters));

public sealed class ProcessOperationsTests(ProcessClusters clusters) : OperationsContract(new ProcessEngineHost(clusters));

public sealed class ProcessFaultsTests(ProcessClusters clusters) : FaultsContract(new ProcessEngineHost(clusters));

public sealed class ProcessInsightTests(ProcessClusters clusters) : InsightContract(new ProcessEngineHost(clusters));

public sealed class ProcessOversightTests(ProcessClusters clusters) : OversightContract(new ProcessEngineHost(clusters));
