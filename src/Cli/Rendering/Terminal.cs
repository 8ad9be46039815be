using Spectre.Console;

namespace TradingAgents.Cli.Rendering;

/// <summary>The terminal, as far as it may be drawn on.</summary>
internal static class Terminal
{
    /// <summary>Standard output with or without colour, as if it had so many columns.</summary>
    public static IAnsiConsole Of(CliContext context, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = context.Colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = context.Colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(context.Out),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
