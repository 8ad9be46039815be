using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Analyses;
using TradingAgents.Core;

namespace TradingAgents.Analysis.Reuse;

/// <summary>Makes the key of a stage's output from what the stage declares.</summary>
internal static class ContentKeys
{
    private const string Scheme = "tradingagents/stage/1";

    /// <summary>
    /// The program that computes: its version, the commit included where the build knows it, and the very build of this assembly.
    /// So a build with other rules never uses what another has computed, also where a stage's version was forgotten.
    /// </summary>
    private static readonly string Program = DescribeProgram();

    /// <summary>Null where some data has no version.</summary>
    /// <exception cref="KeyNotFoundException">It declares an output that no earlier step has.</exception>
    public static async Task<ContentKey?> OfAsync(AnalysisStage stage, StageInputs inputs, StageContext context, CancellationToken cancellationToken)
    {
        // Every part has its length before it, so that no two lists of parts look the same.
        var parts = new MemoryStream();
        await using var writer = new BinaryWriter(parts);
        writer.Write(Scheme);
        writer.Write(Program);
        writer.Write(stage.Name);
        writer.Write(inputs.Version);
        writer.Write(inputs.Settings.Count);
        foreach (var (name, value) in inputs.Settings.OrderBy(setting => setting.Name, StringComparer.Ordinal))
        {
            writer.Write(name);
            writer.Write(value);
        }

        writer.Write(inputs.Outputs.Count);
        foreach (var name in inputs.Outputs.Order(StringComparer.Ordinal))
        {
            writer.Write(name);
            writer.Write(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(context.Outputs[name])));
        }

        writer.Write(inputs.Data.Count);
        foreach (var data in inputs.Data.OrderBy(data => data.Name, StringComparer.Ordinal))
        {
            if (await data.VersionAsync(cancellationToken) is not { } version) return null;
            writer.Write(data.Name);
            writer.Write(version);
        }

        writer.Flush();
        return new ContentKey(Convert.ToHexStringLower(SHA256.HashData(parts.GetBuffer().AsSpan(0, (int)parts.Length))));
    }

    private static string DescribeProgram()
    {
        var assembly = typeof(ContentKeys).Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
        Type[] parts = [typeof(ContentKeys), typeof(ContractJson), typeof(TaskId)]; // The analysis, the contract it is written in, and the core.
        return $"{version} {string.Join(' ', parts.Select(part => part.Module.ModuleVersionId.ToString("N")))}";
    }
}
