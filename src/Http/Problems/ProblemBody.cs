using System.ComponentModel;
using System.Text.Json.Serialization;

namespace TradingAgents.Http.Problems;

/// <summary>A refusal as RFC 9457 has it, with a machine-readable code.</summary>
internal sealed record ProblemBody
{
    [Description("A URN that names the kind of problem; ends with the code.")]
    public required string Type { get; init; }

    [Description("The same for every occurrence of the code.")]
    public required string Title { get; init; }

    [Description("The HTTP status.")]
    public required int Status { get; init; }

    [Description("What is wrong here, and what to do.")]
    public required string Detail { get; init; }

    [Description("Machine-readable, snake_case.")]
    public required string Code { get; init; }

    [Description("For invalid_request: what is wrong, by field.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    [Description("Under which the server's log tells of it.")]
    public required string TraceId { get; init; }
}
