using System.Globalization;
using TradingAgents.Abstractions;
using TradingAgents.Analysis.Fundamentals;

namespace TradingAgents.Analysis.Tests.Fundamentals;

/// <summary>A market data folder made for one test.</summary>
internal sealed class FilingsFolder : IDisposable
{
    public const string Header = "filed,form,fiscal_year,fiscal_period,concept,unit,period_start,period_end,value,accession\n";

    public FilingsFolder() => Directory.CreateDirectory(System.IO.Path.Combine(Path, "fundamentals"));

    public string Path { get; } = Directory.CreateTempSubdirectory("tradingagents-filings-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public void WriteRaw(string symbol, string content) => File.WriteAllText(System.IO.Path.Combine(Path, "fundamentals", symbol + ".csv"), content);

    /// <summary>Rows of <c>filed,concept,unit,start,end,value</c>; the form and the filing's name follow from them.</summary>
    public void Write(string symbol, params string[] rows) => WriteRaw(symbol, Header + string.Concat(rows.Select(row =>
    {
        var part = row.Split(',');
        return $"{part[0]},10-Q,2020,Q1,{part[1]},{part[2]},{part[3]},{part[4]},{part[5]},0-{part[0]}\n";
    })));

    public void WriteSplits(string rows) => File.WriteAllText(System.IO.Path.Combine(Path, "splits.csv"), "symbol,effective,ratio\n" + rows);

    public CsvFundamentals Open() => new(Path);

    public Task<CompanyFilings?> ReadAsync(string symbol, string asOf) => Open().GetFilingsAsync(symbol, Day(asOf), TestContext.Current.CancellationToken);

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
