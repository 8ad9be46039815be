using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace TradingAgents.Abstractions.Engines;

/// <summary>The opaque cursor of a listing: the sequence number of the last task told.</summary>
public static class ListCursor
{
    /// <summary>The cursor after a task.</summary>
    public static string Write(long sequence) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(sequence.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The sequence number that a cursor stands for; null for none.</summary>
    /// <exception cref="EngineException">invalid_request: it was never given out.</exception>
    public static long? Read(string? cursor)
    {
        if (cursor is null) return null;
        var bytes = new byte[24];
        if (cursor.Length is > 0 and <= 32 && Base64Url.IsValid(cursor)
            && Base64Url.TryDecodeFromChars(cursor, bytes, out var length)
            && long.TryParse(bytes.AsSpan(0, length), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)) return sequence;
        throw RequestRules.Invalid("cursor", "Not a cursor of this server: use next_cursor of the page before, unchanged.");
    }
}
