using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TradingAgents.Cli.Rendering;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Placement;
using TradingAgents.Simulation.Capacity;

namespace TradingAgents.Cli.Commands;

/// <summary>The options of <c>simulate</c>.</summary>
internal sealed class SimulateOptions
{
    public const int DefaultNodes = 3;

    /// <summary>How much more comes than foreseen, where the nodes that are needed are told.</summary>
    public const double Headroom = 0.2;

    private const int MostTasks = 10_000_000;
    private const int MostSeeds = 1_000_000;
    private const double DefaultP95Wait = 60;

    private readonly Option<int?> _nodes = OptionOf.Whole("--nodes", $"Nodes, default {DefaultNodes}; with --trace those that ran something in it");
    private readonly Option<double?> _arrivals = Number("--arrivals-per-hour", "A", "Tasks that come in an hour");
    private readonly Option<double?> _seconds = Number("--seconds-per-task", "S", "Mean seconds of a run");
    private readonly Option<int?> _tasks = OptionOf.Whole("--tasks", "Tasks to play, default 10000");
    private readonly Option<PlacementStrategy?> _strategy = OptionOf.Name<PlacementStrategy>("--strategy", "STRATEGY", "How a node is chosen, least_connections by default");
    private readonly Option<int?> _slots = OptionOf.Whole("--max-concurrent", "Slots of each node, default 5");
    private readonly Option<int?> _places = OptionOf.Whole("--max-queue", "Places of each node, default 50");
    private readonly Option<double?> _aging = OptionOf.Seconds("--aging-seconds", "Waiting that raises a task by one priority, default 60");
    private readonly Option<double?> _variation = Number("--variation", "V", "Standard deviation of the runs' lengths as a share of their mean, default 0.5");
    private readonly Option<PriorityMix?> _mix = OptionOf.Value<PriorityMix?>("--priority-mix", "L,N,H,U", "Parts of low, normal, high and urgent tasks, default 20,50,20,10", "four numbers such as 20,50,20,10", ParseMix);
    private readonly Option<double?> _p95 = OptionOf.Seconds("--p95-wait", $"The wait that 19 of 20 tasks should not exceed, for the nodes that are needed; default {DefaultP95Wait}");
    private readonly Option<ulong?> _seed = OptionOf.Value<ulong?>("--seed", "K", "Of all chance, default 1; the same seed gives the same answer", "a whole number from 0",
        text => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null);
    private readonly Option<string?> _trace = new("--trace")
    {
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Play the tasks of a real run, as list --json gives them; with --faults, and without a file: tell everything that happens",
    };
    private readonly Option<bool> _json = OptionOf.Switch("--json", "Print JSON");
    private readonly Option<bool> _faults = OptionOf.Switch("--faults", "Instead, break clusters at random and check after every event that they keep their promises");
    private readonly Option<int?> _seeds = OptionOf.Whole("--seeds", "With --faults: so many clusters, beginning with --seed; default 1");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _nodes, _arrivals, _seconds, _tasks, _strategy, _slots, _places, _aging, _variation, _mix, _p95, _seed, _trace, _json, _faults, _seeds })
            command.Add(option);
        command.Validators.Add(Check);
    }

    public bool Faults(ParseResult parsed) => parsed.GetValue(_faults);

    public bool Json(ParseResult parsed) => parsed.GetValue(_json);

    public double P95Wait(ParseResult parsed) => Within("--p95-wait", parsed.GetValue(_p95) ?? DefaultP95Wait, 0, 1e6);

    /// <summary>The first seed, how many, and whether everything is told.</summary>
    public (ulong First, int Count, bool Trace) Seeds(ParseResult parsed) =>
        (parsed.GetValue(_seed) ?? 1, Within("--seeds", parsed.GetValue(_seeds) ?? 1, 1, MostSeeds), parsed.GetResult(_trace) is { Implicit: false });

    public ClusterShape Shape(ParseResult parsed, int defaultNodes) => new()
    {
        Nodes = Within("--nodes", parsed.GetValue(_nodes) ?? defaultNodes, 1, CapacityPlanner.MostNodes),
        Limits = new GovernorLimits(
            Within("--max-concurrent", parsed.GetValue(_slots) ?? GovernorLimits.Default.MaxRunning, 1, 10_000),
            Within("--max-queue", parsed.GetValue(_places) ?? GovernorLimits.Default.MaxQueued, 0, 10_000_000)),
        Strategy = parsed.GetValue(_strategy) ?? PlacementStrategy.LeastConnections,
        Order = new OrderRules(TimeSpan.FromSeconds(Within("--aging-seconds", parsed.GetValue(_aging) ?? OrderRules.Default.Aging.TotalSeconds, 0.001, 1e6))),
        Seed = parsed.GetValue(_seed) ?? 1,
    };

    public PoissonWorkload Workload(ParseResult parsed)
    {
        if (parsed.GetValue(_arrivals) is not { } arrivals || parsed.GetValue(_seconds) is not { } seconds)
            throw new UsageException("Say how much comes, with --arrivals-per-hour and --seconds-per-task, or play a recorded run with --trace FILE.");
        var workload = new PoissonWorkload
        {
            ArrivalsPerHour = Within("--arrivals-per-hour", arrivals, 0.001, 1e9),
            SecondsPerTask = Within("--seconds-per-task", seconds, 0.001, 1e6),
            Tasks = Within("--tasks", parsed.GetValue(_tasks) ?? 10_000, 1, MostTasks),
            Variation = Within("--variation", parsed.GetValue(_variation) ?? 0.5, 0, 10),
            Seed = parsed.GetValue(_seed) ?? 1,
        };
        return parsed.GetValue(_mix) is { } mix ? workload with { Mix = mix } : workload;
    }

    /// <summary>The recorded run; null where none is named.</summary>
    public RecordedRun? Trace(ParseResult parsed, CliContext context)
    {
        if (parsed.GetResult(_trace) is not { Implicit: false }) return null;
        if (parsed.GetValue(_trace) is not { } file) throw new UsageException("--trace: name the file of a recorded run.");
        foreach (var generated in new Option[] { _arrivals, _seconds, _tasks, _variation, _mix })
        {
            if (parsed.GetResult(generated) is OptionResult { Implicit: false }) throw new UsageException($"--trace tells what came; leave out {generated.Name}.");
        }

        try
        {
            return RecordedRun.Read(File.ReadAllBytes(Path.GetFullPath(file, context.WorkingDirectory)));
        }
        catch (TraceFormatException wrong)
        {
            throw new UsageException($"--trace: {Plain.Line(wrong.Message)}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--trace: {Plain.Line(failure.Message)}");
        }
    }

    // Options of the one kind of simulation say nothing to the other.
    private void Check(CommandResult result)
    {
        var faults = result.GetResult(_faults) is { Implicit: false };
        Option[] strange = faults ? [_nodes, _arrivals, _seconds, _tasks, _strategy, _slots, _places, _aging, _variation, _mix, _p95] : [_seeds];
        foreach (var option in strange.Where(option => result.GetResult(option) is { Implicit: false }))
            result.AddError(faults ? $"{option.Name} does not go with --faults, whose clusters come from the seed" : $"{option.Name} goes with --faults only");
        if (faults && result.GetValue(_trace) is not null) result.AddError("--trace takes no file with --faults");
    }

    private static Option<double?> Number(string name, string helpName, string description) => OptionOf.Value<double?>(name, helpName, description, "a number",
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null);

    private static PriorityMix? ParseMix(string text)
    {
        var parts = text.Split(',').Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : -1).ToArray();
        return parts.Length == 4 && parts.All(part => part is >= 0 and <= 1e6) && parts.Any(part => part > 0) ? new PriorityMix(parts[0], parts[1], parts[2], parts[3]) : null;
    }

    private static T Within<T>(string name, T value, T least, T greatest) where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(greatest) <= 0
            ? value
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{name}: Must be {least} to {greatest}."));
}
