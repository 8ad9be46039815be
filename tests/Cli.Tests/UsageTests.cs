namespace TradingAgents.Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("", "Name a command")]
    [InlineData("fly", "Unknown command 'fly'")]
    [InlineData("tops", "Unknown command 'tops'")]
    [InlineData("@file", "Unknown command '@file'")]
    [InlineData("--bogus", "'--bogus'")]
    [InlineData("submit", "submit")]
    [InlineData("submit --bogus", "Unknown option '--bogus'")]
    [InlineData("submit -x", "Unknown option '-x'")]
    [InlineData("submit AAPL --bogus", "Unknown option '--bogus'")]
    [InlineData("submit AAPL --tenant --bogus", "Unknown option '--bogus'")]
    [InlineData("submit AAPL GOOG", "'GOOG'")]
    [InlineData("submit AAPL --priority", "--priority")]
    [InlineData("submit AAPL --priority huge", "--priority: 'huge' is not one of low, normal, high, urgent")]
    [InlineData("submit AAPL --priority high --priority low", "--priority")]
    [InlineData("submit AAPL --type every", "--type: 'every'")]
    [InlineData("submit AAPL --depth two", "--depth: 'two' is not a whole number")]
    [InlineData("submit AAPL --depth 1.5", "--depth: '1.5'")]
    [InlineData("submit AAPL --trade-date 1.3.2017", "--trade-date: '1.3.2017' is not a date such as 2017-03-01")]
    [InlineData("submit AAPL --not-before tomorrow", "--not-before")]
    [InlineData("submit AAPL --parameters [1]", "--parameters: '[1]' is not a JSON object")]
    [InlineData("submit AAPL --parameters {} --depth 2", "--parameters")]
    [InlineData("submit AAPL --server localhost:8000", "--server: 'localhost:8000' is not an address")]
    [InlineData("submit AAPL --server ftp://x", "--server")]
    [InlineData("batch", "batch")]
    [InlineData("batch AAPL --max-concurrent 0", "--max-concurrent")]
    [InlineData("batch AAPL --idempotency-key k", "--idempotency-key")]
    [InlineData("status", "status")]
    [InlineData("status a b", "'b'")]
    [InlineData("status a --watch", "--watch")]
    [InlineData("result a --format pdf", "--format: 'pdf' is not one of text, markdown, html, json")]
    [InlineData("result a --out /no/such/folder/x", "--out")]
    [InlineData("list --status done", "--status: 'done'")]
    [InlineData("list --limit many", "--limit")]
    [InlineData("nodes extra", "'extra'")]
    [InlineData("analyze", "analyze")]
    [InlineData("analyze AAPL --server http://x", "--server")]
    [InlineData("analyze AAPL --market-data /no/such/folder", "--market-data")]
    [InlineData("analyze AAPL --depth 9", "parameters.depth")]
    [InlineData("analyze A/B", "stock_code")]
    [InlineData("backtest", "backtest")]
    [InlineData("backtest A/B", "SYMBOL: Must be 1 to 32")]
    [InlineData("backtest AAPL GOOG", "'GOOG'")]
    [InlineData("backtest AAPL --server http://x", "--server")]
    [InlineData("backtest AAPL --from 2017-02-30", "--from: '2017-02-30' is not a date")]
    [InlineData("backtest AAPL --from 2017-01-02 --to 2017-01-01", "--from: The first day 2017-01-02 is after the last, 2017-01-01.")]
    [InlineData("backtest AAPL --step 0", "--step: Must be 1 to 10000 bars.")]
    [InlineData("backtest AAPL --step week", "--step: 'week' is not a whole number")]
    [InlineData("backtest AAPL --costs -1", "--costs: Must be 0 to 1000 hundredths of a percent.")]
    [InlineData("backtest AAPL --costs free", "--costs: 'free' is not a number")]
    [InlineData("backtest AAPL --costs NaN", "--costs: 'NaN' is not a number")]
    [InlineData("backtest AAPL --type synthetic", "--type: A synthetic analysis decides nothing")]
    [InlineData("backtest AAPL --depth 6", "--depth: Must be 1 to 5.")]
    [InlineData("backtest AAPL --jobs 0", "--jobs: Must be 1 to 256.")]
    [InlineData("backtest AAPL --format markdown", "--format: 'markdown' is not one of text, json, html")]
    [InlineData("backtest AAPL --market-data /no/such/folder", "--market-data: there is no folder")]
    [InlineData("backtest AAPL --out /no/such/folder/x", "--out")]
    [InlineData("simulate", "--arrivals-per-hour and --seconds-per-task")]
    [InlineData("simulate --arrivals-per-hour 600", "--seconds-per-task")]
    [InlineData("simulate --arrivals-per-hour many --seconds-per-task 9", "--arrivals-per-hour: 'many' is not a number")]
    [InlineData("simulate --arrivals-per-hour 600 --seconds-per-task 0", "--seconds-per-task: Must be 0.001 to")]
    [InlineData("simulate --arrivals-per-hour 600 --seconds-per-task 9 --nodes 0", "--nodes: Must be 1 to 10000.")]
    [InlineData("simulate --arrivals-per-hour 600 --seconds-per-task 9 --tasks 0", "--tasks: Must be 1 to 10000000.")]
    [InlineData("simulate --arrivals-per-hour 600 --seconds-per-task 9 --strategy best", "--strategy: 'best' is not one of")]
    [InlineData("simulate --arrivals-per-hour 600 --seconds-per-task 9 --priority-mix 1,2,3", "--priority-mix: '1,2,3' is not four numbers")]
    [InlineData("simulate --arrivals-per-hour 600 --seconds-per-task 9 --priority-mix 0,0,0,0", "--priority-mix")]
    [InlineData("simulate --arrivals-per-hour 600 --seconds-per-task 9 --seed -1", "--seed: '-1' is not a whole number from 0")]
    [InlineData("simulate --arrivals-per-hour 600 --seconds-per-task 9 --seeds 3", "--seeds goes with --faults only")]
    [InlineData("simulate --trace", "--trace: name the file of a recorded run.")]
    [InlineData("simulate --trace /no/such/file", "--trace: Could not find")]
    [InlineData("simulate --trace /no/such/file --tasks 5", "leave out --tasks")]
    [InlineData("simulate --faults --nodes 3", "--nodes does not go with --faults")]
    [InlineData("simulate --faults --trace FILE", "--trace takes no file with --faults")]
    [InlineData("simulate --faults --seeds 0", "--seeds: Must be 1 to 1000000.")]
    [InlineData("serve --nodes", "--nodes")]
    [InlineData("serve extra", "'extra'")]
    public async Task A_wrong_command_line_is_told_in_one_line_on_standard_error_with_code_2(string commandLine, string told)
    {
        var run = await new Cli().RunAsync(commandLine);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Out);
        Assert.Contains(told, run.Error);
        Assert.StartsWith("tradingagents: ", run.Error);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("--help", "submit")]
    [InlineData("submit --help", "--idempotency-key")]
    [InlineData("serve --help", "--drain-seconds")]
    [InlineData("--version", ".")]
    public async Task Help_and_version_are_data(string commandLine, string shown)
    {
        var run = await new Cli().RunAsync(commandLine);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(shown, run.Out);
    }

    [Fact]
    public async Task Help_lists_exactly_the_commands_there_are()
    {
        var run = await new Cli().RunAsync("--help");

        var commands = run.Out[run.Out.IndexOf("Commands:", StringComparison.Ordinal)..].Split('\n').Skip(1)
            .Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[0]);
        Assert.Equal(["serve", "analyze", "backtest", "simulate", "submit", "batch", "status", "result", "watch", "cancel", "list", "stats", "nodes", "limits", "strategy", "top", "bench", "doctor", "completion"], commands);
    }

    [Theory]
    [InlineData("submit AAPL")]
    [InlineData("submit AAPL --watch")]
    [InlineData("batch AAPL GOOG")]
    [InlineData("status t")]
    [InlineData("result t")]
    [InlineData("watch t")]
    [InlineData("cancel t")]
    [InlineData("list")]
    [InlineData("stats")]
    [InlineData("nodes --json")]
    [InlineData("top")]
    [InlineData("bench")]
    public async Task A_server_that_cannot_be_reached_is_code_3(string commandLine)
    {
        var run = await new Cli().RunAsync(commandLine + " --server http://127.0.0.1:4711");

        Assert.Equal((3, ""), (run.ExitCode, run.Out));
        Assert.Equal("tradingagents: The server at http://127.0.0.1:4711/ cannot be reached: Connection refused.\n", run.Error);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(410)]
    [InlineData(422)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_refusal_is_code_4_with_its_detail_on_standard_error(int status)
    {
        foreach (var commandLine in new[] { "submit AAPL", "batch A B", "status t", "result t", "watch t", "cancel t", "list", "stats", "nodes" })
        {
            var run = await new Cli { Server = new FakeServer(_ => FakeAnswer.Problem(status, "some_code", "What happened.")) }.RunAsync(commandLine);

            Assert.Equal((4, "", "tradingagents: What happened. (some_code)\n"), (run.ExitCode, run.Out, run.Error));
        }
    }

    [Fact]
    public async Task A_refusal_tells_its_fields_and_when_to_try_again()
    {
        var answer = FakeAnswer.Problem(429, "queue_full", "It is full.", ""","errors":{"stock_code":["Too long.","It is full."]}""") with { RetryAfter = "17" };
        var run = await new Cli { Server = new FakeServer(_ => answer) }.RunAsync("submit AAPL");

        Assert.Equal("tradingagents: It is full. (queue_full)\n  stock_code: Too long.\n  Try again in 17 s.\n", run.Error);
    }

    [Fact]
    public async Task With_json_the_refusal_as_it_came_is_the_data()
    {
        var answer = FakeAnswer.Problem(404, "unknown_task", "No such task.");
        var run = await new Cli { Server = new FakeServer(_ => answer) }.RunAsync("status t --json");

        Assert.Equal((4, answer.Body + "\n", "tradingagents: No such task. (unknown_task)\n"), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task An_answer_that_is_not_the_contracts_is_told_as_such()
    {
        var run = await new Cli { Server = new FakeServer(200, "<html>", "text/html") }.RunAsync("status t");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("cannot be read", run.Error);
    }
}
