using System.Text.Json;
using TradingAgents.Cli.Rendering;

namespace TradingAgents.Cli.Serving;

/// <summary>Puts the options of <c>serve</c> together: a flag wins over the environment, which wins over the configuration file, which wins over the default.</summary>
internal static class ServeConfiguration
{
    /// <summary>Read from the working directory where no other file is named.</summary>
    public const string DefaultFile = "tradingagents.json";

    /// <summary>Reads all sources. A bad value stops it wherever it stands, also where another source would win.</summary>
    /// <param name="flags">The flags given, by the settings' names.</param>
    /// <param name="file">The configuration file named; null: <see cref="DefaultFile"/>, if there is one.</param>
    /// <param name="context">Environment and working directory.</param>
    /// <exception cref="UsageException">A value, a key or the file is wrong; names the source and the option.</exception>
    public static ServeOptions Read(IReadOnlyDictionary<string, string> flags, string? file, CliContext context)
    {
        var options = new ServeOptions();
        foreach (var (setting, text, source) in FromFile(file, context).Concat(FromEnvironment(context)).Concat(FromFlags(flags, context)))
        {
            options = setting.Apply(options, text)
                ?? throw new UsageException($"{source}: '{Plain.Line(text)}' is not valid: it must be {setting.Expected}.");
        }

        return options;
    }

    private static IEnumerable<(ServeSetting Setting, string Text, string Source)> FromFlags(IReadOnlyDictionary<string, string> flags, CliContext context) =>
        from setting in ServeSettings.All
        where flags.ContainsKey(setting.Name)
        select (setting, Located(setting, flags[setting.Name], context.WorkingDirectory), setting.Flag);

    private static IEnumerable<(ServeSetting Setting, string Text, string Source)> FromEnvironment(CliContext context) =>
        from setting in ServeSettings.All
        let text = setting.Variable is { } variable ? context.Environment(variable) : null
        where !string.IsNullOrEmpty(text)
        select (setting, text, $"{setting.Variable} of the environment");

    private static IEnumerable<(ServeSetting Setting, string Text, string Source)> FromFile(string? file, CliContext context)
    {
        var path = Path.GetFullPath(file ?? DefaultFile, context.WorkingDirectory);
        if (file is null && !File.Exists(path)) yield break;
        var shown = file ?? DefaultFile;
        foreach (var member in ReadObject(path, shown).EnumerateObject())
        {
            var setting = ServeSettings.All.FirstOrDefault(known => known.Name == member.Name)
                ?? throw new UsageException($"{shown}: unknown option '{Plain.Line(member.Name)}'; known are {string.Join(", ", ServeSettings.All.Select(known => known.Name))}.");
            var source = $"{member.Name} in {shown}";
            var text = TextOf(setting.Kind, member.Value) ?? throw new UsageException($"{source}: {Plain.Line(member.Value.GetRawText())} is not valid: it must be {setting.Expected}.");
            yield return (setting, Located(setting, text, Path.GetDirectoryName(path)!), source);
        }
    }

    private static JsonElement ReadObject(string path, string shown)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
                AllowDuplicateProperties = false,
            });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new UsageException($"{shown}: it must hold one JSON object.");
        }
        catch (JsonException wrong)
        {
            throw new UsageException($"{shown}: it is not valid JSON: {Plain.Line(wrong.Message)}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--config: '{shown}' cannot be read: {Plain.Line(failure.Message)}");
        }
    }

    private static string? TextOf(SettingKind kind, JsonElement value) => (kind, value.ValueKind) switch
    {
        (SettingKind.Number, JsonValueKind.Number) => value.GetRawText(),
        (SettingKind.Text or SettingKind.Path, JsonValueKind.String) => value.GetString(),
        (SettingKind.Switch, JsonValueKind.True) => "true",
        (SettingKind.Switch, JsonValueKind.False) => "false",
        _ => null,
    };

    private static string Located(ServeSetting setting, string text, string folder) =>
        setting.Kind == SettingKind.Path && text.Length > 0 ? Path.GetFullPath(text, folder) : text;
}
