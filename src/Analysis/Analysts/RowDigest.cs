using System.Security.Cryptography;
using System.Text.Json;
using TradingAgents.Abstractions;

namespace TradingAgents.Analysis.Analysts;

/// <summary>Tells one version of the data read from another.</summary>
/// <remarks>Of the rows that were read and no others, so that rows dated later change nothing of a report.</remarks>
internal static class RowDigest
{
    private const int Digits = 12;

    /// <summary>The first 12 hex digits of the SHA-256 of the rows as JSON.</summary>
    public static string Of<T>(IEnumerable<T> rows) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(rows, ContractJson.Options)))[..Digits];
}
