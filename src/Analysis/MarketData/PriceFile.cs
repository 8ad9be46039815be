using System.Globalization;
using CsvHelper;
using TradingAgents.Abstractions;

namespace TradingAgents.Analysis.MarketData;

/// <summary>Reads <c>date,open,high,low,close,volume</c>, strictly: a row that does not fit is an error, never skipped.</summary>
internal static class PriceFile
{
    private const string DateFormat = "yyyy-MM-dd";
    private static readonly string[] Columns = ["date", "open", "high", "low", "close", "volume"];

    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        AllowLineBreaksInQuotes = false, // one stray quote must not swallow the rest of the file
        TrackLineNumbers = true,
        MaxRecordSize = 64 * 1024,
    };

    /// <exception cref="InvalidDataException">With the file's name and the line.</exception>
    public static Versioned<PriceBar[]> Read(string path)
    {
        var name = $"prices/{Path.GetFileName(path)}";
        var bytes = SourceFile.ReadAllBytes(path);
        return new Versioned<PriceBar[]>(ReadRows(name, bytes), SourceFile.VersionOf(bytes));
    }

    private static PriceBar[] ReadRows(string name, byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var csv = CsvReader.Create(stream, Options);
        try
        {
            if (!csv.Headers.SequenceEqual(Columns))
                throw new InvalidDataException($"{name}, line 1: the header must be {string.Join(',', Columns)}.");
            return ReadRows(name, csv);
        }
        catch (CsvFormatException wrong)
        {
            throw new InvalidDataException($"{name}, line {Math.Max(1, wrong.LineNumber)}: {wrong.Message}", wrong);
        }
    }

    private static PriceBar[] ReadRows(string file, CsvReader csv)
    {
        var bars = new List<PriceBar>(1024);
        while (csv.Read())
        {
            var row = new Row(file, csv);
            var bar = row.ReadBar();
            if (bars.Count > 0 && bar.Date <= bars[^1].Date)
                throw row.Wrong($"the date {csv.GetString(0)} does not follow {bars[^1].Date.ToString(DateFormat, CultureInfo.InvariantCulture)}; rows must be in ascending order, one a day");
            bars.Add(bar);
        }

        return [.. bars];
    }

    private readonly struct Row(string file, CsvReader csv)
    {
        public PriceBar ReadBar()
        {
            if (csv.FieldCount != Columns.Length) throw Wrong($"{Columns.Length} fields are needed, {csv.FieldCount} were found");
            if (!DateOnly.TryParseExact(csv.GetString(0), DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                throw Wrong($"'{csv.GetString(0)}' is not a date such as 2017-03-01");
            double open = ReadPrice(1), high = ReadPrice(2), low = ReadPrice(3), close = ReadPrice(4);
            if (low > high) throw Wrong($"the low {csv.GetString(3)} is above the high {csv.GetString(2)}");
            if (!long.TryParse(csv.GetString(5), NumberStyles.None, CultureInfo.InvariantCulture, out var volume))
                throw Wrong($"'{csv.GetString(5)}' is not a volume: a whole number, 0 or more");
            return new PriceBar(date, open, high, low, close, volume);
        }

        public InvalidDataException Wrong(string what) => new($"{file}, line {csv.LineNumber}: {what}.");

        private double ReadPrice(int column)
        {
            var text = csv.GetString(column);
            return double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var price) &&
                   price > 0 && double.IsFinite(price)
                ? price
                : throw Wrong($"'{text}' is not a price above 0 ({Columns[column]})");
        }
    }
}
