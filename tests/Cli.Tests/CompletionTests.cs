namespace TradingAgents.Cli.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("tradingagents su", "submit")]
    [InlineData("tradingagents t", "top")]
    [InlineData("tradingagents submit AAPL --prio", "--priority")]
    [InlineData("tradingagents submit AAPL --priority ", "urgent")]
    [InlineData("tradingagents result x --format ", "markdown")]
    [InlineData("tradingagents list --status ", "timed_out")]
    [InlineData("tradingagents completion ", "fish")]
    public async Task What_could_come_next_is_suggested(string typed, string suggested)
    {
        var run = await new Cli().RunAsync([$"[suggest:{typed.Length}]", typed]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(suggested, run.Out.Split('\n', StringSplitOptions.TrimEntries));
    }

    [Fact]
    public async Task Hidden_commands_and_the_names_of_C_sharp_are_not()
    {
        var commands = await new Cli().RunAsync(["[suggest:14]", "tradingagents "]);
        var values = await new Cli().RunAsync(["[suggest:41]", "tradingagents list --status timed --status "]);

        Assert.DoesNotContain("docs", commands.Out.Split('\n', StringSplitOptions.TrimEntries));
        Assert.DoesNotContain("TimedOut", values.Out);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _tradingagents tradingagents")]
    [InlineData("zsh", "compdef _tradingagents tradingagents")]
    [InlineData("fish", "complete -c tradingagents")]
    public async Task Each_shell_has_its_script(string shell, string line)
    {
        var run = await new Cli().RunAsync($"completion {shell}");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(line, run.Out);
    }

    [Fact]
    public async Task Another_shell_is_a_usage_error()
    {
        var run = await new Cli().RunAsync("completion tcsh");

        Assert.Equal((2, "tradingagents: 'tcsh' is none of bash, zsh, fish.\n"), (run.ExitCode, run.Error));
    }
}
