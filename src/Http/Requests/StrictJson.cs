using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using TradingAgents.Abstractions;
using TradingAgents.Core;

namespace TradingAgents.Http.Requests;

/// <summary>Reads a JSON object as a contract type and, where it does not fit, says all that is wrong in the caller's words.</summary>
internal static class StrictJson
{
    /// <exception cref="EngineException">invalid_request.</exception>
    public static T Read<T>(byte[] utf8) where T : class
    {
        if (!Utf8.IsValid(utf8)) throw RequestBody.Invalid("The body is not valid UTF-8.");
        using var document = Parse(utf8);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw RequestBody.Invalid("The body must be a JSON object.");
        CheckText(document.RootElement);

        var errors = new FieldErrors();
        CheckObject(document.RootElement, ContractJson.Options.GetTypeInfo(typeof(T)), "", errors);
        errors.ThrowIfAny();
        try
        {
            return document.Deserialize<T>(ContractJson.Options)!;
        }
        catch (JsonException)
        {
            throw RequestBody.Invalid("The body does not have the form of this call's.");
        }
    }

    private static JsonDocument Parse(byte[] utf8)
    {
        try
        {
            return JsonDocument.Parse(utf8);
        }
        catch (JsonException wrong)
        {
            throw RequestBody.Invalid($"The body is not valid JSON (line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}).");
        }
    }

    /// <summary>Half a surrogate pair can be written with escapes, but is no text.</summary>
    private static void CheckText(JsonElement element)
    {
        try
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.String:
                    element.GetString();
                    break;
                case JsonValueKind.Array:
                    foreach (var item in element.EnumerateArray()) CheckText(item);
                    break;
                case JsonValueKind.Object:
                    foreach (var member in element.EnumerateObject())
                    {
                        _ = member.Name;
                        CheckText(member.Value);
                    }

                    break;
            }
        }
        catch (InvalidOperationException)
        {
            throw RequestBody.Invalid("A string of the body is not valid Unicode: it has half a surrogate pair.");
        }
    }

    private static void CheckObject(JsonElement given, JsonTypeInfo type, string prefix, FieldErrors errors)
    {
        var seen = new HashSet<string>();
        foreach (var member in given.EnumerateObject())
        {
            var field = prefix + Shorten(member.Name);
            var known = type.Properties.FirstOrDefault(property => property.Name == member.Name);
            if (!seen.Add(member.Name)) errors.Add(field, "Given more than once.");
            else if (known is null) errors.Add(field, $"Unknown field; known are {string.Join(", ", type.Properties.Select(property => property.Name))}.");
            else if (member.Value.ValueKind != JsonValueKind.Null) CheckValue(member.Value, known.PropertyType, field, errors);
            else if (known.IsRequired || !known.IsSetNullable) errors.Add(field, "Must not be null.");
        }

        foreach (var missing in type.Properties.Where(property => property.IsRequired && !seen.Contains(property.Name)))
            errors.Add(prefix + missing.Name, "Required.");
    }

    private static void CheckValue(JsonElement given, Type declared, string field, FieldErrors errors)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var info = ContractJson.Options.GetTypeInfo(type);
        if (info.Kind == JsonTypeInfoKind.Object)
        {
            if (given.ValueKind == JsonValueKind.Object) CheckObject(given, info, field + ".", errors);
            else errors.Add(field, "Must be a JSON object.");
        }
        else if (info.Kind == JsonTypeInfoKind.Enumerable)
        {
            if (given.ValueKind == JsonValueKind.Array) CheckItems(given, info.ElementType!, field, errors);
            else errors.Add(field, "Must be a JSON array.");
        }
        else if (type.IsEnum)
        {
            // The converter would take any case, and lists.
            if (given.ValueKind != JsonValueKind.String || !NamesOf(type).Contains(given.GetString())) errors.Add(field, Expected(type));
        }
        else
        {
            try
            {
                given.Deserialize(info);
            }
            catch (JsonException)
            {
                errors.Add(field, Expected(type));
            }
        }
    }

    private static void CheckItems(JsonElement given, Type element, string field, FieldErrors errors)
    {
        var index = 0;
        foreach (var item in given.EnumerateArray())
        {
            var name = $"{field}[{index++}]";
            if (item.ValueKind == JsonValueKind.Null) errors.Add(name, "Must not be null.");
            else CheckValue(item, element, name, errors);
        }
    }

    private static string Expected(Type type) => type switch
    {
        { IsEnum: true } => $"Must be one of {string.Join(", ", NamesOf(type))}.",
        _ when type == typeof(string) => "Must be a string.",
        _ when type == typeof(int) => "Must be a whole number.",
        _ when type == typeof(double) => "Must be a number.",
        _ when type == typeof(TaskId) => "Must be the id of a task, a string.",
        _ when type == typeof(NodeId) => "Must be the id of a node, a string.",
        _ when type == typeof(DateTimeOffset) => "Must be a time as RFC 3339 has it, with an offset, such as 2026-11-22T09:00:00.000Z.",
        _ when type == typeof(JsonElement) => "Must not have a field twice.",
        _ => "Not of the right form.",
    };

    private static IEnumerable<string> NamesOf(Type enumType) => Enum.GetNames(enumType).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName);

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "...";
}
