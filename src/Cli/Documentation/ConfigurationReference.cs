using System.Text;
using System.Xml.Linq;
using TradingAgents.Cli.Serving;
using TradingAgents.Client.Http;

namespace TradingAgents.Cli.Documentation;

/// <summary>docs/configuration.md, from the settings of <c>serve</c> and the options of the client.</summary>
internal static class ConfigurationReference
{
    private const string Head =
        """
        # Configuration

        Written by `tradingagents docs configuration`; a test checks that it is current.

        ## The server

        A flag wins over the environment, which wins over the configuration file, which wins over the default. The file is `tradingagents.json` in the working directory, or what
        `--config` names: one JSON object (comments and trailing commas are allowed) with the names below, paths relative to the file. A wrong value, wherever it stands, and an unknown name
        stop the start with one line and exit code 2. `tradingagents doctor` tries a configuration without starting anything.

        ```json
        { "nodes": 2, "max_concurrent": 8, "data_dir": "data", "allow_synthetic": true, "log_level": "warning" }
        ```

        """;

    private const string Middle =
        """

        Limits, nodes and the strategy can be changed while it runs, by `/api/v1/admin` ([http-api.md](http-api.md)); such changes last as long as the process.

        ## The client commands

        | what | by | default |
        |---|---|---|
        | the server | `--server URL` | `http://127.0.0.1:8000` |
        | the key | `--key KEY`, or `TRADINGAGENTS_KEY` of the environment | none |
        | no colour | `NO_COLOR` of the environment, not empty | colour on a terminal |

        ## .NET programs

        Options of `AddTradingAgentsHttpClient` of the package `TradingAgents.Client.Http`. From a configuration section they have the same names, and times as `00:00:30`; a wrong one stops the start.

        """;

    public static string Write()
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        text.Append("\n| flag | in the file | environment | must be | meaning |\n|---|---|---|---|---|\n");
        foreach (var setting in ServeSettings.All)
            Row(text, Code(setting.Flag), Code(setting.Name), setting.Variable is { } variable ? Code(variable) : "", setting.Expected, setting.Description);
        text.Append(Middle.ReplaceLineEndings("\n")).Append("\n| option | type | meaning |\n|---|---|---|\n");
        var meanings = MeaningsOf(typeof(HttpClientOptions));
        foreach (var option in typeof(HttpClientOptions).GetProperties())
            Row(text, Code(option.Name), Nullable.GetUnderlyingType(option.PropertyType)?.Name ?? option.PropertyType.Name, meanings[option.Name]);
        return text.ToString();
    }

    private static void Row(StringBuilder text, params string[] cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");

    private static string Code(string name) => $"`{name}`";

    /// <summary>The summaries of a type's properties, from the XML documentation that is built beside its assembly.</summary>
    private static Dictionary<string, string> MeaningsOf(Type type)
    {
        var file = Path.ChangeExtension(type.Assembly.Location, ".xml");
        if (!File.Exists(file)) throw new UsageException($"The documentation of the options is not at '{file}': run it from a build.");
        var prefix = $"P:{type.FullName}.";
        return XDocument.Load(file).Descendants("member")
            .Where(member => member.Attribute("name")!.Value.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(member => member.Attribute("name")!.Value[prefix.Length..], member => TextOf(member.Element("summary")!));
    }

    private static string TextOf(XElement summary) => string.Join(' ', string.Concat(summary.Nodes().Select(node => node switch
    {
        XElement { Name.LocalName: "c" } code => Code(code.Value),
        XElement { Name.LocalName: "see" } see => Code(see.Attribute("cref")!.Value.Split('.')[^1]),
        XElement other => other.Value,
        var plain => plain.ToString(),
    })).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
