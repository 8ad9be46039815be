using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TradingAgents.Core;

namespace TradingAgents.Abstractions;

/// <summary>How the contract's types look as JSON: snake_case, strict reading, times as RFC 3339 UTC with milliseconds.</summary>
public static class ContractJson
{
    /// <summary>Read-only; unknown and duplicate members are refused.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>The same, indented, for people.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Options) { WriteIndented = true };

    /// <summary>A value as a JSON element.</summary>
    public static JsonElement ToElement<T>(T value) => JsonSerializer.SerializeToElement(value, Options);

    /// <summary>The contract's name of an enum value, such as <c>timed_out</c>.</summary>
    public static string NameOf<TEnum>(TEnum value) where TEnum : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>The enum value of a contract name; false where there is none.</summary>
    public static bool TryParseName<TEnum>(string? name, out TEnum value) where TEnum : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<TEnum>())
        {
            if (NameOf(candidate) != name) continue;
            value = candidate;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>All contract names of an enum, in order of declaration.</summary>
    public static IReadOnlyList<string> NamesOf<TEnum>() where TEnum : struct, Enum =>
        [.. Enum.GetValues<TEnum>().Select(NameOf)];

    /// <summary>RFC 3339, UTC, milliseconds.</summary>
    public static string FormatTime(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DictionaryKeyPolicy = null,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
            Converters =
            {
                new SnakeCaseEnumConverter(),
                new TaskIdConverter(),
                new NodeIdConverter(),
                new TimeConverter(),
            },
        };
        options.MakeReadOnly();
        return options;
    }

    private sealed class SnakeCaseEnumConverter() : JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

    private sealed class TaskIdConverter : JsonConverter<TaskId>
    {
        public override TaskId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(ReadText(ref reader));

        public override void Write(Utf8JsonWriter writer, TaskId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }

    private sealed class NodeIdConverter : JsonConverter<NodeId>
    {
        public override NodeId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(ReadText(ref reader));

        public override void Write(Utf8JsonWriter writer, NodeId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }

    /// <summary>RFC 3339 asks for an offset; without one a time means something else on every machine.</summary>
    private sealed class TimeConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = ReadText(ref reader);
            var hasOffset = text.Length > 19 && text[10] is 'T' or 't' && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-');
            return hasOffset && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time.ToUniversalTime()
                : throw new JsonException("Write a time as RFC 3339 with an offset, such as 2026-11-22T09:00:00.000Z.");
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(FormatTime(value));
    }

    private static string ReadText(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("Expected a string.");
}
