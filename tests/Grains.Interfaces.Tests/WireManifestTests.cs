using System.Reflection;
using TradingAgents.Grains.Wire;

namespace TradingAgents.Grains.Interfaces.Tests;

/// <summary>
/// Silos of two releases talk to each other during a rolling restart: what is on the wire may grow but not change. Where this fails, add a member or method
/// instead; a new line below is the record of that.
/// </summary>
public sealed class WireManifestTests
{
    private static readonly string[] Known = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "wire-manifest.txt"));

    [Fact]
    public void The_contracts_are_those_on_record()
    {
        var manifest = Manifest();
        File.WriteAllLines(Path.Combine(AppContext.BaseDirectory, "wire-manifest.now.txt"), manifest); // What to put on record where it only grew.
        Assert.Equal(Known, manifest);
    }

    [Fact]
    public void Every_contract_has_a_stable_name()
    {
        var types = typeof(IAnalysisTaskGrain).Assembly.GetExportedTypes();
        Assert.All(types.Where(type => typeof(IGrain).IsAssignableFrom(type)), type =>
        {
            Assert.NotNull(type.GetCustomAttribute<AliasAttribute>());
            Assert.All(type.GetMethods(), method => Assert.NotNull(method.GetCustomAttribute<AliasAttribute>()));
        });
        Assert.All(types.Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null), type => Assert.NotNull(type.GetCustomAttribute<AliasAttribute>()));
    }

    [Fact]
    public void A_task_crosses_the_wire_to_the_tick()
    {
        var waiting = new Core.Scheduling.Outlook(null, double.PositiveInfinity);
        var json = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(waiting, WireJson.Options);
        Assert.Equal(waiting, System.Text.Json.JsonSerializer.Deserialize<Core.Scheduling.Outlook>(json, WireJson.Options));
        var at = new DateTimeOffset(2026, 11, 25, 14, 0, 0, TimeSpan.Zero).AddTicks(1);
        Assert.Equal(at, System.Text.Json.JsonSerializer.Deserialize<DateTimeOffset>(System.Text.Json.JsonSerializer.Serialize(at, WireJson.Options), WireJson.Options));
    }

    private static string[] Manifest()
    {
        var types = typeof(IAnalysisTaskGrain).Assembly.GetExportedTypes();
        var methods = from type in types
                      where typeof(IGrain).IsAssignableFrom(type)
                      from method in type.GetMethods()
                      select $"{type.GetCustomAttribute<AliasAttribute>()!.Alias}.{method.GetCustomAttribute<AliasAttribute>()!.Alias}"
                          + $"({string.Join(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)))}): {Name(method.ReturnType)}";
        var members = from type in types
                      where type.GetCustomAttribute<GenerateSerializerAttribute>() is not null
                      from member in type.GetProperties()
                      where member.GetCustomAttribute<IdAttribute>() is not null
                      select $"{type.GetCustomAttribute<AliasAttribute>()!.Alias}[{member.GetCustomAttribute<IdAttribute>()!.Id}]: {Name(member.PropertyType)}";
        return [.. methods.Concat(members).Order(StringComparer.Ordinal)];
    }

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.IsArray ? Name(type.GetElementType()!) + "[]" : type.Name;
}
