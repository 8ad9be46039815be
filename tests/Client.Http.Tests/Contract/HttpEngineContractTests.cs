using TradingAgents.Contract;

namespace TradingAgents.Client.Http.Tests.Contract;

// The client over a live server keeps the contract: a class per part of the suite.
public sealed class HttpSubmissionTests() : SubmissionContract(new HttpEngineHost());

public sealed class HttpIdempotencyTests() : IdempotencyContract(new HttpEngineHost());

public sealed class HttpAdmissionTests() : AdmissionContract(new HttpEngineHost());

public sealed class HttpOrderTests() : OrderContract(new HttpEngineHost());

public sealed class HttpTaskLifeTests() : TaskLifeContract(new HttpEngineHost());

public sealed class HttpCancellationTests() : CancellationContract(new HttpEngineHost());

public sealed class HttpEventsTests() : EventsContract(new HttpEngineHost());

public sealed class HttpListingTests() : ListingContract(new HttpEngineHost());

public sealed class HttpBatchTests() : BatchContract(new HttpEngineHost());

public sealed class HttpNodesTests() : NodesContract(new HttpEngineHost());

public sealed class HttpOperationsTests() : OperationsContract(new HttpEngineHost());

public sealed class HttpInsightTests() : InsightContract(new HttpEngineHost());

public sealed class HttpFaultsTests() : FaultsContract(new HttpEngineHost());

public sealed class HttpOversightTests() : OversightContract(new HttpEngineHost());
