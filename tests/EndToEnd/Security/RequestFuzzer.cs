using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TradingAgents.EndToEnd.Security;

/// <summary>
/// Requests made at random from a server's own OpenAPI document: mostly well-formed with wrong or extreme values, partly broken
/// as bytes. Equal seeds make equal requests, but for the ids of tasks, which the server gives.
/// </summary>
internal sealed class RequestFuzzer(int seed, JsonElement openApi)
{
    private const int ManyIds = 256;

    private readonly Random _random = new(seed);
    private readonly HostileValues _values = new(seed);
    private readonly List<string> _ids = [];
    private readonly (string Method, string Path, JsonElement Operation)[] _operations =
    [
        .. from path in openApi.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           select (operation.Name.ToUpperInvariant(), path.Name, operation.Value),
    ];

    /// <summary>An id that the server has given: later requests use it, so that they reach what exists.</summary>
    public void Learn(string id)
    {
        if (_ids.Count < ManyIds) _ids.Add(id);
        else _ids[_random.Next(ManyIds)] = id;
    }

    public FuzzRequest Next()
    {
        var (method, path, operation) = _operations[_random.Next(_operations.Length)];
        if (Chance(0.03)) method = Pick("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE");
        var headers = new List<(string, string)>();
        var query = new List<string>();
        foreach (var parameter in operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [])
        {
            var name = parameter.GetProperty("name").GetString()!;
            switch (parameter.GetProperty("in").GetString())
            {
                case "path":
                    path = path.Replace("{" + name + "}", Uri.EscapeDataString(Id()), StringComparison.Ordinal);
                    break;
                case "query" when Chance(0.5):
                    query.Add($"{name}={(Chance(0.1) ? "%zz%00" : Uri.EscapeDataString(Text(name)))}");
                    break;
                case "header" when Chance(0.5):
                    headers.Add((name, Header(Text(name))));
                    break;
            }
        }

        if (Chance(0.05)) query.Add(Uri.EscapeDataString(_values.Text()) + "=1");
        if (Chance(0.05)) path += Pick("/", "//", "/..", "%2f", "%00", ";x", "/" + Uri.EscapeDataString(_values.Text()));
        if (Chance(0.1)) headers.Add((Pick("Accept", "Accept-Language", "Origin", "Range", "If-None-Match", "Cookie", "X-Forwarded-Host", "X-HTTP-Method-Override"), Header(_values.Text())));
        if (query.Count > 0) path += "?" + string.Join('&', query);
        var body = Body(operation) ?? (Chance(0.02) ? "{}"u8.ToArray() : null);
        var type = Chance(0.95) ? "application/json" : Header(Pick("text/plain", "application/json; charset=utf-16", "multipart/form-data", _values.Text()));
        return new FuzzRequest(method, path, headers, body, type);
    }

    private byte[]? Body(JsonElement operation)
    {
        if (!operation.TryGetProperty("requestBody", out var body)) return null;
        var schema = body.GetProperty("content").EnumerateObject().First().Value.GetProperty("schema");
        var text = new StringBuilder();
        Write(text, schema, "", depth: 0);
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        return Chance(0.15) ? Broken(bytes) : bytes;
    }

    private void Write(StringBuilder json, JsonElement schema, string name, int depth)
    {
        if (depth > 6 || Chance(0.06))
        {
            json.Append(_values.Json());
            return;
        }

        schema = Resolve(schema);
        if (schema.TryGetProperty("enum", out var names))
        {
            json.Append(names[_random.Next(names.GetArrayLength())].GetRawText());
            return;
        }

        switch (TypeOf(schema))
        {
            case "object":
                WriteObject(json, schema, name, depth);
                break;
            case "array":
                json.Append('[');
                var count = Chance(0.03) ? 150 : _random.Next(4);
                for (var i = 0; i < count; i++)
                {
                    if (i > 0) json.Append(',');
                    Write(json, schema.GetProperty("items"), name, depth + 1);
                }

                json.Append(']');
                break;
            case "integer" or "number":
                json.Append(Chance(0.7) ? _random.Next(1, 60).ToString(CultureInfo.InvariantCulture) : _values.Number());
                break;
            case "boolean":
                json.Append(Chance(0.5) ? "true" : "false");
                break;
            default:
                json.Append(JsonSerializer.Serialize(Text(name)));
                break;
        }
    }

