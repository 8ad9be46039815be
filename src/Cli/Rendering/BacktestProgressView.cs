using System.Globalization;
using Spectre.Console;
using TradingAgents.Analysis.Backtesting;

namespace TradingAgents.Cli.Rendering;

/// <summary>How far a backtest has come, on standard error: a bar on a terminal, a line at each quarter elsewhere.</summary>
internal static class BacktestProgressView
{
    /// <summary>Shows the progress of the work while it goes on.</summary>
    public static Task<T> ShowAsync<T>(CliContext context, Func<IProgress<BacktestProgress>, Task<T>> work)
    {
        if (!context.ErrorIsTerminal || context.Environment("TERM") == "dumb") return work(new Lines(context));
        return Console(context).Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(live => work(new Bar(live.AddTask("decisions"))));
    }

    private static IAnsiConsole Console(CliContext context)
    {
        var colour = string.IsNullOrEmpty(context.Environment("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(context.Error),
        });
        console.Profile.Width = context.Width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private sealed class Bar(ProgressTask task) : IProgress<BacktestProgress>
    {
        private readonly Lock _lock = new();

        public void Report(BacktestProgress progress)
        {
            lock (_lock)
            {
                task.MaxValue = Math.Max(1, progress.Total);
                task.Value = Math.Max(task.Value, progress.Done); // Two threads may report in the wrong order.
            }
        }
    }

    private sealed class Lines(CliContext context) : IProgress<BacktestProgress>
    {
        private const int Parts = 4;

        private readonly Lock _lock = new();
        private int _told;

        public void Report(BacktestProgress progress)
        {
            lock (_lock)
            {
                var part = progress.Total > 0 ? progress.Done * Parts / progress.Total : Parts;
                if (part <= _told) return;
                _told = part;
                context.Say(string.Create(CultureInfo.InvariantCulture, $"{part * 100 / Parts} %  {progress.Done} of {progress.Total} decisions"));
            }
        }
    }
}
