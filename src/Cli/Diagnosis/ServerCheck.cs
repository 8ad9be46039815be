using System.Text.RegularExpressions;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Telemetry;
using TradingAgents.Client.Http;
using TradingAgents.Core.Placement;

namespace TradingAgents.Cli.Diagnosis;

/// <summary>Whether a server answers, is ready, and is of this version.</summary>
/// <param name="Url">Where it was asked.</param>
/// <param name="Answers">Whether a TradingAgents server does, if only to refuse.</param>
/// <param name="Findings">What was found.</param>
internal sealed partial record ServerCheck(Uri Url, bool Answers, IReadOnlyList<Finding> Findings)
{
    private const string Subject = "server";

    /// <param name="engine">The server.</param>
    /// <param name="isExpected">Whether it was named, so that its absence is a problem.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ServerCheck> AskAsync(HttpAnalysisEngine engine, bool isExpected, CancellationToken cancellationToken)
    {
        var url = engine.Connection.Server;
        try
        {
            var nodes = await engine.GetNodesAsync(cancellationToken);
            var ready = await engine.GetReadinessAsync(cancellationToken);
            var findings = new List<Finding>
            {
                ready.Ready
                    ? new(Subject, FindingLevel.Ok, $"{url.OriginalString} answers and takes work")
                    : new(Subject, FindingLevel.Warning, $"{url.OriginalString} answers but takes no work now: {ready.Reason}", ready.Reason == ErrorCodes.StorageUnavailable ? "See to its disk." : "Wait until it has started or stopped."),
                VersionOf(await MetricsAsync(engine, cancellationToken)),
            };
            findings.AddRange(nodes.Where(node => !node.Healthy).Select(node => new Finding(
                Subject, node.State == NodeState.Draining ? FindingLevel.Note : FindingLevel.Warning,
                node.State == NodeState.Draining ? $"{node.NodeId} drains" : $"{node.NodeId} is {ContractJson.NameOf(node.State)} and not healthy",
                node.State == NodeState.Active ? "tradingagents nodes shows more." : $"Once it is well, make it take work again: tradingagents nodes activate {node.NodeId}")));
            findings.AddRange((await engine.GetAlertsAsync(cancellationToken)).Select(alert => new Finding(
                Subject, FindingLevel.Warning, $"alert {ContractJson.NameOf(alert.Name)}: {alert.Summary}", "GET /api/v1/system/report says what limits it.")));
            return new ServerCheck(url, Answers: true, findings);
        }
        catch (EngineException refused) when (refused.Reason is ErrorReason.Unauthenticated or ErrorReason.Forbidden)
        {
            return new ServerCheck(url, Answers: true, [new(Subject, FindingLevel.Problem, $"{url.OriginalString} wants a key: {refused.Message}", "Give it with --key, or by TRADINGAGENTS_KEY in the environment.")]);
        }
        catch (EngineException away) when (away.Reason == ErrorReason.Unreachable)
        {
            return new ServerCheck(url, Answers: false,
                [new(Subject, isExpected ? FindingLevel.Problem : FindingLevel.Note, isExpected ? away.Message : $"none answers at {url.OriginalString}", "Start one with: tradingagents serve")]);
        }
        catch (EngineException other)
        {
            return new ServerCheck(url, Answers: false,
                [new(Subject, FindingLevel.Problem, $"what answers at {url.OriginalString} is no TradingAgents server, or one in trouble: {other.Message}", "Name the right address with --server, or read the server's log.")]);
        }
    }

    private static Finding VersionOf(string? metrics)
    {
        var version = metrics is null ? null : BuildInfo().Match(metrics) is { Success: true } found ? found.Groups[1].Value : null;
        return version == ProgramCheck.Version
            ? new("version", FindingLevel.Ok, $"server and program are both {version}")
            : new("version", FindingLevel.Warning, $"this program is {ProgramCheck.Version}, the server {version ?? "of one that does not tell"}", "Install the same version of both.");
    }

    private static async Task<string?> MetricsAsync(HttpAnalysisEngine engine, CancellationToken cancellationToken)
    {
        try
        {
            return (await engine.Connection.SendAsync(ApiCall.Get("metrics") with { Accept = "text/plain" }, cancellationToken)).Text;
        }
        catch (HttpEngineException)
        {
            return null;
        }
    }

    [GeneratedRegex(MetricNames.BuildInfo + """\{version="([^"]+)"\}""")]
    private static partial Regex BuildInfo();
}
