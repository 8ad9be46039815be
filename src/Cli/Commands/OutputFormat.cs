using System.CommandLine;
using TradingAgents.Cli.Rendering;

namespace TradingAgents.Cli.Commands;

/// <summary>How a result is shown.</summary>
internal enum OutputFormat
{
    Text,
    Markdown,
    Html,
    Json,
}

/// <summary><c>--format</c> and <c>--out</c>.</summary>
internal sealed class OutputOptions
{
    private readonly Option<OutputFormat?> _format = OptionOf.Name<OutputFormat>("--format", "FORMAT", "How to show the report, text by default");
    private readonly Option<string?> _out = OptionOf.Text("--out", "FILE", "Write the report there; default: standard output");

    public void AddTo(Command command)
    {
        command.Add(_format);
        command.Add(_out);
    }

    public OutputFormat? Format(ParseResult parsed) => parsed.GetValue(_format);

    /// <summary>Finds out before any work whether the report could be written at all.</summary>
    /// <exception cref="UsageException">It could not.</exception>
    public string? File(ParseResult parsed, CliContext context) => FileNamed(parsed.GetValue(_out), context);

    /// <summary>The full path of what <c>--out</c> names; null where it names none.</summary>
    /// <exception cref="UsageException">It could not be written to.</exception>
    public static string? FileNamed(string? given, CliContext context)
    {
        if (given is null) return null;
        var path = Path.GetFullPath(given, context.WorkingDirectory);
        if (given.Length == 0 || Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(path)))
            throw new UsageException($"--out: '{given}' is not a file in a folder that exists.");
        return path;
    }

    /// <summary>Writes to the file, or to standard output.</summary>
    public static async Task WriteAsync(string report, string? file, CliContext context)
    {
        if (file is null)
        {
            context.WriteAnswer(report);
            return;
        }

        try
        {
            await System.IO.File.WriteAllTextAsync(file, report);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--out: {Plain.Line(failure.Message)}");
        }

        context.Say($"Written to {file}");
    }
}
