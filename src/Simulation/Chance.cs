using TradingAgents.Core.Scheduling;

namespace TradingAgents.Simulation;

/// <summary>Draws of a <see cref="SeededRandom"/>.</summary>
internal static class Chance
{
    /// <summary>True with this probability.</summary>
    public static bool Of(this SeededRandom random, double probability) => random.NextFraction() < probability;

    /// <summary>From the first number to the second, both included.</summary>
    public static int Between(this SeededRandom random, int least, int greatest) => least + (int)(random.NextFraction() * (greatest - least + 1));

    /// <summary>From the first number to below the second.</summary>
    public static double Between(this SeededRandom random, double least, double greatest) => least + (random.NextFraction() * (greatest - least));

    /// <summary>Any of them.</summary>
    public static T Pick<T>(this SeededRandom random, IReadOnlyList<T> from) => from[random.Between(0, from.Count - 1)];

    /// <summary>The time to the next event of a Poisson process whose events are on average so far apart; in the same unit.</summary>
    public static double Exponential(this SeededRandom random, double mean) => -mean * Math.Log(1 - random.NextFraction());

    /// <summary>A standard normal number (Box and Muller 1958).</summary>
    public static double Normal(this SeededRandom random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextFraction())) * Math.Cos(2 * Math.PI * random.NextFraction());
}
