namespace TradingAgents.Cli;

/// <summary>Stands in for Composition/ until engine, analysts and facade are there.</summary>
internal static class Composition
{
    public static CliParts Parts { get; } = new(
        (_, _, _) => throw new UsageException("serve is not part of this build."),
        (_, _) => throw new UsageException("analyze is not part of this build."),
        (_, _) => throw new UsageException("--format text is not part of this build; use json, markdown or html."));
}
