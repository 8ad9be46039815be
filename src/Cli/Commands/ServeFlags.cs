using System.CommandLine;
using TradingAgents.Cli.Serving;

namespace TradingAgents.Cli.Commands;

/// <summary>The settings of a server as options; of <c>serve</c>, and of <c>doctor</c>, which tries them.</summary>
internal sealed class ServeFlags
{
    private readonly Dictionary<string, Option<bool>> _switches = [];
    private readonly Dictionary<string, Option<string?>> _values = [];
    private readonly Option<string?> _config = OptionOf.Text(
        "--config", "FILE", $"A JSON file with the same options in snake_case; default: {ServeConfiguration.DefaultFile} in the working directory, if there is one");

    public void AddTo(Command command)
    {
        foreach (var setting in ServeSettings.All)
        {
            var description = setting.Variable is { } variable ? $"{setting.Description} ({variable})" : setting.Description;
            Option option = setting.Kind == SettingKind.Switch
                ? _switches[setting.Name] = OptionOf.Switch(setting.Flag, description)
                : _values[setting.Name] = OptionOf.Text(setting.Flag, HelpName(setting), description);
            command.Add(option);
        }

        command.Add(_config);
    }

    /// <summary>What they come to with the environment and the configuration file.</summary>
    /// <exception cref="UsageException">A value is wrong.</exception>
    public ServeOptions Read(ParseResult parsed, CliContext context)
    {
        var flags = _values.Where(value => parsed.GetValue(value.Value) is not null).ToDictionary(value => value.Key, value => parsed.GetValue(value.Value)!);
        foreach (var (name, option) in _switches)
        {
            if (parsed.GetResult(option) is { Implicit: false }) flags[name] = parsed.GetValue(option) ? "true" : "false";
        }

        return ServeConfiguration.Read(flags, parsed.GetValue(_config), context);
    }

    private static string HelpName(ServeSetting setting) => setting switch
    {
        { Kind: SettingKind.Number } => "N",
        { Name: "api_keys" } => "FILE",
        { Kind: SettingKind.Path } => "DIR",
        { Name: "urls" } => "URLS",
        _ => "NAME",
    };
}
