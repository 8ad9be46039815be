using System.Security.Cryptography;
using System.Text;

namespace TradingAgents.Abstractions.Engines;

/// <summary>Tells requests under one idempotency key apart.</summary>
public static class RequestDigest
{
    /// <summary>A digest of what a normalised request asks for, whatever the spelling of its JSON.</summary>
    public static string Of(AnalysisRequest request)
    {
        object parameters = request.AnalysisType == AnalysisType.Synthetic
            ? RequestRules.ReadSyntheticParameters(request)
            : RequestRules.ReadParameters(request);
        var canonical = ContractJson.ToElement(request with { Parameters = null }).GetRawText() + ContractJson.ToElement(parameters).GetRawText();
        return Hash(canonical);
    }

    /// <summary>SHA-256 of a text, lower-case hexadecimal.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
