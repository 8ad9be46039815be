using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TradingAgents.Abstractions;

namespace TradingAgents.Client.Http;

/// <summary>JSON as this client sends and reads it: nothing null is sent, and what a newer server adds is passed over.</summary>
public static class WireJson
{
    private static readonly JsonSerializerOptions Sending = new(ContractJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly JsonSerializerOptions Reading = new(ContractJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        TypeInfoResolver = ContractJson.Options.TypeInfoResolver!.WithAddedModifier(LetNullsBeLeftOut),
    };

    /// <summary>A request body.</summary>
    /// <exception cref="EngineException">invalid_request: the value has no JSON, such as an enum value without a name.</exception>
    public static byte[] Write<T>(T value) => Refusing(() => JsonSerializer.SerializeToUtf8Bytes(value, Sending));

    /// <summary>The body of a batch: the options of its template beside the codes.</summary>
    /// <exception cref="EngineException">invalid_request.</exception>
    public static byte[] WriteBatch(BatchRequest batch) => Refusing(() =>
    {
        var body = JsonSerializer.SerializeToNode(batch.Template, Sending)!.AsObject();
        body.Remove("stock_code");
        body["stock_codes"] = JsonSerializer.SerializeToNode(batch.StockCodes, Sending) ?? new JsonArray();
        return JsonSerializer.SerializeToUtf8Bytes(body, Sending);
    });

    /// <summary>The body of a bulk cancellation: without a filter it means all, which the server wants said.</summary>
    /// <exception cref="EngineException">invalid_request.</exception>
    public static byte[] WriteBulkCancel(BulkCancelRequest request) => Write(new
    {
        request.Status,
        request.Priority,
        request.StockCode,
        request.Tenant,
        request.BatchId,
        Q = request.Search,
        All = request.IsFiltered ? (bool?)null : true,
        request.DryRun,
        request.AtMost,
    });

    /// <summary>An answer.</summary>
    /// <exception cref="EngineException">internal_error: it is no JSON, lacks a member, or holds a value this version does not know.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Reading) ?? throw new JsonException("It is null.");
        }
        catch (JsonException wrong)
        {
            throw NotUnderstood(wrong);
        }
    }

    internal static EngineException NotUnderstood(JsonException wrong)
    {
        var where = wrong.Path is { Length: > 1 } path ? $" at {path}" : "";
        return new EngineException(ErrorCodes.Internal,
            $"The server's answer cannot be read{where}: it is not JSON as expected, or holds a value this version does not know. Is the address right, and the client as new as the server?",
            wrong);
    }

    private static void LetNullsBeLeftOut(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.AssociatedParameter is { IsNullable: true }))
            property.IsRequired = false;
    }

    private static byte[] Refusing(Func<byte[]> write)
    {
        try
        {
            return write();
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw new EngineException(ErrorCodes.InvalidRequest, $"The request cannot be written as JSON: {wrong.Message}", wrong);
        }
    }
}
