using System.Globalization;
using System.Text.Json;
using TradingAgents.Core.Admission;

namespace TradingAgents.Abstractions;

/// <summary>What a submission must look like, in one place for every engine and client.</summary>
public static class RequestRules
{
    public const int MaxBatchSize = 100;
    public const int MaxDependencies = 100;
    public const int DefaultMaxAttempts = 3;
    public const string DefaultTenant = "default";
    public const double MaxTimeoutSeconds = 7200;
    public const int MaxParametersBytes = 16 * 1024;

    /// <summary>The analysts that <c>parameters.analysts</c> may name.</summary>
    public static IReadOnlyList<string> Analysts { get; } = ["market", "sentiment", "news", "fundamentals"];

    /// <summary>The request with its defaults filled in and its codes upper-cased.</summary>
    /// <exception cref="EngineException">invalid_request with all that is wrong, by field.</exception>
    public static AnalysisRequest Normalize(AnalysisRequest request, bool allowSynthetic)
    {
        var errors = new FieldErrors();
        CheckStockCode(request.StockCode, "stock_code", errors);
        CheckOptions(request, allowSynthetic, errors);
        errors.ThrowIfAny();
        return request with
        {
            StockCode = request.StockCode.ToUpperInvariant(),
            MaxAttempts = request.MaxAttempts ?? DefaultMaxAttempts,
            Tenant = request.Tenant ?? DefaultTenant,
            DependsOn = request.DependsOn is { Count: > 0 } ids ? [.. ids.Distinct()] : null,
            NotBefore = request.NotBefore?.ToUniversalTime(),
            Parameters = request.Parameters is { ValueKind: JsonValueKind.Object } given ? given.Clone() : null, // Its document is the caller's to close.
        };
    }

    /// <summary>Checks what concerns a batch as a whole; its items are checked one by one, each with its own outcome.</summary>
    /// <exception cref="EngineException">invalid_request.</exception>
    public static void CheckBatch(BatchRequest batch, bool allowSynthetic)
    {
        var errors = new FieldErrors();
        if (batch.StockCodes is not { Count: >= 1 and <= MaxBatchSize })
            errors.Add("stock_codes", $"Give 1 to {MaxBatchSize} stock codes.");
        CheckOptions(batch.Template, allowSynthetic, errors);
        errors.ThrowIfAny();
    }

    /// <summary>The parameters of an analysis, defaults filled in.</summary>
    /// <exception cref="EngineException">invalid_request.</exception>
    public static AnalysisParameters ReadParameters(AnalysisRequest request)
    {
        var errors = new FieldErrors();
        var parameters = Read<AnalysisParameters>(request.Parameters, errors) ?? new AnalysisParameters();
        if (parameters.Depth is < 1 or > 5) errors.Add("parameters.depth", "Must be 1 to 5.");
        if (parameters.Language is not ("en" or "zh")) errors.Add("parameters.language", "Must be en or zh.");
        if (parameters.Analysts is { } analysts)
        {
            if (analysts.Count == 0) errors.Add("parameters.analysts", "Name at least one analyst, or leave it out.");
            foreach (var unknown in analysts.Where(name => !Analysts.Contains(name)))
                errors.Add("parameters.analysts", $"Unknown analyst '{Shorten(unknown)}': use {string.Join(", ", Analysts)}.");
        }

        errors.ThrowIfAny();
        return parameters;
    }

    /// <summary>The parameters of a synthetic analysis, defaults filled in.</summary>
    /// <exception cref="EngineException">invalid_request.</exception>
    public static SyntheticParameters ReadSyntheticParameters(AnalysisRequest request)
    {
        var errors = new FieldErrors();
        var parameters = Read<SyntheticParameters>(request.Parameters, errors) ?? new SyntheticParameters();
        if (parameters.DurationMs is < 0 or > 600_000) errors.Add("parameters.duration_ms", "Must be 0 to 600000.");
        if (parameters.FailAttempts < 0) errors.Add("parameters.fail_attempts", "Must be 0 or more.");
        if (parameters.Steps is < 1 or > 1000) errors.Add("parameters.steps", "Must be 1 to 1000.");
        errors.ThrowIfAny();
        return parameters;
    }

