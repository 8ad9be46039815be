using System.Reflection;

namespace TradingAgents.Abstractions.Tests;

public sealed class ErrorReasonTests
{
    [Fact]
    public void Every_code_has_a_reason_and_every_reason_a_code()
    {
        var codes = typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!);
        var reasons = ContractJson.NamesOf<ErrorReason>().Except([ContractJson.NameOf(ErrorReason.Unknown)]);

        Assert.Equal(codes.Order(StringComparer.Ordinal), reasons.Order(StringComparer.Ordinal));
    }
}
