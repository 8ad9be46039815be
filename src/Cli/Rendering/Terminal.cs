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

    /// <summary>Standard output as a screen that is drawn again and again: lines are written over, in colour only where it is wanted.</summary>
    public static IAnsiConsole Screen(CliContext context)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = context.Colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(context.Out),
        });
        (console.Profile.Width, console.Profile.Height) = context.Size();
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
