using TradingAgents.Abstractions;
using TradingAgents.Core;

namespace TradingAgents.Grains;

/// <summary>Questions about many tasks; answered from the store, on whichever silo is asked, beside the scheduler.</summary>
[Alias("TradingAgents.ITaskQueriesGrain")]
public interface ITaskQueriesGrain : IGrainWithIntegerKey
{
    /// <summary>Tasks, newest first.</summary>
    [Alias("List")]
    Task<TaskPage> ListAsync(TaskQuery query);

    /// <summary>A batch and all its tasks.</summary>
    [Alias("GetBatch")]
    Task<BatchSnapshot> GetBatchAsync(string batchId);

    /// <summary>Batches, newest first.</summary>
    [Alias("ListBatches")]
    Task<BatchPage> ListBatchesAsync(BatchQuery query);

    /// <summary>What was asked for; null where there is no such task.</summary>
    [Alias("GetRequest")]
    Task<AnalysisRequest?> GetRequestAsync(TaskId taskId);
}
