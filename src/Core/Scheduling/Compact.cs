namespace TradingAgents.Core.Scheduling;

// A record of each waiting task is held, and there may be hundreds of thousands: what is missing most of the time takes 8 bytes here, where the framework's
// optional time takes 24 and its optional number 16.

/// <summary>A time, or none; in UTC.</summary>
internal readonly record struct CompactTime
{
    private readonly long _ticksAndOne;

    private CompactTime(long ticksAndOne) => _ticksAndOne = ticksAndOne;

    public DateTimeOffset? Value => _ticksAndOne == 0 ? null : new DateTimeOffset(_ticksAndOne - 1, TimeSpan.Zero);

    public static CompactTime Of(DateTimeOffset? time) => new(time is { } known ? known.UtcTicks + 1 : 0);
}

/// <summary>Seconds, or none.</summary>
internal readonly record struct CompactSeconds
{
    // Inverted, so that all zeros is what no number is.
    private readonly long _invertedBits;

    private CompactSeconds(long invertedBits) => _invertedBits = invertedBits;

    public double? Value => _invertedBits == 0 ? null : BitConverter.Int64BitsToDouble(~_invertedBits);

    public static CompactSeconds Of(double? seconds) => new(seconds is { } known ? ~BitConverter.DoubleToInt64Bits(known) : 0);
}
