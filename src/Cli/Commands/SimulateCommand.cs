using System.CommandLine;
using TradingAgents.Abstractions;
using TradingAgents.Cli.Rendering;
using TradingAgents.Simulation.Capacity;
using TradingAgents.Simulation.Faults;

namespace TradingAgents.Cli.Commands;

/// <summary><c>simulate</c>: how much a cluster bears, or, with <c>--faults</c>, whether it keeps its promises; in virtual time, in this process.</summary>
internal sealed class SimulateCommand
{
    private readonly SimulateOptions _options = new();

    public static Command Create(CliContext context)
    {
        var simulate = new SimulateCommand();
        var command = new Command("simulate", "Tell in virtual time how long tasks would wait, how many would be refused, and how many nodes are needed");
        simulate._options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Task.FromResult(simulate._options.Faults(parsed)
            ? simulate.TryPromises(parsed, context, cancellationToken)
            : simulate.Measure(parsed, context, cancellationToken)));
        return command;
    }

    private int Measure(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var recorded = _options.Trace(parsed, context);
        var shape = _options.Shape(parsed, defaultNodes: recorded?.Nodes ?? SimulateOptions.DefaultNodes);
        var wait = _options.P95Wait(parsed);
        var workload = recorded is null ? _options.Workload(parsed) : null;
        var report = workload is null
            ? CapacitySimulation.RunWhole(shape, recorded!.Arrivals, cancellationToken)
            : CapacitySimulation.Run(shape, workload, cancellationToken);
        var needed = workload is null
            ? CapacityPlanner.NodesNeeded(shape, recorded!, wait, SimulateOptions.Headroom, cancellationToken)
            : CapacityPlanner.NodesNeeded(shape, workload, wait, SimulateOptions.Headroom, cancellationToken);
        var view = new CapacityView(shape, workload, recorded, report, wait, needed);
        if (_options.Json(parsed)) view.WriteJson(context);
        else view.Write(context);
        return ExitCodes.Done;
    }

    private int TryPromises(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var (first, count, trace) = _options.Seeds(parsed);
        var tried = new FaultTotals();
        for (var i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                tried.Add(FaultSimulation.Run(first + (ulong)i, trace ? context.Out.WriteLine : null));
            }
            catch (PromiseBrokenException broken)
            {
                context.Complain(broken.Message);
                return ExitCodes.TaskFailed;
            }
        }

        if (_options.Json(parsed)) context.Out.WriteLine(ContractJson.ToElement(tried).GetRawText());
        else tried.Write(context);
        return ExitCodes.Done;
    }
}

/// <summary>What the simulated clusters went through.</summary>
internal sealed record FaultTotals
{
    public int Seeds { get; private set; }
    public long Events { get; private set; }
    public long Submissions { get; private set; }
    public long Refusals { get; private set; }
    public long Faults { get; private set; }
    public long Processes { get; private set; }
    public double VirtualHours { get; private set; }

    public void Add(FaultRun run)
    {
        Seeds++;
        Events += run.Events;
        Submissions += run.Submissions;
        Refusals += run.Refusals;
        Faults += run.Faults;
        Processes += run.Processes;
        VirtualHours += run.Elapsed.TotalHours;
    }

    public void Write(CliContext context) => context.Out.WriteLine(
        $"Every promise held: {Seeds} clusters, {Plain.Number(VirtualHours)} hours, {Submissions} submissions, {Refusals} refusals, {Faults} faults, {Processes} processes; checked after each of {Events} events.");
}
