using TradingAgents.Abstractions;

namespace TradingAgents.Grains.Wire;

/// <summary>An engine's refusal on the wire.</summary>
[GenerateSerializer, Alias("TradingAgents.EngineException")]
public struct EngineExceptionSurrogate
{
    /// <summary>One of <see cref="ErrorCodes"/>.</summary>
    [Id(0)]
    public string Code { get; set; }

    /// <summary>For people.</summary>
    [Id(1)]
    public string Message { get; set; }

    /// <summary>Seconds after which the call is worth repeating.</summary>
    [Id(2)]
    public int? RetryAfterSeconds { get; set; }

    /// <summary>What is wrong, by field.</summary>
    [Id(3)]
    public Dictionary<string, string[]>? Errors { get; set; }
}

/// <summary>Carries an <see cref="EngineException"/> across the wire.</summary>
[RegisterConverter]
public sealed class EngineExceptionConverter : IConverter<EngineException, EngineExceptionSurrogate>
{
    /// <inheritdoc />
    public EngineException ConvertFromSurrogate(in EngineExceptionSurrogate surrogate) =>
        new(surrogate.Code, surrogate.Message) { RetryAfterSeconds = surrogate.RetryAfterSeconds, Errors = surrogate.Errors };

    /// <inheritdoc />
    public EngineExceptionSurrogate ConvertToSurrogate(in EngineException value) => new()
    {
        Code = value.Code,
        Message = value.Message,
        RetryAfterSeconds = value.RetryAfterSeconds,
        Errors = value.Errors?.ToDictionary(field => field.Key, field => field.Value),
    };
}
