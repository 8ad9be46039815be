namespace TradingAgents.Silo.Tests;

public sealed class SiloCommandTests
{
    [Theory]
    [InlineData("--name", "a/b")]
    [InlineData("--name", "")]
    [InlineData("--cluster-id", "a b")]
    [InlineData("--silo-port", "0")]
    [InlineData("--gateway-port", "65536")]
    [InlineData("--strategy", "best")]
    [InlineData("--aging-seconds", "0")]
    [InlineData("--drain-seconds", "-1")]
    [InlineData("--max-concurrent", "0")]
    [InlineData("--market-data", "/no/such/folder")]
    [InlineData("--urls", "http://0.0.0.0:0")]
    public async Task A_bad_value_stops_the_start_with_exit_code_2(string option, string value) =>
        Assert.Equal(2, await SiloCommand.Create().Parse([option, value]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));

    [Fact]
    public async Task A_Redis_that_does_not_answer_stops_the_start_with_exit_code_2() =>
        Assert.Equal(2, await SiloCommand.Create().Parse(["--clustering", "redis", "--redis", "127.0.0.1:1"]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
}
