using TradingAgents.Contract;

namespace TradingAgents.Embedded.Tests.Contract;

// The embedded engine keeps the contract: a class per part of the suite.
public sealed class EmbeddedSubmissionTests() : SubmissionContract(new EmbeddedEngineHost());

public sealed class EmbeddedIdempotencyTests() : IdempotencyContract(new EmbeddedEngineHost());

public sealed class EmbeddedAdmissionTests() : AdmissionContract(new EmbeddedEngineHost());

public sealed class EmbeddedOrderTests() : OrderContract(new EmbeddedEngineHost());

public sealed class EmbeddedTaskLifeTests() : TaskLifeContract(new EmbeddedEngineHost());

public sealed class EmbeddedCancellationTests() : CancellationContract(new EmbeddedEngineHost());

public sealed class EmbeddedEventsTests() : EventsContract(new EmbeddedEngineHost());

public sealed class EmbeddedListingTests() : ListingContract(new EmbeddedEngineHost());

public sealed class EmbeddedBatchTests() : BatchContract(new EmbeddedEngineHost());

public sealed class EmbeddedNodesTests() : NodesContract(new EmbeddedEngineHost());

public sealed class EmbeddedOperationsTests() : OperationsContract(new EmbeddedEngineHost());

public sealed class EmbeddedInsightTests() : InsightContract(new EmbeddedEngineHost());

public sealed class EmbeddedFaultsTests() : FaultsContract(new EmbeddedEngineHost());

public sealed class EmbeddedOversightTests() : OversightContract(new EmbeddedEngineHost());
