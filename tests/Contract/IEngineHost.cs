using TradingAgents.Abstractions;

namespace TradingAgents.Contract;

/// <summary>Starts engines of one kind for the suite, and ends them with all they run.</summary>
public interface IEngineHost : IAsyncDisposable
{
    /// <summary>A fresh engine without tasks, ready to admit work.</summary>
    Task<IAnalysisEngine> StartEngineAsync(ContractSetup setup);
}
