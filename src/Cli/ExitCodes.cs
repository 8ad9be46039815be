namespace TradingAgents.Cli;

/// <summary>The exit codes of every command.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The task ended otherwise than completed (<c>watch</c>, <c>submit --watch</c>, <c>analyze</c>).</summary>
    public const int TaskFailed = 1;

    /// <summary>The command line, the environment or a configuration file is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The server cannot be reached.</summary>
    public const int Unreachable = 3;

    /// <summary>The server refused.</summary>
    public const int Refused = 4;

    /// <summary>The server found an error of its own and ends, to be started again (EX_SOFTWARE of sysexits.h).</summary>
    public const int Broken = 70;

    /// <summary>Stopped by a signal, as shells count it.</summary>
    public const int Interrupted = 130;
}

/// <summary>The user asked for something that makes no sense; the message says what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);
