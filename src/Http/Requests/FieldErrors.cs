using TradingAgents.Abstractions;

namespace TradingAgents.Http.Requests;

/// <summary>What is wrong with a request, by field, gathered so that the caller learns all at once.</summary>
internal sealed class FieldErrors
{
    private const int MaxFields = 20;

    private readonly Dictionary<string, List<string>> _byField = [];

    public bool Any => _byField.Count > 0;

    public void Add(string field, string message)
    {
        if (!_byField.TryGetValue(field, out var messages))
        {
            if (_byField.Count == MaxFields) return;
            _byField[field] = messages = [];
        }

        if (!messages.Contains(message)) messages.Add(message);
    }

    public void ThrowIfAny()
    {
        if (Any) throw ToException(_byField.ToDictionary(field => field.Key, field => field.Value.ToArray()));
    }

    public static EngineException ToException(IReadOnlyDictionary<string, string[]> errors) =>
        new(ErrorCodes.InvalidRequest, string.Join(" ", errors.Select(field => $"{field.Key}: {string.Join(" ", field.Value)}"))) { Errors = errors };
}
