using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Admission;

namespace TradingAgents.Cli.Commands;

/// <summary>How a task is to be run by a server; shared by <c>submit</c> and <c>batch</c>. The server judges the values.</summary>
internal sealed class SubmissionOptions
{
    private readonly AnalysisOptions _analysis = new();
    private readonly Option<TaskPriority?> _priority = OptionOf.Name<TaskPriority>("--priority", "PRIORITY", "How urgent it is, normal by default");
    private readonly Option<string?> _tenant = OptionOf.Text("--tenant", "TENANT", "On whose account; default: default");
    private readonly Option<double?> _timeout = OptionOf.Seconds("--timeout", "How long one attempt may run, up to 7200; default: the server's limit");
    private readonly Option<int?> _attempts = OptionOf.Whole("--max-attempts", "Attempts in all, 1 to 10; default 3");
    private readonly Option<string?> _dependsOn = OptionOf.Text("--depends-on", "IDS", "Tasks that must complete first, with commas between");
    private readonly Option<DateTimeOffset?> _notBefore = OptionOf.Value<DateTimeOffset?>(
        "--not-before", "TIME", "Start no earlier", "a time such as 2026-11-22T09:00:00Z",
        text => text.Contains('T') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null);
    private readonly Option<JsonElement?> _parameters = OptionOf.Value<JsonElement?>(
        "--parameters", "JSON", "The parameters of the analysis type as a JSON object, instead of the options for them", "a JSON object", ParseObject);

    public void AddTo(Command command)
    {
        _analysis.AddTo(command);
        command.Add(_priority);
        command.Add(_tenant);
        command.Add(_timeout);
        command.Add(_attempts);
        command.Add(_dependsOn);
        command.Add(_notBefore);
        command.Add(_parameters);
    }

    public AnalysisRequest Read(ParseResult parsed, string stockCode)
    {
        var analysis = _analysis.Read(parsed, stockCode);
        var parameters = parsed.GetValue(_parameters);
        if (parameters is not null && analysis.Parameters is not null)
            throw new UsageException("--parameters: give either it or --depth, --trade-date, --language, --analysts.");
        return analysis with
        {
            Priority = parsed.GetValue(_priority) ?? TaskPriority.Normal,
            Tenant = parsed.GetValue(_tenant),
            TimeoutSeconds = parsed.GetValue(_timeout),
            MaxAttempts = parsed.GetValue(_attempts),
            DependsOn = parsed.GetValue(_dependsOn) is { } ids
                ? [.. ids.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(id => new TaskId(id))]
                : null,
            NotBefore = parsed.GetValue(_notBefore),
            Parameters = parameters ?? analysis.Parameters,
        };
    }

    private static JsonElement? ParseObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
