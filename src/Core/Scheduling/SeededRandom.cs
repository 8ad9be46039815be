namespace TradingAgents.Core.Scheduling;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): chance as part of the state, so that a decision can be replayed from its seed.</summary>
/// <param name="seed">Any number; the same one brings the same sequence, on every machine and release.</param>
public sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>0 to below 1.</summary>
    public double NextFraction() => (NextBits() >> 11) * (1.0 / (1UL << 53));
}
