using System.CommandLine;
using TradingAgents.Cli.Diagnosis;
using TradingAgents.Cli.Rendering;
using TradingAgents.Cli.Serving;

namespace TradingAgents.Cli.Commands;

/// <summary><c>doctor</c>: finds what is wrong with an installation, and says what to do. It changes nothing.</summary>
internal static class DoctorCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("doctor", "Find what is wrong with an installation, and what to do about it; takes the options of serve, and tries them without starting anything");
        var flags = new ServeFlags();
        var client = new ClientOptions("Print the findings as JSON");
        flags.AddTo(command);
        client.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (options, configuration) = Read(flags, parsed, context);
            using var engine = client.IsServerNamed(parsed) ? client.Connect(parsed, context) : client.Connect(parsed, context, PortCheck.Reachable(options.Urls[0]));
            var server = await ServerCheck.AskAsync(engine, client.IsServerNamed(parsed), cancellationToken);
            List<Finding> findings =
            [
                ProgramCheck.Find(),
                configuration,
                .. await MarketDataCheck.FindAsync(options.MarketData, cancellationToken),
                .. DataDirectoryCheck.Find(options.DataDir ?? DataDirectory.Default(context), server.Answers),
                .. AccessCheck.Find(options),
                .. options.Urls.SelectMany(url => PortCheck.Find(url, server)),
                .. server.Findings,
            ];
            var view = new DoctorView(findings);
            if (client.Json(parsed)) view.WriteJson(context);
            else view.Write(context);
            return findings.Any(finding => finding.Level == FindingLevel.Problem) ? ExitCodes.TaskFailed : ExitCodes.Done;
        });
        return command;
    }

    /// <summary>With a wrong configuration the rest is judged by the defaults, so that all is found in one go.</summary>
    private static (ServeOptions Options, Finding Finding) Read(ServeFlags flags, ParseResult parsed, CliContext context)
    {
        try
        {
            return (flags.Read(parsed, context), new Finding("configuration", FindingLevel.Ok, "every value is valid"));
        }
        catch (UsageException wrong)
        {
            return (new ServeOptions(), new Finding("configuration", FindingLevel.Problem, wrong.Message, "Correct it; what follows is judged by the defaults."));
        }
    }
}
