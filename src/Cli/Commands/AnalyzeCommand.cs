using System.CommandLine;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Cli.Rendering;

namespace TradingAgents.Cli.Commands;

/// <summary><c>analyze CODE</c>: one analysis in this process, without a server.</summary>
internal static class AnalyzeCommand
{
    public static Command Create(CliContext context)
    {
        var code = OptionOf.Argument<string>("CODE", "The stock, such as AAPL");
        var analysis = new AnalysisOptions();
        var marketData = OptionOf.Text("--market-data", "DIR", "A folder with prices/SYMBOL.csv; default: the data that ships");
        var output = new OutputOptions();
        var json = OptionOf.Switch(ClientOptions.JsonName, "The same as --format json");
        var command = new Command("analyze", "Run one analysis here, without a server") { code };
        analysis.AddTo(command);
        command.Add(marketData);
        output.AddTo(command);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var file = output.File(parsed, context);
            var request = RequestRules.Normalize(analysis.Read(parsed, parsed.GetRequiredValue(code)), allowSynthetic: false);
            var folder = parsed.GetValue(marketData) is { } given ? Path.GetFullPath(given, context.WorkingDirectory) : null;
            if (folder is not null && !Directory.Exists(folder)) throw new UsageException($"--market-data: there is no folder '{folder}'.");

            var progress = new ProgressLine(context);
            try
            {
                var result = await context.Parts.Analyze(new LocalAnalysis(request, folder, progress.Show, context.Time), cancellationToken);
                progress.Clear();
                var format = parsed.GetValue(json) ? OutputFormat.Json : output.Format(parsed) ?? OutputFormat.Text;
                var report = context.Parts.Render(result, format);
                await OutputOptions.WriteAsync(format == OutputFormat.Text ? Plain.Text(report) : report, file, context);
                return ExitCodes.Done;
            }
            catch (AnalysisException failure)
            {
                progress.Clear();
                context.Complain($"{failure.Message} ({failure.Code})");
                return ExitCodes.TaskFailed;
            }
        });
        return command;
    }
}
