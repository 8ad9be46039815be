using System.CommandLine;
using TradingAgents.Cli.Documentation;

namespace TradingAgents.Cli.Commands;

/// <summary><c>docs PAGE</c>: writes the pages of docs/ that are made from the program itself; a test keeps them current.</summary>
internal static class DocsCommand
{
    public static Command Create(RootCommand root, CliContext context)
    {
        var page = OptionOf.Argument<string>("PAGE", "cli or configuration");
        page.CompletionSources.Add("cli", "configuration");
        var command = new Command("docs", "Print a page of the documentation that is made from the program itself") { page };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            context.Out.Write(parsed.GetRequiredValue(page) switch
            {
                "cli" => CommandReference.Write(root),
                "configuration" => ConfigurationReference.Write(),
                var other => throw new UsageException($"There is no page '{other}': it is cli or configuration."),
            });
            return ExitCodes.Done;
        });
        return command;
    }
}
