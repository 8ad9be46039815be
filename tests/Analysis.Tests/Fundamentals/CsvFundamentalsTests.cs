using TradingAgents.Abstractions;
using TradingAgents.Analysis.Fundamentals;

namespace TradingAgents.Analysis.Tests.Fundamentals;

public sealed class CsvFundamentalsTests : IDisposable
{
    private const string GoodRow = "2020-05-01,10-Q,2020,Q1,Assets,USD,,2020-03-31,10,0-1\n";
    private readonly FilingsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Only_what_was_filed_by_the_day_is_returned_oldest_filing_first()
    {
        _folder.Write("X", "2020-08-01,Assets,USD,,2020-06-30,12", "2020-05-01,Assets,USD,,2020-03-31,10", "2020-05-01,NetIncomeLoss,USD,2020-01-01,2020-03-31,-3");
        Assert.Null(await _folder.ReadAsync("X", "2020-04-30"));
        Assert.Equal([10, -3], (await _folder.ReadAsync("X", "2020-05-01"))!.Facts.Select(fact => fact.Value));
        Assert.Equal([10, -3], (await _folder.ReadAsync("X", "2020-07-31"))!.Facts.Select(fact => fact.Value));
        Assert.Equal([10, -3, 12], (await _folder.ReadAsync("X", "2020-08-01"))!.Facts.Select(fact => fact.Value));
    }

    [Fact]
    public async Task A_folder_without_filings_holds_nothing()
    {
        Directory.Delete(Path.Combine(_folder.Path, "fundamentals"));
        Assert.Null(await _folder.ReadAsync("X", "2020-05-01"));
        Assert.Null(await new CsvFundamentals(Path.Combine(_folder.Path, "absent")).GetFilingsAsync("X", FilingsFolder.Day("2020-05-01"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("../splits")]
    [InlineData("fundamentals/X")]
    [InlineData("/etc/passwd")]
    [InlineData("X.csv")]
    [InlineData("X\0")]
    [InlineData("")]
    public async Task A_hostile_symbol_is_simply_unknown(string symbol)
    {
        _folder.WriteRaw("X", FilingsFolder.Header + GoodRow);
        _folder.WriteSplits("");
        Assert.Null(await _folder.ReadAsync(symbol, "2021-01-01"));
    }

    [Fact]
    public async Task Splits_come_with_the_filings_and_their_absence_is_not_the_same_as_none()
    {
        _folder.WriteRaw("X", FilingsFolder.Header + GoodRow);
        Assert.Null((await _folder.ReadAsync("X", "2021-01-01"))!.Splits);
        _folder.WriteSplits("Y,2020-01-01,2\n");
        Assert.Empty((await _folder.ReadAsync("X", "2021-01-01"))!.Splits!);
        _folder.WriteSplits("X,2022-01-01,0.1\nX,2020-01-01,2\n");
        Assert.Equal([new ShareSplit(FilingsFolder.Day("2020-01-01"), 2), new ShareSplit(FilingsFolder.Day("2022-01-01"), 0.1)], (await _folder.ReadAsync("X", "2021-01-01"))!.Splits!);
    }

    [Theory]
    [InlineData("2020-05-01,10-Q,2020,Q1,Assets,USD,,2020-03-31,ten,0-1\n", "'ten' is not a number, or no plausible one (value)")]
    [InlineData("2020-05-01,10-Q,2020,Q1,Assets,USD,,2020-03-31,NaN,0-1\n", "is not a number")]
    [InlineData("2020-05-01,10-Q,2020,Q1,Assets,USD,,2020-03-31,1e999,0-1\n", "is not a number")]
    [InlineData("2020-05-01,10-Q,2020,Q1,Assets,USD,,2020-03-31,1e200,0-1\n", "no plausible one")]
    [InlineData("2020-05-01,10-Q,2020,Q1,Assets,USD,,2020-03-31,1e-200,0-1\n", "no plausible one")]
    [InlineData("2020-05-01,10-Q,2020,Q1,Assets,USD,,31.03.2020,1,0-1\n", "is not a date such as 2017-03-01 (period_end)")]
    [InlineData("soon,10-Q,2020,Q1,Assets,USD,,2020-03-31,1,0-1\n", "(filed)")]
    [InlineData("2020-05-01,10-Q,2020,Q1,<script>,USD,,2020-03-31,1,0-1\n", "not a plain word (concept)")]
    [InlineData("2020-05-01,10-Q,2020,Q1,,USD,,2020-03-31,1,0-1\n", "not a plain word (concept)")]
    [InlineData("2020-05-01,10-Q,2020,Q1,Assets,USD,2020-04-01,2020-03-31,1,0-1\n", "ends before it starts")]
    [InlineData("2020-05-01,10-Q,2020,Q1,Assets,USD,,2020-05-02,1,0-1\n", "ends after the day it was filed")]
    [InlineData("2020-05-01,10-Q,2020,Q1,Assets,USD,,2020-03-31,1\n", "9 were found")]
    [InlineData("2020-05-01,\"10-Q,2020,Q1,Assets,USD,,2020-03-31,1,0-1\n", "")]
    [InlineData(GoodRow + "2020-05-01,10-Q,2020,Q1,Assets,USD,,2020-03-31,11,0-1\n", "stands above already")]
    public async Task A_malformed_row_is_an_error_that_names_file_and_line(string rows, string what)
    {
        _folder.WriteRaw("BAD", FilingsFolder.Header + rows);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => _folder.ReadAsync("BAD", "2021-01-01"));
        Assert.Contains($"fundamentals/BAD.csv, line {1 + rows.Count(letter => letter == '\n')}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Path, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X,2020-01-01,0\n", "above 0")]
    [InlineData("X,2020-01-01,-7\n", "above 0")]
    [InlineData("X,2020-01-01,7:1\n", "is not a number, or no plausible one (ratio)")]
    [InlineData("X,2020-01-01,2\nX,2020-01-01,3\n", "stands above already")]
    public async Task A_malformed_split_is_an_error_that_names_file_and_line(string rows, string what)
    {
        _folder.WriteRaw("X", FilingsFolder.Header + GoodRow);
        _folder.WriteSplits(rows);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => _folder.ReadAsync("X", "2021-01-01"));
        Assert.Contains($"splits.csv, line {1 + rows.Count(letter => letter == '\n')}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_the_header_is_refused()
    {
        _folder.WriteRaw("BAD", "filed,value\n2020-05-01,1\n");
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => _folder.ReadAsync("BAD", "2021-01-01"));
        Assert.StartsWith("fundamentals/BAD.csv, line 1: the header must be filed,form,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_mended_is_read_again()
    {
        _folder.WriteRaw("X", FilingsFolder.Header + "oops\n");
        var data = _folder.Open();
        await Assert.ThrowsAsync<InvalidDataException>(() => data.GetFilingsAsync("X", FilingsFolder.Day("2021-01-01"), TestContext.Current.CancellationToken));
        _folder.WriteRaw("X", FilingsFolder.Header + GoodRow);
        Assert.Single((await data.GetFilingsAsync("X", FilingsFolder.Day("2021-01-01"), TestContext.Current.CancellationToken))!.Facts);
    }
}
