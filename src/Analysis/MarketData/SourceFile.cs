using System.Security.Cryptography;

namespace TradingAgents.Analysis.MarketData;

/// <summary>A data file as it was read: what it says, and what identifies its content.</summary>
/// <param name="Value">What was read from it.</param>
/// <param name="Version">Equal for equal content, whenever and wherever it was written.</param>
internal sealed record Versioned<T>(T Value, string Version);

/// <summary>Reads data files whole, once, so that what is parsed and what is identified are the same bytes.</summary>
internal static class SourceFile
{
    /// <summary>The version of a file that is not there.</summary>
    public const string Absent = "absent";

    /// <summary>All bytes, also while another process writes the file.</summary>
    public static byte[] ReadAllBytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new MemoryStream(checked((int)stream.Length));
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Identifies content.</summary>
    public static string VersionOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
