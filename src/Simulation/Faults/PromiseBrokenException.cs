using System.Globalization;
using System.Reflection;

namespace TradingAgents.Simulation.Faults;

/// <summary>A simulated cluster broke a promise. The message names the seed that repeats it.</summary>
public sealed class PromiseBrokenException : Exception
{
    /// <summary>A broken promise.</summary>
    /// <param name="seed">Of the simulation.</param>
    /// <param name="at">Virtual time since its start.</param>
    /// <param name="finding">What is wrong.</param>
    /// <param name="cause">What the scheduler threw, where it stopped itself.</param>
    public PromiseBrokenException(ulong seed, TimeSpan at, string finding, Exception? cause = null)
        : base(Text(seed, at, finding), cause) => (Seed, Finding) = (seed, finding);

    /// <summary>Repeats it, on the same commit.</summary>
    public ulong Seed { get; }

    /// <summary>What is wrong.</summary>
    public string Finding { get; }

    /// <summary>The commit of this program; "unknown" where it was built outside a repository.</summary>
    public static string Commit { get; } =
        typeof(PromiseBrokenException).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [_, var commit] ? commit : "unknown";

    private static string Text(ulong seed, TimeSpan at, string finding) => string.Create(CultureInfo.InvariantCulture, $"""
        {finding} (after {at.TotalSeconds:0.000} s)
        SEED={seed} COMMIT={Commit}
        To repeat it: tradingagents simulate --faults --seed {seed} --trace
        """);
}

/// <summary>What the checkers find; the simulation adds the seed.</summary>
internal sealed class FindingException(string finding) : Exception(finding);
