using System.Text.Json.Serialization;

namespace TradingAgents.Cli.LoadTesting;

/// <summary>What one step of a load test came to: so many tasks, given to the server at once.</summary>
internal sealed record LoadStep
{
    /// <summary>Given to the server.</summary>
    public required int Tasks { get; init; }

    /// <summary>Whether it was to be more than the server has slots and places for.</summary>
    public required bool BeyondCapacity { get; init; }

    public required int Completed { get; init; }

    /// <summary>Ended otherwise: failed, timed out, cancelled.</summary>
    public required int Failed { get; init; }

    /// <summary>Not taken by the server, by code; beyond capacity, queue_full is as it should be.</summary>
    public required IReadOnlyDictionary<string, int> Refused { get; init; }

    /// <summary>Completed of those taken, 0 to 1; 1 where none was taken.</summary>
    public double SuccessRate => Completed + Failed == 0 ? 1 : (double)Completed / (Completed + Failed);

    /// <summary>From the first submission to the last end.</summary>
    [JsonPropertyName("took_seconds")]
    public required double Took { get; init; }

    /// <summary>From sending a submission to its answer, refusals too; the client's clock.</summary>
    public required TimeSummary Submit { get; init; }

    /// <summary>In the queue; of the completed tasks, by the server's clock, as the rest.</summary>
    public required TimeSummary Wait { get; init; }

    /// <summary>The last attempt.</summary>
    public required TimeSummary Execution { get; init; }

    /// <summary>From submission to end.</summary>
    public required TimeSummary Total { get; init; }
}