    /// <summary>The default timeout of one attempt: the limit at depth 1, growing with the rounds of debate a depth adds.</summary>
    public static double TimeoutSeconds(AnalysisRequest request, double limitSeconds) =>
        request.TimeoutSeconds ?? Math.Min(MaxTimeoutSeconds,
            request.AnalysisType == AnalysisType.Synthetic ? limitSeconds : limitSeconds * ReadParameters(request).Depth);

    /// <summary>Whether the text is 1 to <paramref name="maxLength"/> of A-Z a-z 0-9 . - ^ = : _.</summary>
    public static bool IsCode(string? text, int maxLength) =>
        text is { Length: > 0 } && text.Length <= maxLength &&
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '^' or '=' or ':' or '_');

    /// <summary>Whether the text is 1 to 64 of A-Z a-z 0-9 . - _: the name of an instance or a collection.</summary>
    public static bool IsName(string? text) =>
        text is { Length: >= 1 and <= 64 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') && text != "." && text != "..";

    /// <summary>Refuses what cannot be the name of a collection.</summary>
    /// <exception cref="EngineException">invalid_request.</exception>
    public static void CheckCollection(string? name)
    {
        if (!IsName(name)) throw Invalid("collection_name", "Must be 1 to 64 of A-Z a-z 0-9 . - _, and not . or ..");
    }

    /// <summary>Whether the text is 1 to 128 printable ASCII characters.</summary>
    public static bool IsIdempotencyKey(string? text) => text is { Length: >= 1 and <= 128 } && text.All(c => c is >= ' ' and <= '~');

    /// <summary>Checks an idempotency key where one is given.</summary>
    /// <exception cref="EngineException">invalid_request.</exception>
    public static void CheckIdempotencyKey(string? key)
    {
        if (key is not null && !IsIdempotencyKey(key))
            throw Invalid("idempotency_key", "An Idempotency-Key is 1 to 128 printable ASCII characters.");
    }

    /// <summary>Checks what a bulk cancellation asks for, before any engine looks.</summary>
    /// <exception cref="EngineException">invalid_request.</exception>
    public static void CheckBulkCancel(BulkCancelRequest request)
    {
        var errors = new FieldErrors();
        if (request.Status is { } status && Core.Lifecycle.TaskLifecycle.IsTerminal(status)) errors.Add("status", "Must be one that is not terminal: what has ended cannot be cancelled.");
        if (request.StockCode is not null) CheckStockCode(request.StockCode, "stock_code", errors);
        if (request.Tenant is not null && !IsCode(request.Tenant, 64)) errors.Add("tenant", "Must be 1 to 64 of A-Z a-z 0-9 . - ^ = : _");
        if (request.BatchId is not null && !IsCode(request.BatchId, 64)) errors.Add("batch_id", "Must be the id of a batch.");
        CheckSearch(request.Search, errors);
        if (request.AtMost < 0) errors.Add("at_most", "Must be 0 or more.");
        errors.ThrowIfAny();
    }

    /// <summary>Checks a search where one is given.</summary>
    /// <exception cref="EngineException">invalid_request.</exception>
    public static void CheckSearch(string? search)
    {
        var errors = new FieldErrors();
        CheckSearch(search, errors);
        errors.ThrowIfAny();
    }

    /// <summary>One thing wrong with one field.</summary>
    public static EngineException Invalid(string field, string message) =>
        new(ErrorCodes.InvalidRequest, $"{field}: {message}") { Errors = new Dictionary<string, string[]> { [field] = [message] } };

    private static void CheckSearch(string? search, FieldErrors errors)
    {
        if (search is not null && !IsCode(search, 64)) errors.Add("q", "Must be 1 to 64 of A-Z a-z 0-9 . - ^ = : _");
    }

    private static void CheckStockCode(string? code, string field, FieldErrors errors)
    {
        if (!IsCode(code, 32)) errors.Add(field, "Must be 1 to 32 of A-Z a-z 0-9 . - ^ = : _");
    }

    private static void CheckOptions(AnalysisRequest request, bool allowSynthetic, FieldErrors errors)
    {
        if (!Enum.IsDefined(request.AnalysisType))
            errors.Add("analysis_type", $"Must be one of {string.Join(", ", ContractJson.NamesOf<AnalysisType>())}.");
        if (request.AnalysisType == AnalysisType.Synthetic && !allowSynthetic)
            errors.Add("analysis_type", "The synthetic analysis is off: start the server with --allow-synthetic.");
        if (!Enum.IsDefined(request.Priority))
            errors.Add("priority", $"Must be one of {string.Join(", ", ContractJson.NamesOf<TaskPriority>())}.");
        if (request.TimeoutSeconds is { } timeout && timeout is not (> 0 and <= MaxTimeoutSeconds))
            errors.Add("timeout_seconds", string.Create(CultureInfo.InvariantCulture, $"Must be above 0 and at most {MaxTimeoutSeconds}."));
        if (request.MaxAttempts is < 1 or > 10) errors.Add("max_attempts", "Must be 1 to 10.");
        if (request.Tenant is not null && !IsCode(request.Tenant, 64)) errors.Add("tenant", "Must be 1 to 64 of A-Z a-z 0-9 . - ^ = : _");
        if (request.DependsOn is { Count: > MaxDependencies }) errors.Add("depends_on", $"At most {MaxDependencies} tasks.");
        if (request.DependsOn?.Any(id => !IsCode(id.Value, 64)) == true) errors.Add("depends_on", "Each must be the id of a task.");
        CheckParameters(request, errors);
    }

    private static void CheckParameters(AnalysisRequest request, FieldErrors errors)
    {
        if (request.Parameters is { } given)
        {
            if (given.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined))
            {
                errors.Add("parameters", "Must be a JSON object.");
                return;
            }

            if (given.ValueKind == JsonValueKind.Object && given.GetRawText().Length > MaxParametersBytes)
                errors.Add("parameters", $"At most {MaxParametersBytes} bytes.");
        }

        try
        {
            if (request.AnalysisType == AnalysisType.Synthetic) ReadSyntheticParameters(request);
            else ReadParameters(request);
        }
        catch (EngineException wrong)
        {
            foreach (var (field, messages) in wrong.Errors!)
            {
                foreach (var message in messages) errors.Add(field, message);
            }
        }
    }

    private static T? Read<T>(JsonElement? parameters, FieldErrors errors) where T : class
    {
        if (parameters is not { ValueKind: JsonValueKind.Object } given) return null;
        try
        {
            return given.Deserialize<T>(ContractJson.Options);
        }
        catch (JsonException wrong)
        {
            var path = wrong.Path is { Length: > 2 } at && at.StartsWith("$.", StringComparison.Ordinal) ? "parameters." + Shorten(at[2..]) : "parameters";
            errors.Add(path, "Unknown, duplicated or of the wrong type for this analysis type.");
            errors.ThrowIfAny();
            throw;
        }
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "...";

    private sealed class FieldErrors
    {
        private readonly Dictionary<string, List<string>> _byField = [];

        public void Add(string field, string message)
        {
            if (!_byField.TryGetValue(field, out var messages)) _byField[field] = messages = [];
            if (!messages.Contains(message)) messages.Add(message);
        }

        public void ThrowIfAny()
        {
            if (_byField.Count == 0) return;
            var detail = string.Join(" ", _byField.Select(field => $"{field.Key}: {string.Join(" ", field.Value)}"));
            throw new EngineException(ErrorCodes.InvalidRequest, detail)
            {
                Errors = _byField.ToDictionary(field => field.Key, field => field.Value.ToArray()),
            };
        }
    }
}
