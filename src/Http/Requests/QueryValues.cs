using System.Globalization;
using Microsoft.AspNetCore.Http;
using TradingAgents.Abstractions;

namespace TradingAgents.Http.Requests;

/// <summary>Reads checked query parameters.</summary>
internal static class QueryValues
{
    public static string? Text(this IQueryCollection query, QueryParameter parameter) =>
        query.TryGetValue(parameter.Name, out var value) ? value.ToString() : parameter.Default;

    public static TEnum? Choice<TEnum>(this IQueryCollection query, QueryParameter parameter) where TEnum : struct, Enum =>
        ContractJson.TryParseName<TEnum>(query.Text(parameter), out var value) ? value : null;

    public static int? Number(this IQueryCollection query, QueryParameter parameter) => TryParse(query.Text(parameter), out var value) ? value : null;

    internal static bool TryParse(string? text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
