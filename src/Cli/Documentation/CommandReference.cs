using System.CommandLine;
using System.CommandLine.Help;
using System.Text;

namespace TradingAgents.Cli.Documentation;

/// <summary>docs/cli.md, from the tree of commands.</summary>
internal static class CommandReference
{
    private const string Head =
        """
        # The command line

        Written by `tradingagents docs cli`; a test checks that it is current.

        `tradingagents COMMAND --help` says the same of one command. Data goes to standard output, messages to standard error. Colour, bars and lines that rewrite themselves are for
        terminals only: on a pipe all is plain, and `NO_COLOR` is honoured. `--json` prints what the API answered, as it came. Ctrl-C detaches from a task and says how to follow it again; the task goes on.

        | exit code | meaning |
        |---|---|
        | 0 | done |
        | 1 | the task did not complete (`watch`, `submit --watch`, `analyze`, `bench`), or `doctor` found a problem |
        | 2 | the command line, the environment or a file is wrong |
        | 3 | the server cannot be reached |
        | 4 | the server refused; its reason is on standard error |
        | 70 | the server found an error of its own and ends, to be started again |
        | 130 | stopped by Ctrl-C |

        Completion: `source <(tradingagents completion bash)`, the same with `zsh`, or `tradingagents completion fish | source`.

        """;

    /// <summary>How they are grouped, and in which order; a command that is in no group is an error, so that none is forgotten.</summary>
    private static readonly (string Title, string[] Commands)[] Groups =
    [
        ("The server", ["serve", "doctor"]),
        ("Tasks on a server", ["submit", "batch", "status", "watch", "result", "cancel", "list"]),
        ("The cluster", ["stats", "nodes", "limits", "strategy", "top", "bench"]),
        ("Without a server", ["analyze", "backtest", "simulate", "completion"]),
    ];

    public static string Write(RootCommand root)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n")).Append('\n');
        var commands = root.Subcommands.Where(command => !command.Hidden).ToDictionary(command => command.Name);
        if (commands.Keys.Except(Groups.SelectMany(group => group.Commands)).FirstOrDefault() is { } forgotten)
            throw new InvalidOperationException($"The command {forgotten} is in no group of the reference.");
        foreach (var (title, names) in Groups)
        {
            text.Append("## ").Append(title).Append("\n\n");
            foreach (var name in names)
            {
                Write(text, commands[name], name, commands["serve"]);
                foreach (var below in commands[name].Subcommands) Write(text, below, $"{name} {below.Name}", commands["serve"]);
            }
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Write(StringBuilder text, Command command, string words, Command serve)
    {
        var arguments = command.Arguments.Select(argument => argument.Name + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : ""));
        text.Append("### ").AppendJoin(' ', arguments.Prepend(words)).Append("\n\n").Append(command.Description).Append(".\n\n");
        var options = command.Options.Where(option => option is { Hidden: false } and not HelpOption).ToList();
        if (command != serve && serve.Options.Where(option => option is not HelpOption).All(option => options.Any(own => own.Name == option.Name)))
        {
            text.Append("The options of `serve`, and:\n\n");
            options.RemoveAll(own => serve.Options.Any(option => option.Name == own.Name));
        }

        if (command.Arguments.Count + options.Count == 0) return;
        text.Append("| | |\n|---|---|\n");
        foreach (var argument in command.Arguments) Row(text, argument.Name, argument.Description);
        foreach (var option in options) Row(text, option.HelpName is { } value ? $"{option.Name} {value}" : option.Name, option.Description);
        text.Append('\n');
    }

    private static void Row(StringBuilder text, string name, string? description) =>
        text.Append("| `").Append(name).Append("` | ").Append(description?.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
}
