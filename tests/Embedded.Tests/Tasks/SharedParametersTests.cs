using System.Text.Json;
using TradingAgents.Embedded.Tasks;

namespace TradingAgents.Embedded.Tests.Tasks;

public sealed class SharedParametersTests
{
    private readonly SharedParameters _shared = new();

    [Fact]
    public void Equal_parameters_are_held_once()
    {
        var first = _shared.Of(JsonElement.Parse("""{"depth":3}"""));
        var second = _shared.Of(JsonElement.Parse("""{"depth":3}"""));
        Assert.Equal(first, second); // Equal only where both are of one document.
        Assert.NotEqual(first, _shared.Of(JsonElement.Parse("""{"depth":4}""")));
    }

    [Fact]
    public void However_many_different_ones_come_each_gets_its_own()
    {
        for (var number = 0; number < 1000; number++)
            Assert.Equal(number, _shared.Of(JsonElement.Parse($$"""{"n":{{number}}}""")).GetProperty("n").GetInt32());
    }
}
