using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Serialization;
using TradingAgents.Abstractions;
using TradingAgents.Core;

namespace TradingAgents.Grains.Wire;

/// <summary>How the types of Core and of the contract cross the wire and are kept: as JSON, so that neither need know of Orleans.</summary>
public static class WireJson
{
    /// <summary>A later release may add members; times are kept exactly, because the order of waiting tasks hangs on them.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary>Lets Orleans carry the types of Core and of the contract. A client needs it as much as a silo.</summary>
    public static ISerializerBuilder AddTradingAgentsContract(this ISerializerBuilder serializer) => serializer.AddJsonSerializer(IsContractType, Options);

    private static bool IsContractType(Type type) =>
        (type.Assembly == typeof(TaskId).Assembly || type.Assembly == typeof(AnalysisRequest).Assembly) && !typeof(Exception).IsAssignableFrom(type);

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(ContractJson.Options)
        {
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            IgnoreReadOnlyProperties = true,
            RespectRequiredConstructorParameters = false,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        };
        options.Converters.Remove(options.Converters.Single(converter => converter.CanConvert(typeof(DateTimeOffset))));
        options.MakeReadOnly();
        return options;
    }
}
