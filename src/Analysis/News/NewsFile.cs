using System.Globalization;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Analysis.MarketData;

namespace TradingAgents.Analysis.News;

/// <summary>Reads JSON lines <c>published, symbols[], topic, source, headline, text</c>. A line that does not fit is left out and counted: one bad line of a feed must not silence the rest.</summary>
internal static class NewsFile
{
    private const long LongestFile = 64 * 1024 * 1024;
    private const int LongestLine = 512 * 1024;
    private const int LongestText = 64 * 1024;
    private const int LongestHeadline = 500;
    private const int LongestSource = 80;
    private const int LongestTopic = 64;
    private const int MostSymbols = 64;
    private static readonly DateOnly Earliest = new(1900, 1, 1);
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    /// <exception cref="IOException">It cannot be opened now; perhaps it can later.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static Versioned<NewsHeld> Read(string path)
    {
        var length = new FileInfo(path).Length;
        if (length > LongestFile)
        {
            var reason = string.Create(CultureInfo.InvariantCulture, $"it has {length} bytes, and at most {LongestFile} are read");
            return new Versioned<NewsHeld>(LeftOut(path, reason), reason);
        }

        var bytes = SourceFile.ReadAllBytes(path);
        return new Versioned<NewsHeld>(ReadLines(NameOf(path), bytes), SourceFile.VersionOf(bytes));
    }

    /// <summary>A file of which nothing is read.</summary>
    public static NewsHeld LeftOut(string path, string reason) => new([], [new NewsSkip(NameOf(path), 0, 0, reason)]);

    private static string NameOf(string path) => $"news/{CleanText.Line(Path.GetFileName(path), 120)}";

    private static NewsHeld ReadLines(string name, byte[] bytes)
    {
        var texts = new List<NewsText>();
        NewsSkip? skipped = null;
        var rest = bytes.AsMemory();
        if (rest.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) rest = rest[3..];
        for (var number = 1; rest.Length > 0; number++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (line.Span.Trim(" \t\r"u8).IsEmpty) continue;
            try
            {
                texts.Add(ReadLine(name, number, line));
            }
            catch (FormatException wrong)
            {
                skipped = skipped is null ? new NewsSkip(name, 1, number, wrong.Message) : skipped with { Lines = skipped.Lines + 1 };
            }
        }

        return new NewsHeld(texts, skipped is null ? [] : [skipped]);
    }

    /// <exception cref="FormatException">What is wrong, without a word of the line.</exception>
    private static NewsText ReadLine(string name, int number, ReadOnlyMemory<byte> line)
    {
        if (line.Length > LongestLine) throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"longer than {LongestLine} bytes"));
        try
        {
            using var document = JsonDocument.Parse(line, Options);
            var item = document.RootElement;
            if (item.ValueKind != JsonValueKind.Object) throw new FormatException("not a JSON object");
            var headline = CleanText.Line(ReadString(item, "headline", isNeeded: true), LongestHeadline);
            var source = CleanText.Line(ReadString(item, "source", isNeeded: true), LongestSource);
            return new NewsText
            {
                Published = ReadDay(ReadString(item, "published", isNeeded: true)),
                Symbols = ReadSymbols(item),
                Topic = CleanText.Line(ReadString(item, "topic", isNeeded: false), LongestTopic).ToLowerInvariant(),
                Source = source.Length > 0 ? source : throw new FormatException("'source' is empty"),
                Headline = headline.Length > 0 ? headline : throw new FormatException("'headline' is empty"),
                Text = CleanText.Paragraphs(ReadString(item, "text", isNeeded: false), LongestText),
                File = name,
                Line = number,
            };
        }
        catch (JsonException)
        {
            throw new FormatException("not valid JSON");
        }
        catch (InvalidOperationException)
        {
            throw new FormatException("not valid UTF-8"); // A string that does not decode.
        }
    }

    private static string ReadString(JsonElement item, string field, bool isNeeded)
    {
        if (!item.TryGetProperty(field, out var value) || (!isNeeded && value.ValueKind == JsonValueKind.Null))
            return isNeeded ? throw new FormatException($"'{field}' is missing") : "";
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FormatException($"'{field}' is not a string");
    }

    /// <summary>A day, or a time with its offset. Of a time the later of the day there and the day in UTC: it must not be read a day too early anywhere.</summary>
    private static DateOnly ReadDay(string text)
    {
        const string wrong = "'published' is neither a date such as 2013-05-01 nor a time with an offset such as 2013-05-01T18:00:00Z";
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            var hasOffset = text.Length is > 19 and < 40 && text[10] == 'T' && (text[^1] == 'Z' || text[^6] is '+' or '-');
            if (!hasOffset || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) throw new FormatException(wrong);
            var (there, utc) = (DateOnly.FromDateTime(time.DateTime), DateOnly.FromDateTime(time.UtcDateTime));
            day = there > utc ? there : utc;
        }

        return day >= Earliest ? day : throw new FormatException("'published' is before 1900");
    }

    private static string[] ReadSymbols(JsonElement item)
    {
        if (!item.TryGetProperty("symbols", out var symbols) || symbols.ValueKind == JsonValueKind.Null) return [];
        if (symbols.ValueKind != JsonValueKind.Array) throw new FormatException("'symbols' is not an array");
        if (symbols.GetArrayLength() > MostSymbols) throw new FormatException($"'symbols' holds more than {MostSymbols}");
        var read = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var symbol in symbols.EnumerateArray())
        {
            var code = symbol.ValueKind == JsonValueKind.String ? symbol.GetString()!.ToUpperInvariant() : null;
            if (!RequestRules.IsCode(code, 32)) throw new FormatException("'symbols' holds something that is not a symbol");
            read.Add(code!);
        }

        return [.. read];
    }
}
