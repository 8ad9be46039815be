using TradingAgents.Analysis.MarketData;

namespace TradingAgents.Analysis.Tests.MarketData;

public sealed class CsvMarketDataTests : IDisposable
{
    private const string Header = "date,open,high,low,close,volume\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("tradingagents-prices-").FullName;

    public CsvMarketDataTests() => Directory.CreateDirectory(Path.Combine(_folder, "prices"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_shipped_prices_are_next_to_the_program_with_their_notices()
    {
        Assert.Equal(["AAPL", "GOOG", "SPX"], await TestData.Shipped.GetSymbolsAsync());
        var apple = await TestData.Shipped.GetPricesAsync("AAPL");
        Assert.Equal(1260, apple!.Bars.Count);
        Assert.Equal(new DateOnly(2018, 5, 11), apple.Bars[^1].Date);
        Assert.True(File.Exists(Path.Combine(CsvMarketData.FindShipped(), "README.md")));
        Assert.Equal(3, Directory.GetFiles(Path.Combine(CsvMarketData.FindShipped(), "licenses")).Length);
    }

    [Theory]
    [InlineData("2013-05-12", 0)]
    [InlineData("2013-05-13", 1)]
    [InlineData("2013-05-18", 5)]
    [InlineData("2030-01-01", 1260)]
    public async Task Nothing_after_the_day_asked_for_is_returned(string asOf, int rows)
    {
        var history = await TestData.Shipped.GetPricesAsync("AAPL", DateOnly.Parse(asOf));
        Assert.Equal(rows, history!.Bars.Count);
        Assert.All(history.Bars, bar => Assert.True(bar.Date <= DateOnly.Parse(asOf)));
    }

    [Theory]
    [InlineData("000001.SH", "CNY")]
    [InlineData("300750.sz", "CNY")]
    [InlineData("0700.HK", "HKD")]
    [InlineData("brk-a", "USD")]
    public async Task Names_with_dots_and_dashes_are_found_in_any_case_with_their_currency(string symbol, string currency)
    {
        Write(symbol, Header + "2020-01-02,1,2,1,2,10\n");
        var data = new CsvMarketData(_folder);
        var history = await data.GetPricesAsync(symbol.ToUpperInvariant());
        Assert.Equal((symbol.ToUpperInvariant(), currency), (history!.Symbol, history.Currency));
        Assert.NotNull(await data.GetPricesAsync(symbol.ToLowerInvariant()));
        Assert.Equal([symbol.ToUpperInvariant()], await data.GetSymbolsAsync());
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("..")]
    [InlineData("/etc/passwd")]
    [InlineData("secret.csv")]
    [InlineData("prices/OK")]
    [InlineData("OK\0")]
    [InlineData("")]
    [InlineData("*")]
    public async Task A_hostile_symbol_is_simply_unknown(string symbol)
    {
        Write("OK", Header + "2020-01-02,1,2,1,2,10\n");
        File.WriteAllText(Path.Combine(_folder, "secret.csv"), Header + "2020-01-02,1,2,1,2,10\n");
        Assert.Null(await new CsvMarketData(_folder).GetPricesAsync(symbol));
    }

    [Theory]
    [InlineData("2020-01-02,1,2,1,x,10\n", "line 2", "'x'")]
    [InlineData("2020-01-02,1,2,1,2,10\n2020-01-03,1,2,1,2\n", "line 3", "5 were found")]
    [InlineData("2020-01-02,1,2,1,2,10\n2020-01-03,1,2,1,2,10,11\n", "line 3", "7 were found")]
    [InlineData("2020-01-02,1,2,1,2,10\n2020-01-02,1,2,1,2,10\n", "line 3", "ascending")]
    [InlineData("02.01.2020,1,2,1,2,10\n", "line 2", "not a date")]
    [InlineData("2020-01-02,1,2,1,2,10.5\n", "line 2", "not a volume")]
    [InlineData("2020-01-02,1,2,1,2,-5\n", "line 2", "not a volume")]
    [InlineData("2020-01-02,1,1,2,2,10\n", "line 2", "above the high")]
    [InlineData("2020-01-02,0,2,1,2,10\n", "line 2", "above 0 (open)")]
    [InlineData("2020-01-02,1,2,1,NaN,10\n", "line 2", "(close)")]
    [InlineData("2020-01-02,1,2,1,1e999,10\n", "line 2", "(close)")]
    [InlineData("2020-01-02,\"1,2,1,2,10\n2020-01-03,1,2,1,2,10\n", "line 2", "fields")]
    public async Task A_malformed_row_is_an_error_that_names_file_and_line(string rows, string line, string what)
    {
        Write("BAD", Header + rows);
        var data = new CsvMarketData(_folder);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => data.GetPricesAsync("BAD"));
        Assert.Contains("prices/BAD.csv", error.Message, StringComparison.Ordinal);
        Assert.Contains(line, error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Date,Close\n2020-01-02,1\n")]
    [InlineData("date;open;high;low;close;volume\n")]
    public async Task A_file_without_the_header_is_refused(string content)
    {
        Write("BAD", content);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => new CsvMarketData(_folder).GetPricesAsync("BAD"));
        Assert.Contains("prices/BAD.csv, line 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_changes_is_read_again_and_a_mended_one_works()
    {
        Write("X", Header + "2020-01-02,1,2,1,oops,10\n");
        var data = new CsvMarketData(_folder);
        await Assert.ThrowsAsync<InvalidDataException>(() => data.GetPricesAsync("X"));
        Write("X", Header + "2020-01-02,1,2,1,2,10\n");
        Assert.Single((await data.GetPricesAsync("X"))!.Bars);
        Write("X", Header + "2020-01-02,1,2,1,2,10\n2020-01-03,1,2,1,2,10\n");
        Assert.Equal(2, (await data.GetPricesAsync("X"))!.Bars.Count);
    }

    [Fact]
    public async Task Many_readers_share_one_load()
    {
        Write("X", Header + "2020-01-02,1,2,1,2,10\n");
        var data = new CsvMarketData(_folder);
        var histories = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => data.GetPricesAsync("X"))));
        Assert.All(histories, history => Assert.Same(histories[0]!.Bars, history!.Bars));
    }

    [Fact]
    public async Task What_was_used_longest_ago_leaves_a_full_cache_first()
    {
        foreach (var symbol in new[] { "A", "B", "C" }) Write(symbol, Header + "2020-01-02,1,2,1,2,10\n");
        var data = new CsvMarketData(_folder, cacheSize: 2);
        var a = await data.GetPricesAsync("A");
        var b = await data.GetPricesAsync("B");
        await data.GetPricesAsync("A");
        await data.GetPricesAsync("C");
        Assert.Same(a!.Bars, (await data.GetPricesAsync("A"))!.Bars);
        Assert.NotSame(b!.Bars, (await data.GetPricesAsync("B"))!.Bars);
    }

    [Fact]
    public void A_folder_without_prices_is_refused_with_what_to_do()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => new CsvMarketData(Path.Combine(_folder, "prices")));
        Assert.Contains("'prices'", error.Message, StringComparison.Ordinal);
    }

    private void Write(string symbol, string content) => File.WriteAllText(Path.Combine(_folder, "prices", symbol + ".csv"), content);
}
