using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;

namespace TradingAgents.Cli.Tests;

public sealed class AnalyzeCommandTests
{
    [Theory]
    [InlineData("analyze aapl", "Text of t-1 {\"a\":1}\n")]
    [InlineData("analyze aapl --format json", "Json of t-1 {\"a\":1}\n")]
    [InlineData("analyze aapl --format html", "Html of t-1 {\"a\":1}\n")]
    public async Task The_report_is_printed_in_the_format_asked_for(string commandLine, string printed)
    {
        var run = await new Cli { Analyze = _ => Task.FromResult(Result()) }.RunAsync(commandLine);

        Assert.Equal((0, printed, ""), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task A_failure_is_code_1_with_the_tasks_error()
    {
        var run = await new Cli { Analyze = _ => throw new AnalysisException("no_data", "There are no prices of NONE.", retryable: false) }.RunAsync("analyze NONE");

        Assert.Equal((1, "", "tradingagents: There are no prices of NONE. (no_data)\n"), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task The_request_is_normalised_and_carries_the_options()
    {
        LocalAnalysis? asked = null;
        var cli = new Cli
        {
            Analyze = analysis =>
            {
                asked = analysis;
                return Task.FromResult(Result());
            },
        };
        await cli.RunAsync($"analyze aapl --type technical --depth 2 --trade-date 2017-03-01 --language zh --analysts market --market-data {Path.GetTempPath()}");

        Assert.Equal(("AAPL", AnalysisType.Technical, "default"), (asked!.Request.StockCode, asked.Request.AnalysisType, asked.Request.Tenant));
        Assert.Equal("""{"depth":2,"trade_date":"2017-03-01","language":"zh","analysts":["market"]}""", asked.Request.Parameters!.Value.GetRawText());
        Assert.Equal(Path.GetTempPath(), asked.MarketData);
    }

    [Fact]
    public async Task Progress_is_shown_on_a_terminal_only()
    {
        Task<AnalysisResult> Analyze(LocalAnalysis analysis)
        {
            analysis.Progress(0.5, "market_analyst");
            return Task.FromResult(Result());
        }

        var terminal = await new Cli { Analyze = Analyze, Terminal = true }.RunAsync("analyze AAPL");
        var pipe = await new Cli { Analyze = Analyze }.RunAsync("analyze AAPL");

        Assert.Contains("50 %  market_analyst", terminal.Error);
        Assert.Empty(pipe.Error);
        Assert.Equal(terminal.Out, pipe.Out);
    }

    private static AnalysisResult Result()
    {
        var task = JsonSerializer.Deserialize<TaskSnapshot>(Samples.Queued, ContractJson.Options)!;
        return new AnalysisResult(task, JsonSerializer.SerializeToElement(new { a = 1 }));
    }
}
