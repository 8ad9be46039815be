using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Cli.LoadTesting;
using TradingAgents.Cli.Rendering;
using TradingAgents.Client.Http;

namespace TradingAgents.Cli.Commands;

/// <summary><c>bench</c>: a load test of a server, in steps from one task to more than it has room for.</summary>
internal sealed class BenchCommand
{
    private const double DefaultSeconds = 1;
    private const int DefaultExtra = 10;
    private const int MostBeyond = 5000;

    private static readonly int[] DefaultSteps = [1, 3, 5, 10];

    private readonly Option<int[]?> _steps = OptionOf.Value<int[]?>(
        "--tasks", "N,N,...", "The steps: so many tasks at once, each 1 to 1000; default 1,3,5,10", "whole numbers from 1 to 1000, with commas between", ParseSteps);
    private readonly Option<int?> _extra = OptionOf.Whole(
        "--extra", $"The last step: so many tasks more than there are slots and places free; 0 leaves it out; default {DefaultExtra}");
    private readonly Option<AnalysisType?> _type = OptionOf.Name<AnalysisType>(
        "--type", "TYPE", "What to run; synthetic, the default, needs a server started with --allow-synthetic");
    private readonly Option<double?> _seconds = OptionOf.Seconds("--seconds-per-task", $"How long a synthetic task runs, 0 to 600; default {DefaultSeconds}");
    private readonly Option<string?> _codes = OptionOf.Text("--stock-codes", "CODES", "The stocks of other types, with commas between, in turn; default AAPL,GOOG,SPX");
    private readonly Option<bool> _force = OptionOf.Switch("--force", "Also where the server has other work, which then has to wait");
    private readonly Option<string?> _out = OptionOf.Text("--out", "FILE", "The JSON file to write; default: bench-TIME.json here, or none with --json");
    private readonly ClientOptions _client = new("Print the measurements as JSON");

    public static Command Create(CliContext context)
    {
        var bench = new BenchCommand();
        var command = new Command("bench", "Load a server step by step and measure submission, wait, execution and total")
        {
            bench._steps, bench._extra, bench._type, bench._seconds, bench._codes, bench._force, bench._out,
        };
        bench._client.AddTo(command);
        command.SetAction((parsed, cancellationToken) => bench.RunAsync(parsed, context, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var (steps, extra, requestOf) = (parsed.GetValue(_steps) is { Length: > 0 } given ? given : DefaultSteps, Extra(parsed), Requests(parsed));
        var file = File(parsed, context);
        using var engine = _client.Connect(parsed, context);
        await RefuseToDisturbAsync(engine, parsed, cancellationToken);
        var progress = new ProgressLine(context);
        var test = new LoadTest(engine, requestOf, progress.Show, context.Time);
        var report = new BenchView(_client.Server(parsed), ContractJson.NameOf(Type(parsed)), context.Time.GetUtcNow(), await engine.GetNodesAsync(cancellationToken), []);
        try
        {
            foreach (var tasks in steps) report = report with { Steps = [.. report.Steps, await test.RunAsync(tasks, beyondCapacity: false, cancellationToken)] };
            if (extra > 0 && await test.FreeAsync(cancellationToken) is var free && free + extra <= MostBeyond)
                report = report with { Steps = [.. report.Steps, await test.RunAsync(free + extra, beyondCapacity: true, cancellationToken)] };
            else if (extra > 0)
                context.Say($"The step beyond capacity is left out: it would be more than {MostBeyond} tasks.");
        }
        catch (HttpEngineException refused) when (refused.Code == ErrorCodes.InvalidRequest && Type(parsed) == AnalysisType.Synthetic)
        {
            progress.Clear();
            context.Say("Start the server with --allow-synthetic, or run real analyses, such as with --type technical.");
            throw;
        }
        finally
        {
            progress.Clear();
        }

        if (_client.Json(parsed)) context.Out.WriteLine(report.ToJson());
        else report.Write(context);
        report.Explain(context);
        if (file is not null) await OutputOptions.WriteAsync(report.ToJson() + "\n", file, context);
        return report.Steps.Any(step => step.Failed > 0) ? ExitCodes.TaskFailed : ExitCodes.Done;
    }

    /// <summary>A full queue refuses others their work: that is for whoever owns the server to want.</summary>
    private async Task RefuseToDisturbAsync(HttpAnalysisEngine engine, ParseResult parsed, CancellationToken cancellationToken)
    {
        var work = (await engine.GetStatsAsync(cancellationToken)).Concurrency;
        if (work.CurrentRunning + work.CurrentQueued > 0 && !parsed.GetValue(_force))
            throw new UsageException($"The server has other work ({work.CurrentRunning} running, {work.CurrentQueued} queued), which a load test would delay: wait, or give --force.");
    }

    private AnalysisType Type(ParseResult parsed) => parsed.GetValue(_type) ?? AnalysisType.Synthetic;

    private int Extra(ParseResult parsed) => parsed.GetValue(_extra) switch
    {
        null => DefaultExtra,
        >= 0 and <= 1000 and var extra => extra,
        _ => throw new UsageException("--extra: must be 0 to 1000."),
    };

    /// <summary>Each synthetic task is of another stock: equal work would be done once.</summary>
    private Func<int, AnalysisRequest> Requests(ParseResult parsed)
    {
        var type = Type(parsed);
        if (type == AnalysisType.Synthetic)
        {
            var seconds = parsed.GetValue(_seconds) ?? DefaultSeconds;
            if (seconds is < 0 or > 600) throw new UsageException("--seconds-per-task: must be 0 to 600.");
            var parameters = JsonSerializer.SerializeToElement(new { duration_ms = (int)Math.Round(seconds * 1000) });
            return number => new AnalysisRequest { StockCode = string.Create(CultureInfo.InvariantCulture, $"BENCH-{number + 1}"), AnalysisType = type, Parameters = parameters };
        }

        if (parsed.GetValue(_seconds) is not null) throw new UsageException("--seconds-per-task goes with --type synthetic only.");
        var codes = (parsed.GetValue(_codes) ?? "AAPL,GOOG,SPX").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (codes.Length == 0) throw new UsageException("--stock-codes: name at least one.");
        return number => new AnalysisRequest { StockCode = codes[number % codes.Length], AnalysisType = type };
    }

    private string? File(ParseResult parsed, CliContext context)
    {
        var given = parsed.GetValue(_out);
        if (given is null && _client.Json(parsed)) return null;
        return OutputOptions.FileNamed(given ?? context.Time.GetUtcNow().ToString("'bench-'yyyyMMdd'-'HHmmss'.json'", CultureInfo.InvariantCulture), context);
    }

    private static int[]? ParseSteps(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var steps = parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var step) && step is >= 1 and <= 1000 ? step : 0).ToArray();
        return steps.Length is > 0 and <= 20 && !steps.Contains(0) ? steps : null;
    }
}
