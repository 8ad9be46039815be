using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Abstractions.Backtests;
using TradingAgents.Analysis.Backtesting;
using TradingAgents.Cli.Commands;

namespace TradingAgents.Cli.Tests;

public sealed class BacktestCommandTests
{
    [Fact]
    public async Task Options_become_the_request()
    {
        LocalBacktest? asked = null;
        var cli = new Cli { Backtest = backtest => Found(asked = backtest) };

        var run = await cli.RunAsync($"backtest aapl --from 2014-01-02 --to 2017-03-01 --step 5 --costs 2.5 --type quick --depth 2 --jobs 3 --format json --market-data {Path.GetTempPath()}");

        Assert.Equal((0, "found\n", ""), (run.ExitCode, run.Out, run.Error));
        Assert.Equal(
            new BacktestRequest
            {
                Symbol = "aapl",
                From = new DateOnly(2014, 1, 2),
                To = new DateOnly(2017, 3, 1),
                Step = 5,
                CostsBasisPoints = 2.5,
                AnalysisType = AnalysisType.Quick,
                Depth = 2,
                Jobs = 3,
            },
            asked!.Request);
        Assert.Equal((BacktestFormat.Json, Path.GetTempPath()), (asked.Format, asked.MarketData));
    }

    [Theory]
    [InlineData("all", null)]
    [InlineData("ALL", "ALL")]
    public async Task All_in_lower_case_is_every_symbol(string symbol, string? asked)
    {
        BacktestRequest? request = null;
        var cli = new Cli
        {
            Backtest = backtest =>
            {
                request = backtest.Request;
                return Found(backtest);
            },
        };
        await cli.RunAsync($"backtest {symbol}");

        Assert.Equal(new BacktestRequest { Symbol = asked, Step = 21, CostsBasisPoints = 10, AnalysisType = AnalysisType.Technical, Depth = 1 }, request);
    }

    [Fact]
    public async Task Progress_is_a_bar_on_a_terminal_and_lines_on_a_pipe()
    {
        Task<string> Backtest(LocalBacktest backtest)
        {
            for (var done = 0; done <= 8; done++) backtest.Progress.Report(new BacktestProgress(done, 8));
            return Found(backtest);
        }

        var pipe = await new Cli { Backtest = Backtest }.RunAsync("backtest AAPL");
        var terminal = await new Cli { Backtest = Backtest, Terminal = true }.RunAsync("backtest AAPL");

        Assert.Equal("25 %  2 of 8 decisions\n50 %  4 of 8 decisions\n75 %  6 of 8 decisions\n100 %  8 of 8 decisions\n", pipe.Error);
        Assert.Contains("\u001b[", terminal.Error);
        Assert.Contains("100%", terminal.Error);
        Assert.Equal(pipe.Out, terminal.Out);
    }

    [Fact]
    public async Task A_failure_is_code_1_in_one_line()
    {
        var run = await new Cli { Backtest = _ => throw new AnalysisException("no_data", "No prices of NONE are held.", retryable: false) }.RunAsync("backtest NONE");

        Assert.Equal((1, "", "tradingagents: No prices of NONE are held. (no_data)\n"), (run.ExitCode, run.Out, run.Error));
    }

    [Theory]
    [InlineData("text", "Backtest of AAPL, 2017-01-03 to 2017-12-29")]
    [InlineData("html", "<!DOCTYPE html>\n<html")]
    [InlineData("json", "{\n \"meta\": {")]
    public async Task The_whole_program_shows_the_shipped_prices_in_each_format(string format, string beginning)
    {
        var run = await new Cli { Backtest = backtest => LocalBacktestRun.RunAsync(backtest, CancellationToken.None) }
            .RunAsync($"backtest AAPL --from 2017-01-01 --to 2017-12-31 --format {format}");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(beginning, run.Out);
        if (format == "json") Assert.Equal(12, JsonSerializer.Deserialize<BacktestReport>(run.Out, ContractJson.Options)!.Overall.Decisions);
    }

    private static Task<string> Found(LocalBacktest backtest) => Task.FromResult(backtest.Request is null ? "" : "found");
}
