using System.Runtime.InteropServices;

namespace TradingAgents.Cli.Diagnosis;

/// <summary>Which program this is.</summary>
internal static class ProgramCheck
{
    public static string Version { get; } = typeof(ProgramCheck).Assembly.GetName().Version!.ToString(3);

    public static Finding Find() => new("program", FindingLevel.Ok,
        $"tradingagents {Version} on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors");
}
