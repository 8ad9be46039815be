using System.CommandLine;
using Spectre.Console;
using TradingAgents.Abstractions;
using TradingAgents.Cli.Rendering;
using TradingAgents.Client.Http;

namespace TradingAgents.Cli.Commands;

/// <summary><c>top</c>: the cluster as it is, drawn again every few seconds on a terminal; on a pipe once.</summary>
internal static class TopCommand
{
    private const double DefaultInterval = 2;

    // The terminal's second screen, which leaves what was on it before as it was.
    private const string EnterScreen = "\e[?1049h\e[H";
    private const string LeaveScreen = "\e[?1049l";

    private static readonly TimeSpan KeyPause = TimeSpan.FromMilliseconds(100);

    public static Command Create(CliContext context)
    {
        var interval = OptionOf.Seconds("--interval", $"How long between two looks, 0.2 to 3600; default {DefaultInterval}");
        var once = OptionOf.Switch("--once", "Show it once and end, as on a pipe");
        var client = new ClientOptions("Print what the API answered, as the members of one object, once");
        var command = new Command("top", "Watch the cluster: slots, queues, what runs, what is next, alerts") { interval, once };
        client.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var pause = parsed.GetValue(interval) ?? DefaultInterval;
            if (pause is < 0.2 or > 3600) throw new UsageException("--interval: must be 0.2 to 3600 seconds.");
            using var engine = client.Connect(parsed, context);
            var first = await ClusterReading.ReadAsync(engine.Connection, cancellationToken);
            if (client.Json(parsed))
            {
                context.Out.WriteLine(first.ToJson());
                return ExitCodes.Done;
            }

            var view = new TopView(client.Server(parsed), context.Time);
            if (parsed.GetValue(once) || !context.Rewrites) view.Write(first, context);
            else await FollowAsync(first, view, engine.Connection, TimeSpan.FromSeconds(pause), context, cancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Draws until q or Ctrl-C, which is the usual way out and no failure. A server that went away is waited for.</summary>
    private static async Task FollowAsync(
        ClusterReading reading, TopView view, ApiConnection connection, TimeSpan pause, CliContext context, CancellationToken cancellationToken)
    {
        context.Out.Write(EnterScreen);
        try
        {
            var screen = Terminal.Screen(context);
            await screen.Live(new Text("")).AutoClear(true).Overflow(VerticalOverflow.Crop).Cropping(VerticalOverflowCropping.Bottom).StartAsync(async live =>
            {
                string? problem = null;
                while (true)
                {
                    (screen.Profile.Width, screen.Profile.Height) = context.Size();
                    live.UpdateTarget(view.Draw(reading, problem, pause, screen.Profile.Width, screen.Profile.Height, context.Colour));
                    if (await IsLeavingAsync(pause, context, cancellationToken)) return;
                    try
                    {
                        reading = await ClusterReading.ReadAsync(connection, cancellationToken);
                        problem = null;
                    }
                    catch (EngineException away) when (away.IsTransient)
                    {
                        problem = away.Message;
                    }
                }
            });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C.
        }
        finally
        {
            context.Out.Write(LeaveScreen);
        }
    }

    private static async Task<bool> IsLeavingAsync(TimeSpan pause, CliContext context, CancellationToken cancellationToken)
    {
        var began = context.Time.GetTimestamp();
        while (context.Time.GetElapsedTime(began) < pause)
        {
            if (context.PressedKey() is 'q' or 'Q') return true;
            await Task.Delay(KeyPause, context.Time, cancellationToken);
        }

        return false;
    }
}
