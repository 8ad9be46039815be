using System.CommandLine;

namespace TradingAgents.Cli.Commands;

/// <summary><c>completion SHELL</c>: prints what makes a shell complete this program's commands, options and values.</summary>
/// <remarks>The scripts ask the program itself, by the directive <c>[suggest:POSITION]</c> that System.CommandLine answers.</remarks>
internal static class CompletionCommand
{
    private const string Bash =
        """
        # Completion of tradingagents for bash. Load it with: source <(tradingagents completion bash)
        _tradingagents() {
          local word="${COMP_WORDS[COMP_CWORD]}" IFS=$'\n'
          COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _tradingagents tradingagents
        """;

    private const string Zsh =
        """
        #compdef tradingagents
        # Completion of tradingagents for zsh. Load it with: source <(tradingagents completion zsh)
        _tradingagents() {
          local -a found
          found=("${(@f)$("${words[1]}" "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
          found=(${found:#})
          if (( ${#found} )); then compadd -a found; else _files; fi
        }
        compdef _tradingagents tradingagents
        """;

    private const string Fish =
        """
        # Completion of tradingagents for fish. Load it with: tradingagents completion fish | source
        complete -c tradingagents -a '(tradingagents "[suggest:"(commandline -C)"]" (commandline | string collect) 2>/dev/null)'
        """;

    private static readonly Dictionary<string, string> Scripts = new() { ["bash"] = Bash, ["zsh"] = Zsh, ["fish"] = Fish };

    public static Command Create(CliContext context)
    {
        var shell = OptionOf.Argument<string>("SHELL", $"{string.Join(", ", Scripts.Keys.SkipLast(1))} or {Scripts.Keys.Last()}");
        shell.CompletionSources.Add([.. Scripts.Keys]);
        var command = new Command("completion", "Print what makes a shell complete commands, options and values") { shell };
        command.SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(shell);
            context.Out.WriteLine(Scripts.GetValueOrDefault(name) ?? throw new UsageException($"'{name}' is none of {string.Join(", ", Scripts.Keys)}."));
            return ExitCodes.Done;
        });
        return command;
    }
}
