using System.CommandLine;
using System.CommandLine.Parsing;
using TradingAgents.Abstractions;
using TradingAgents.Cli.Commands;
using TradingAgents.Cli.Rendering;
using TradingAgents.Client.Http;

namespace TradingAgents.Cli;

/// <summary>The program behind its command line.</summary>
internal static class CliApp
{
    private static readonly string[] WindowsHelp = ["/?", "/h"];

    /// <summary>Runs one command line; returns its exit code.</summary>
    /// <param name="args">Without the program's name.</param>
    /// <param name="context">Streams, environment, parts.</param>
    /// <param name="cancellationToken">The user's or system's wish to stop.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliContext context, CancellationToken cancellationToken = default)
    {
        var root = CreateRoot(context);
        var parsed = root.Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        try
        {
            if (UsageError(args, parsed) is { } wrong) throw new UsageException(wrong);
            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = context.Out, Error = context.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                cancellationToken);
        }
        catch (UsageException wrong)
        {
            context.Complain(wrong.Message);
            return ExitCodes.Usage;
        }
        catch (EngineException refusal)
        {
            return Report(refusal, context, parsed);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
    }

    private static RootCommand CreateRoot(CliContext context)
    {
        var root = new RootCommand("Runs stock analyses under strict concurrency: a server, its client, and single analyses.")
        {
            ServeCommand.Create(context),
            AnalyzeCommand.Create(context),
            BacktestCommand.Create(context),
            SimulateCommand.Create(context),
            SubmitCommand.Create(context),
            BatchCommand.Create(context),
            StatusCommand.Create(context),
            ResultCommand.Create(context),
            ResultCommand.CreateReport(context),
            WatchCommand.Create(context),
            CancelCommand.Create(context),
            ListCommand.Create(context),
            StatsCommand.Create(context),
            NodesCommand.Create(context),
            LimitsCommand.Create(context),
            StrategyCommand.Create(context),
            TopCommand.Create(context),
            BenchCommand.Create(context),
            DoctorCommand.Create(context),
            CompletionCommand.Create(context),
        };
        root.Add(DocsCommand.Create(root, context));
        foreach (var help in root.Options.OfType<System.CommandLine.Help.HelpOption>())
        {
            foreach (var alias in WindowsHelp) help.Aliases.Remove(alias); // Elsewhere these are paths, and completion would offer them.
        }

        return root;
    }

    /// <summary>The first thing wrong with the command line, in one line.</summary>
    private static string? UsageError(IReadOnlyList<string> args, ParseResult parsed)
    {
        if (parsed.Action is System.CommandLine.Help.HelpAction) return null;
        if (parsed.Tokens.Any(token => token.Type == TokenType.Directive)) return null; // A shell asks what could be typed.

        // The parser takes an unknown option for a value wherever one is awaited.
        var own = args.TakeWhile(argument => argument != "--").ToHashSet();
        var unknown = parsed.Tokens.FirstOrDefault(token =>
            token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal) && own.Contains(token.Value));
        var command = NameOf(parsed.CommandResult);
        if (unknown is not null) return $"Unknown option '{unknown.Value}'; see tradingagents{command} --help.";
        if (parsed.Errors.Count == 0) return null;
        if (args.Count == 0) return "Name a command, such as serve, submit or analyze; see tradingagents --help.";
        if (parsed.CommandResult.Command is RootCommand && parsed.UnmatchedTokens.Count > 0)
            return $"Unknown command '{parsed.UnmatchedTokens[0]}'; see tradingagents --help.";
        if (Missing(parsed) is { } missing) return $"{missing.Name} is missing: {Example(parsed.CommandResult.Command, missing)}; see tradingagents{command} --help.";
        return $"{Plain.Line(parsed.Errors[0].Message).TrimEnd('.')}; see tradingagents{command} --help.";
    }

    /// <summary>The words of a command, each with a blank before it.</summary>
    private static string NameOf(CommandResult command) =>
        command.Command is RootCommand ? "" : (command.Parent is CommandResult above ? NameOf(above) : "") + " " + command.Command.Name;

    /// <summary>The first argument that must be given and is not.</summary>
    private static Argument? Missing(ParseResult parsed) => parsed.CommandResult.Command.Arguments.FirstOrDefault(argument =>
        argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 });

    private static string Example(Command command, Argument missing) => missing.Name == "CODE"
        ? $"name a stock, such as tradingagents {command.Name} AAPL"
        : missing.Description is { Length: > 0 } told ? char.ToLowerInvariant(told[0]) + told[1..].TrimEnd('.') : "give it";

    /// <summary>What helps against a refusal beyond what the server says.</summary>
    private static string? Hint(EngineException refusal, ParseResult parsed) => refusal.Reason switch
    {
        ErrorReason.Unauthenticated => "Give an API key with --key KEY, or by TRADINGAGENTS_KEY in the environment; whoever runs the server gives them out (serve --api-keys FILE).",
        ErrorReason.Forbidden => "It needs the key of an admin: --key KEY, or TRADINGAGENTS_KEY in the environment.",
        ErrorReason.Unreachable when refusal.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            "There is something there, but it may not speak TLS: try http:// instead of https:// in --server.",
        ErrorReason.Unreachable when parsed.GetResult(ClientOptions.ServerName) is null or OptionResult { Implicit: true } =>
            "Start one with: tradingagents serve; or say where it is with --server URL.",
        _ => null,
    };

    private static int Report(EngineException refusal, CliContext context, ParseResult parsed)
    {
        var answer = refusal as HttpEngineException;
        if (answer is not null && parsed.GetResult(ClientOptions.JsonName) is OptionResult { Implicit: false }) context.WriteAnswer(answer.Body);
        context.Complain(refusal.Code is ErrorCodes.Unreachable ? refusal.Message : $"{refusal.Message} ({refusal.Code})");
        foreach (var (field, messages) in refusal.Errors ?? new Dictionary<string, string[]>())
        {
            foreach (var message in messages.Where(message => !refusal.Message.Contains(message, StringComparison.Ordinal)))
                context.Say($"  {field}: {message}");
        }

        if (Hint(refusal, parsed) is { } hint) context.Say("  " + hint);
        if (refusal.RetryAfterSeconds is { } seconds) context.Say($"  Try again in {seconds} s.");
        return refusal.Code switch
        {
            ErrorCodes.Unreachable => ExitCodes.Unreachable,
            ErrorCodes.InvalidRequest when answer is null => ExitCodes.Usage,
            _ => ExitCodes.Refused,
        };
    }
}
