using System.Text.Json;
using System.Text.Json.Serialization;
using TradingAgents.Abstractions;
using TradingAgents.Core.Scheduling;
using TradingAgents.Embedded.Journal;

namespace TradingAgents.Embedded.Tasks;

/// <summary>All that is durable of a task besides its stages, events and report.</summary>
internal sealed record TaskDocument(TaskRecord Record, AnalysisRequest Request, string? BatchId, int BatchIndex, double Progress)
{
    // A later release may add members; times are kept exactly, because the order of waiting tasks hangs on them.
    private static readonly JsonSerializerOptions Json = CreateOptions();

    public static TaskDocument FromRow(TaskRow row) => JsonSerializer.Deserialize<TaskDocument>(row.Record, Json)!;

    public TaskRow ToRow() => new(
        Record.Id, Record.Sequence, Record.Status, Record.Priority, Request.StockCode, Record.Tenant, BatchId, BatchIndex,
        Record.SubmittedAt, Record.FinishedAt, JsonSerializer.SerializeToUtf8Bytes(this, Json));

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(ContractJson.Options)
        {
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            IgnoreReadOnlyProperties = true,
            RespectRequiredConstructorParameters = false,
        };
        options.Converters.Remove(options.Converters.Single(converter => converter.CanConvert(typeof(DateTimeOffset))));
        return options;
    }
}
