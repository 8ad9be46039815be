using System.Globalization;
using CsvHelper;

namespace TradingAgents.Analysis.Fundamentals;

/// <summary>Reads a CSV file with a fixed header, strictly: a row that does not fit is an error, never skipped.</summary>
internal static class CsvTable
{
    private const string DateFormat = "yyyy-MM-dd";

    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        AllowLineBreaksInQuotes = false, // one stray quote must not swallow the rest of the file
        TrackLineNumbers = true,
        MaxRecordSize = 64 * 1024,
    };

    /// <param name="content">Of the file.</param>
    /// <param name="name">How errors name it, without the folder it is in.</param>
    /// <param name="columns">The header.</param>
    /// <param name="read">Makes a record of a row.</param>
    /// <exception cref="InvalidDataException">With the file's name and the line.</exception>
    public static List<T> Read<T>(byte[] content, string name, IReadOnlyList<string> columns, Func<Row, T> read)
    {
        using var stream = new MemoryStream(content);
        using var csv = CsvReader.Create(stream, Options);
        try
        {
            if (!csv.Headers.SequenceEqual(columns))
                throw new InvalidDataException($"{name}, line 1: the header must be {string.Join(',', columns)}.");
            var records = new List<T>(1024);
            while (csv.Read())
            {
                var row = new Row(name, columns, csv);
                if (csv.FieldCount != columns.Count) throw row.Wrong($"{columns.Count} fields are needed, {csv.FieldCount} were found");
                records.Add(read(row));
            }

            return records;
        }
        catch (CsvFormatException wrong)
        {
            throw new InvalidDataException($"{name}, line {Math.Max(1, wrong.LineNumber)}: {wrong.Message}", wrong);
        }
    }

    /// <summary>The row that is being read; valid until the next one.</summary>
    internal readonly struct Row(string file, IReadOnlyList<string> columns, CsvReader csv)
    {
        private const int LongestQuote = 40;
        private const double SmallestNumber = 1e-9;
        private const double LargestNumber = 1e18;

        public string Text(int column) => csv.GetString(column);

        /// <summary>Letters, digits and a few signs; hostile content goes no further.</summary>
        public string Word(int column)
        {
            var text = csv.GetString(column);
            return text.Length is > 0 and <= 128 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '/' or '_' or '.' or ':')
                ? text
                : throw Wrong($"{Quoted(text)} is not a plain word ({columns[column]})");
        }

        public DateOnly Date(int column) =>
            DateOnly.TryParseExact(csv.GetString(column), DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? date
                : throw Wrong($"{Quoted(csv.GetString(column))} is not a date such as 2017-03-01 ({columns[column]})");

        /// <summary>0, or of a size with which ratios stay finite.</summary>
        public double Number(int column) =>
            double.TryParse(csv.GetString(column), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) &&
            (number == 0 || Math.Abs(number) is >= SmallestNumber and <= LargestNumber)
                ? number
                : throw Wrong($"{Quoted(csv.GetString(column))} is not a number, or no plausible one ({columns[column]})");

        public InvalidDataException Wrong(string what) => new($"{file}, line {csv.LineNumber}: {what}.");

        private static string Quoted(string text) =>
            $"'{string.Concat(text.Take(LongestQuote).Select(letter => char.IsControl(letter) ? ' ' : letter))}{(text.Length > LongestQuote ? "..." : "")}'";
    }
}
