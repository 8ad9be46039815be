using Spectre.Console;
using TradingAgents.Abstractions;
using TradingAgents.Cli.Diagnosis;

namespace TradingAgents.Cli.Rendering;

/// <summary>What the doctor found.</summary>
internal sealed record DoctorView(IReadOnlyList<Finding> Findings)
{
    private const int LevelWidth = 9;

    public void Write(CliContext context)
    {
        var subjects = Findings.Max(finding => finding.Subject.Length) + 2;
        var console = Terminal.Of(context, int.MaxValue / 2); // Lines are for the terminal to break: what is to be copied must not be.
        foreach (var finding in Findings)
        {
            var level = ContractJson.NameOf(finding.Level).PadRight(LevelWidth);
            console.MarkupLine($"[{ColourOf(finding.Level)}]{level}[/]{finding.Subject.PadRight(subjects)}{Plain.Line(finding.Found).EscapeMarkup()}");
            if (finding.Remedy is { } remedy) console.MarkupLine($"{new string(' ', LevelWidth + subjects)}-> {Plain.Line(remedy).EscapeMarkup()}");
        }

        context.Say((Count(FindingLevel.Problem), Count(FindingLevel.Warning)) switch
        {
            (0, 0) => "Nothing is wrong.",
            var (problems, warnings) => $"{problems} problem{(problems == 1 ? "" : "s")}, {warnings} warning{(warnings == 1 ? "" : "s")}.",
        });
    }

    public void WriteJson(CliContext context) => context.Out.WriteLine(ContractJson.ToElement(new { Findings }).GetRawText());

    private int Count(FindingLevel level) => Findings.Count(finding => finding.Level == level);

    private static string ColourOf(FindingLevel level) => level switch
    {
        FindingLevel.Ok => "green",
        FindingLevel.Warning => "yellow",
        FindingLevel.Problem => "red",
        _ => "blue",
    };
}
