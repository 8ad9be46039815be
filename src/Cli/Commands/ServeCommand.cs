using System.CommandLine;

namespace TradingAgents.Cli.Commands;

/// <summary><c>serve</c>: reads the configuration and runs the server.</summary>
internal static class ServeCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("serve", "Run the server");
        var flags = new ServeFlags();
        flags.AddTo(command);
        command.SetAction((parsed, cancellationToken) => context.Parts.Serve(flags.Read(parsed, context), context, cancellationToken));
        return command;
    }
}
