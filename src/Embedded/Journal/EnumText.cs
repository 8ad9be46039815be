using System.Collections.Frozen;
using TradingAgents.Abstractions;

namespace TradingAgents.Embedded.Journal;

/// <summary>How an enum value is stored: by its name in the contract, which outlives a reordering of its declaration.</summary>
internal static class EnumText<TEnum> where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<TEnum, string> Names = Enum.GetValues<TEnum>().ToFrozenDictionary(value => value, ContractJson.NameOf);
    private static readonly FrozenDictionary<string, TEnum> Values = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static string Of(TEnum value) => Names[value];

    public static TEnum Parse(string name) => Values[name];
}