    private void WriteObject(StringBuilder json, JsonElement schema, string name, int depth)
    {
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(each => each.GetString()!).ToHashSet() : [];
        var members = new List<string>();
        foreach (var property in schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject() : [])
        {
            if (!Chance(required.Contains(property.Name) ? 0.97 : 0.35)) continue;
            var member = new StringBuilder(JsonSerializer.Serialize(property.Name)).Append(':');
            if (property.Name == "parameters" && Chance(0.8)) member.Append(Parameters());
            else Write(member, property.Value, property.Name, depth + 1);
            members.Add(member.ToString());
        }

        if (Chance(0.05)) members.Add($"{JsonSerializer.Serialize(_values.Text())}:{_values.Json()}");
        if (members.Count > 0 && Chance(0.03)) members.Add(members[0]);
        if (name == "metadata") members.Add($"\"source\":{_values.Json()}");
        json.Append('{').AppendJoin(',', members).Append('}');
    }

    private string Parameters() => Pick(
        "{}",
        $$"""{"duration_ms":{{_random.Next(50)}}}""",
        $$"""{"duration_ms":{{_random.Next(50)}},"steps":{{_random.Next(5)}},"fail_attempts":{{_random.Next(3)}}}""",
        """{"depth":1,"trade_date":"2013-06-03","language":"zh"}""",
        """{"analysts":["market","news"]}""",
        $$"""{"depth":{{_values.Number()}}}""",
        _values.Json());

    /// <summary>Something that the member could well hold, or something that it must not.</summary>
    private string Text(string name) => Chance(0.25) ? _values.Text() : name switch
    {
        "stock_code" or "stock_codes" or "symbol" => Pick("AAPL", "SPX", "600519.SH", "NOPE", "BRK-A"),
        "task_id" or "batch_id" or "depends_on" or "cursor" => Id(),
        "not_before" => Pick("2026-11-22T09:00:00.000Z", "2099-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        "status" => Pick("queued", "running", "completed"),
        "period" => Pick("5d", "1y", "max"),
        "Last-Event-ID" or "limit" or "hours" => _values.Number(),
        "collection_name" => Pick("desk", "notes", "a"),
        _ => Pick("a", "desk-7", "round_robin", "node-1", "127.0.0.1", "some words to look for"),
    };

    private string Id() => _ids.Count > 0 && Chance(0.8) ? _ids[_random.Next(_ids.Count)] : Chance(0.5) ? Pick("node-1", "node-2", "node-9") : _values.Text();

    private JsonElement Resolve(JsonElement schema)
    {
        while (true)
        {
            if (schema.TryGetProperty("oneOf", out var choices)) schema = choices[choices.GetArrayLength() - 1];
            if (!schema.TryGetProperty("$ref", out var reference)) return schema;
            schema = openApi.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        }
    }

    private static string TypeOf(JsonElement schema) =>
        !schema.TryGetProperty("type", out var type) ? "string"
        : type.ValueKind == JsonValueKind.String ? type.GetString()!
        : type.EnumerateArray().Select(each => each.GetString()!).First(each => each != "null");

    private byte[] Broken(byte[] body)
    {
        var place = _random.Next(body.Length + 1);
        switch (_random.Next(4))
        {
            case 0:
                return body[..place];
            case 1:
                return [.. body[..place], (byte)_random.Next(256), .. body[place..]];
            case 2:
                return [.. body, .. body];
            default:
                if (place < body.Length) body[place] ^= (byte)(1 << _random.Next(8));
                return body;
        }
    }

    /// <summary>What a client can put into a header; other bytes are the raw fuzzer's part.</summary>
    private static string Header(string text) => new([.. text.Where(letter => letter is >= ' ' and <= '~').Take(2000)]);

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
