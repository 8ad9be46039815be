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
            TaskCommands.CreateStatus(context),
            ResultCommand.Create(context),
            WatchCommand.Create(context),
            TaskCommands.CreateCancel(context),
            ListCommand.Create(context),
            SystemCommands.CreateStats(context),
            SystemCommands.CreateNodes(context),
        };
        return root;
    }

    /// <summary>The first thing wrong with the command line, in one line.</summary>
    private static string? UsageError(IReadOnlyList<string> args, ParseResult parsed)
    {
        if (parsed.Action is System.CommandLine.Help.HelpAction) return null;

        // The parser takes an unknown option for a value wherever one is awaited.
        var own = args.TakeWhile(argument => argument != "--").ToHashSet();
        var unknown = parsed.Tokens.FirstOrDefault(token =>
            token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal) && own.Contains(token.Value));
        var command = parsed.CommandResult.Command is RootCommand ? "" : " " + parsed.CommandResult.Command.Name;
        if (unknown is not null) return $"Unknown option '{unknown.Value}'; see tradingagents{command} --help.";
        if (parsed.Errors.Count == 0) return null;
        if (args.Count == 0) return "Name a command, such as serve, submit or analyze; see tradingagents --help.";
        if (parsed.CommandResult.Command is RootCommand && parsed.UnmatchedTokens.Count > 0)
            return $"Unknown command '{parsed.UnmatchedTokens[0]}'; see tradingagents --help.";
        return $"{Plain.Line(parsed.Errors[0].Message).TrimEnd('.')}; see tradingagents{command} --help.";
    }

    private static int Report(EngineException refusal, CliContext context, ParseResult parsed)
    {
        var answer = refusal as HttpEngineException;
        if (answer is not null && parsed.GetResult(ClientOptions.JsonName) is OptionResult { Implicit: false }) context.Out.Write(answer.Body);
        context.Complain(refusal.Code is ErrorCodes.Unreachable ? refusal.Message : $"{refusal.Message} ({refusal.Code})");
        foreach (var (field, messages) in refusal.Errors ?? new Dictionary<string, string[]>())
        {
            foreach (var message in messages.Where(message => !refusal.Message.Contains(message, StringComparison.Ordinal)))
                context.Say($"  {field}: {message}");
        }

        if (refusal.RetryAfterSeconds is { } seconds) context.Say($"  Try again in {seconds} s.");
        return refusal.Code switch
        {
            ErrorCodes.Unreachable => ExitCodes.Unreachable,
            ErrorCodes.InvalidRequest when answer is null => ExitCodes.Usage,
            _ => ExitCodes.Refused,
        };
    }
}
