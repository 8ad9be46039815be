using System.CommandLine;
using TradingAgents.Cli.Serving;

namespace TradingAgents.Cli.Commands;

/// <summary><c>serve</c>: runs the server.</summary>
internal static class ServeCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("serve", "Run the server");
        var switches = new Dictionary<string, Option<bool>>();
        var values = new Dictionary<string, Option<string?>>();
        foreach (var setting in ServeSettings.All)
        {
            var description = setting.Variable is { } variable ? $"{setting.Description} ({variable})" : setting.Description;
            Option option = setting.Kind == SettingKind.Switch
                ? switches[setting.Name] = OptionOf.Switch(setting.Flag, description)
                : values[setting.Name] = OptionOf.Text(setting.Flag, HelpName(setting), description);
            command.Add(option);
        }

        var config = OptionOf.Text("--config", "FILE", $"A JSON file with the same options in snake_case; default: {ServeConfiguration.DefaultFile} in the working directory, if there is one");
        command.Add(config);
        command.SetAction((parsed, cancellationToken) =>
        {
            var flags = values.Where(value => parsed.GetValue(value.Value) is not null).ToDictionary(value => value.Key, value => parsed.GetValue(value.Value)!);
            foreach (var (name, option) in switches)
            {
                if (parsed.GetResult(option) is { Implicit: false }) flags[name] = parsed.GetValue(option) ? "true" : "false";
            }

            return context.Parts.Serve(ServeConfiguration.Read(flags, parsed.GetValue(config), context), context, cancellationToken);
        });
        return command;
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
