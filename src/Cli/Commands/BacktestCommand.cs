using System.CommandLine;
using System.Globalization;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Analysis.Backtesting;
using TradingAgents.Cli.Rendering;

namespace TradingAgents.Cli.Commands;

/// <summary>How a backtest is shown.</summary>
internal enum BacktestFormat
{
    Text,
    Json,
    Html,
}

/// <summary><c>backtest SYMBOL|all</c>: the analysis walked through history in this process, without a server.</summary>
internal sealed class BacktestCommand
{
    /// <summary>In lower case only: <c>ALL</c> is a stock.</summary>
    private const string EverySymbol = "all";

    private readonly Argument<string> _symbol = OptionOf.Argument<string>("SYMBOL", "The stock, such as AAPL; all (in lower case): every symbol held but the benchmark SPX");
    private readonly Option<DateOnly?> _from = OptionOf.Date("--from", "Decide from this day on; default: once there is a year of prices before");
    private readonly Option<DateOnly?> _to = OptionOf.Date("--to", "Read nothing dated after it; default: the last day there are prices of");
    private readonly Option<int?> _step = OptionOf.Whole("--step", $"Bars from one decision to the next, default {BacktestRequest.DefaultStep}");
    private readonly Option<double?> _costs = OptionOf.Value<double?>("--costs", "BPS", "Costs of each purchase and sale in hundredths of a percent, default 10", "a number",
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null);
    private readonly Option<AnalysisType?> _type = OptionOf.Name<AnalysisType>("--type", "TYPE", "What to analyse, technical by default");
    private readonly Option<int?> _depth = OptionOf.Whole("--depth", "1 to 5; default 1");
    private readonly Option<string?> _marketData = OptionOf.Text("--market-data", "DIR", "A folder with prices/SYMBOL.csv; default: the data that ships");
    private readonly Option<int?> _jobs = OptionOf.Whole("--jobs", "Analyses at once; default: as many as there are processors");
    private readonly Option<BacktestFormat?> _format = OptionOf.Name<BacktestFormat>("--format", "FORMAT", "How to show it, text by default");
    private readonly Option<bool> _json = OptionOf.Switch(ClientOptions.JsonName, "The same as --format json");
    private readonly Option<string?> _out = OptionOf.Text("--out", "FILE", "Write it there; default: standard output");

    public static Command Create(CliContext context)
    {
        var options = new BacktestCommand();
        var command = new Command("backtest", "Walk history with the analysis: what its decisions would have brought")
        {
            options._symbol, options._from, options._to, options._step, options._costs, options._type, options._depth, options._marketData, options._jobs, options._format, options._json, options._out,
        };
        command.SetAction((parsed, cancellationToken) => options.RunAsync(parsed, context, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var request = Read(parsed).Check();
        var file = OutputOptions.FileNamed(parsed.GetValue(_out), context);
        var folder = parsed.GetValue(_marketData) is { } given ? Path.GetFullPath(given, context.WorkingDirectory) : null;
        if (folder is not null && !Directory.Exists(folder)) throw new UsageException($"--market-data: there is no folder '{folder}'.");

        var format = parsed.GetValue(_json) ? BacktestFormat.Json : parsed.GetValue(_format) ?? BacktestFormat.Text;
        try
        {
            var found = await BacktestProgressView.ShowAsync(
                context, progress => context.Parts.Backtest(new LocalBacktest(request, folder, format, progress, context.Time), cancellationToken));
            await OutputOptions.WriteAsync(format == BacktestFormat.Text ? Plain.Text(found) : found, file, context);
            return ExitCodes.Done;
        }
        catch (AnalysisException failure)
        {
            context.Complain($"{failure.Message} ({failure.Code})");
            return ExitCodes.TaskFailed;
        }
    }

    private BacktestRequest Read(ParseResult parsed)
    {
        var symbol = parsed.GetRequiredValue(_symbol);
        return new BacktestRequest
        {
            Symbol = symbol == EverySymbol ? null : symbol,
            From = parsed.GetValue(_from),
            To = parsed.GetValue(_to),
            Step = parsed.GetValue(_step) ?? BacktestRequest.DefaultStep,
            CostsBasisPoints = parsed.GetValue(_costs) ?? BacktestRequest.DefaultCosts,
            AnalysisType = parsed.GetValue(_type) ?? AnalysisType.Technical,
            Depth = parsed.GetValue(_depth) ?? 1,
            Jobs = parsed.GetValue(_jobs),
        };
    }
}
