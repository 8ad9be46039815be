using TradingAgents.Analysis.MarketData;

namespace TradingAgents.Cli.Diagnosis;

/// <summary>Whether there is something to analyse.</summary>
internal static class MarketDataCheck
{
    private const string Subject = "market data";
    private const int MostRead = 50;

    private static readonly string[] Optional = ["fundamentals", "news"];

    /// <param name="folder">Null: the data that ships.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<Finding>> FindAsync(string? folder, CancellationToken cancellationToken)
    {
        try
        {
            var root = folder ?? CsvMarketData.FindShipped();
            var data = new CsvMarketData(root);
            var symbols = await data.GetSymbolsAsync(cancellationToken);
            if (symbols.Count == 0)
                return [new(Subject, FindingLevel.Problem, $"{root} holds no prices", "Put files such as prices/AAPL.csv there, or leave --market-data out for the data that ships.")];
            var findings = new List<Finding>();
            DateOnly? last = null;
            foreach (var symbol in symbols.Take(MostRead))
            {
                try
                {
                    if (await data.GetPricesAsync(symbol, cancellationToken: cancellationToken) is { Bars: [.., var bar] } && (last is null || bar.Date > last)) last = bar.Date;
                }
                catch (Exception wrong) when (wrong is InvalidDataException or IOException or UnauthorizedAccessException)
                {
                    findings.Add(new(Subject, FindingLevel.Problem, wrong.Message, "Mend the file or take it away; analyses of it fail until then."));
                }
            }

            findings.Insert(0, new(Subject, FindingLevel.Ok, $"{root}: {symbols.Count} symbols{(last is { } day ? $", the last day is {day:yyyy-MM-dd}" : "")}"));
            string[] missing = [.. Optional.Where(part => !Directory.Exists(Path.Combine(root, part)))];
            if (missing.Length > 0)
                findings.Add(new(Subject, FindingLevel.Note, $"there are no {string.Join(" and no ", missing)}: those analysts say that they have nothing to judge from"));
            return findings;
        }
        catch (DirectoryNotFoundException none)
        {
            return [new(Subject, FindingLevel.Problem, none.Message, "Name a folder with --market-data that holds prices/SYMBOL.csv.")];
        }
    }
}
