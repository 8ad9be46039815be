using System.Text;

namespace TradingAgents.Cli;

/// <summary>What the program meets outside itself: streams, terminal, environment, clock.</summary>
internal sealed record CliContext
{
    /// <summary>Data only.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Messages, progress and logs.</summary>
    public required TextWriter Error { get; init; }

    public bool OutIsTerminal { get; init; }
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Columns and rows of the terminal at this moment, for what is drawn again and again.</summary>
    public Func<(int Width, int Height)> Size { get; init; } = () => (80, 24);

    /// <summary>The key that was pressed since the last call; null where there is none, or no keyboard.</summary>
    public Func<char?> PressedKey { get; init; } = () => null;

    /// <summary>An environment variable; null where it is not set.</summary>
    public required Func<string, string?> Environment { get; init; }

    public required string WorkingDirectory { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Carries the calls to a server; null: sockets.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>The parts that need an engine or analysts.</summary>
    public required CliParts Parts { get; init; }

    /// <summary>Colour only on a terminal that has any, and never against <c>NO_COLOR</c>.</summary>
    public bool Colour => OutIsTerminal && string.IsNullOrEmpty(Environment("NO_COLOR")) && Environment("TERM") != "dumb";

    /// <summary>Whether lines may be written over: on any terminal that can move its cursor, with or without colour.</summary>
    public bool Rewrites => OutIsTerminal && Environment("TERM") != "dumb";

    /// <summary>The context of this process.</summary>
    public static CliContext OfProcess(CliParts parts) => new()
    {
        Out = Utf8(Console.OpenStandardOutput()),
        Error = Utf8(Console.OpenStandardError()),
        OutIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Width = Console.IsOutputRedirected || Console.WindowWidth < 20 ? 80 : Console.WindowWidth,
        Size = () => (Math.Max(20, Console.WindowWidth), Math.Max(5, Console.WindowHeight)),
        PressedKey = () => !Console.IsInputRedirected && Console.KeyAvailable ? Console.ReadKey(intercept: true).KeyChar : null,
        Environment = System.Environment.GetEnvironmentVariable,
        WorkingDirectory = System.Environment.CurrentDirectory,
        Parts = parts,
    };

    /// <summary>An answer as it came, on lines of its own: whatever comes next begins on a new one.</summary>
    public void WriteAnswer(string text)
    {
        Out.Write(text);
        if (!text.EndsWith('\n')) Out.WriteLine();
    }

    /// <summary>A message for the user.</summary>
    public void Say(string message) => Error.WriteLine(Rendering.Plain.Text(message));

    /// <summary>An error, as one line.</summary>
    public void Complain(string message) => Error.WriteLine("tradingagents: " + Rendering.Plain.Text(message));

    private static StreamWriter Utf8(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
}
