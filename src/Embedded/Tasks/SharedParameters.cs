using System.Text.Json;

namespace TradingAgents.Embedded.Tasks;

/// <summary>One copy of parameters that many requests have in common: most tasks of a day ask for the same, and all that wait are held.</summary>
internal sealed class SharedParameters
{
    private const int MaxKinds = 256;
    private const int MaxLength = 1024;

    private readonly Dictionary<string, JsonElement> _known = [];

    /// <summary>The same parameters, of an earlier request where there was one.</summary>
    public JsonElement Of(JsonElement parameters)
    {
        var text = parameters.GetRawText();
        if (text.Length > MaxLength) return parameters;
        lock (_known)
        {
            if (_known.TryGetValue(text, out var known)) return known;
            if (_known.Count >= MaxKinds) _known.Clear(); // Those in use stay with their tasks.
            return _known[text] = parameters;
        }
    }
}
