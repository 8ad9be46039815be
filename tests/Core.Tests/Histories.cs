using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace TradingAgents.Core.Tests;

/// <summary>Runs a property over random histories, shrinks a failing one and says how to replay it.</summary>
internal static class Histories
{
    private const string ReplayVariable = "HISTORY_REPLAY";

    /// <summary>Checks <paramref name="play"/>, which throws on a violation, over <paramref name="count"/> random lists of steps.</summary>
    /// <remarks>
    /// A failure shows FsCheck's "Replay directly at failing step with (seed,gamma,size)"; the environment variable HISTORY_REPLAY="seed,gamma,size"
    /// plays that history again, and "seed,gamma" of the first line the whole run. HISTORY_COUNT sets another count.
    /// </remarks>
    public static void Check<TStep>(string name, int count, Gen<TStep> step, int length, Action<IReadOnlyList<TStep>> play)
    {
        var histories = Arb.From(step.ArrayOf(length).Select(steps => new History<TStep>(steps)), Shorter);
        var config = Config.QuickThrowOnFailure
            .WithName(name)
            .WithQuietOnSuccess(true)
            .WithMaxTest(int.Parse(Environment.GetEnvironmentVariable("HISTORY_COUNT") ?? $"{count}", CultureInfo.InvariantCulture))
            .WithReplay(Replay());
        FsCheck.Check.One(name, config, Prop.ForAll(histories, history => play(history.Steps)));
    }

    private static FSharpOption<Replay> Replay()
    {
        var text = Environment.GetEnvironmentVariable(ReplayVariable);
        if (string.IsNullOrEmpty(text)) return FSharpOption<Replay>.None;
        var numbers = text.Trim('(', ')').Split(',').Select(number => ulong.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        var size = numbers.Length > 2 ? FSharpOption<int>.Some((int)numbers[2]) : FSharpOption<int>.None;
        return FSharpOption<Replay>.Some(new Replay(new Rnd(numbers[0], numbers[1]), size));
    }

    // Without halves, quarters, ... and in the end without single steps.
    private static IEnumerable<History<TStep>> Shorter<TStep>(History<TStep> history)
    {
        for (var size = history.Steps.Count / 2; size > 0; size /= 2)
        {
            for (var from = 0; from + size <= history.Steps.Count; from += size)
                yield return new History<TStep>([.. history.Steps.Take(from), .. history.Steps.Skip(from + size)]);
        }
    }

    private sealed record History<TStep>(IReadOnlyList<TStep> Steps)
    {
        public override string ToString() => $"{Steps.Count} steps: {string.Join(' ', Steps)}\n(to replay, set {ReplayVariable} to \"seed,gamma,size\" as shown above)";
    }
}
