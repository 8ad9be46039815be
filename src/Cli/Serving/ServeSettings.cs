using System.Globalization;
using TradingAgents.Abstractions;
using TradingAgents.Core.Placement;

namespace TradingAgents.Cli.Serving;

/// <summary>One setting of <c>serve</c>: its names in every source, what its values must be, and what they set.</summary>
/// <param name="Name">In a configuration file; the flag is the same with dashes.</param>
/// <param name="Kind">What kind of JSON value it is.</param>
/// <param name="Expected">What a value must be, to follow "must be".</param>
/// <param name="Description">For the help.</param>
/// <param name="Apply">Sets it from its text; null where the text is no such value.</param>
/// <param name="Variable">Of the environment; null: none.</param>
internal sealed record ServeSetting(
    string Name, SettingKind Kind, string Expected, string Description, Func<ServeOptions, string, ServeOptions?> Apply, string? Variable = null)
{
    public string Flag => "--" + Name.Replace('_', '-');
}

/// <summary>How a setting is written in JSON and on the command line.</summary>
internal enum SettingKind
{
    Text,
    Number,

    /// <summary>A file or folder: relative to where it is named.</summary>
    Path,

    /// <summary>A flag without a value; true or false elsewhere.</summary>
    Switch,
}

/// <summary>All settings of <c>serve</c>; the one place where their values are judged.</summary>
internal static class ServeSettings
{
    public static IReadOnlyList<ServeSetting> All { get; } =
    [
        new("urls", SettingKind.Text, "addresses such as http://127.0.0.1:8000, with semicolons between", "Where to listen; default http://127.0.0.1:8000",
            (options, text) => ReadUrls(text) is { } urls ? options with { Urls = urls } : null),
        new("nodes", SettingKind.Number, "a whole number from 1 to 1000", "Nodes; default 3",
            (options, text) => ReadWhole(text, 1, 1000) is { } nodes ? options with { Nodes = nodes } : null),
        new("max_concurrent", SettingKind.Number, "a whole number from 1 to 10000", "Analyses that run on a node at once; default 5",
            (options, text) => ReadWhole(text, 1, 10_000) is { } slots ? options with { Limits = options.Limits with { MaxConcurrentAnalyses = slots } } : null,
            "MAX_CONCURRENT_ANALYSES"),
        new("max_queue", SettingKind.Number, "a whole number from 0 to 10000000", "Tasks that wait on a node; default 50",
            (options, text) => ReadWhole(text, 0, 10_000_000) is { } places ? options with { Limits = options.Limits with { MaxQueueSize = places } } : null,
            "MAX_QUEUE_SIZE"),
        new("timeout", SettingKind.Number, "a number of seconds above 0, at most 7200", "How long one attempt may run at depth 1, in seconds; default 300",
            (options, text) => ReadSeconds(text, 7200) is > 0 and { } seconds ? options with { Limits = options.Limits with { AnalysisTimeout = seconds } } : null,
            "ANALYSIS_TIMEOUT"),
        new("strategy", SettingKind.Text, "one of " + string.Join(", ", ContractJson.NamesOf<PlacementStrategy>()), "How a task's node is chosen; default least_connections",
            (options, text) => ContractJson.TryParseName<PlacementStrategy>(text, out var strategy) ? options with { Strategy = strategy } : null),
        new("aging_seconds", SettingKind.Number, "a number of seconds above 0, at most 86400", "What a task waits to rise by one priority; default 60",
            (options, text) => ReadSeconds(text, 86_400) is > 0 and { } seconds ? options with { Aging = TimeSpan.FromSeconds(seconds) } : null),
        new("data_dir", SettingKind.Path, "a folder", "Where tasks are kept; default: a folder of the user's",
            (options, text) => File.Exists(text) ? null : options with { DataDir = text }),
        new("market_data", SettingKind.Path, "a folder that exists", "A folder with prices/SYMBOL.csv; default: the data that ships",
            (options, text) => Directory.Exists(text) ? options with { MarketData = text } : null),
        new("api_keys", SettingKind.Path, "a file that exists", "A file with a line per key: name role key",
            (options, text) => File.Exists(text) ? options with { ApiKeys = text } : null),
        new("drain_seconds", SettingKind.Number, "a number of seconds from 0 to 3600", "How long running tasks may go on when the server is stopped; default 30",
            (options, text) => ReadSeconds(text, 3600) is { } seconds ? options with { Drain = TimeSpan.FromSeconds(seconds) } : null),
        new("allow_synthetic", SettingKind.Switch, "true or false", "Accept the analysis type synthetic, which rehearses capacity",
            (options, text) => ReadSwitch(text) is { } on ? options with { AllowSynthetic = on } : null),
        new("allow_faults", SettingKind.Switch, "true or false", "Accept calls that break a node on purpose",
            (options, text) => ReadSwitch(text) is { } on ? options with { AllowFaults = on } : null),
        new("log_level", SettingKind.Text, "one of trace, debug, information, warning, error, critical, none", "The least severe logs to write; default information",
            (options, text) => text is "trace" or "debug" or "information" or "warning" or "error" or "critical" or "none" ? options with { LogLevel = text } : null),
        .. AlertSettings.All,
    ];

    private static string[]? ReadUrls(string text)
    {
        var urls = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return urls.Length > 0 && urls.All(IsAddress) ? urls : null;
    }

    /// <summary><c>*</c> and <c>+</c> stand for every address, as servers have it.</summary>
    private static bool IsAddress(string url) =>
        Uri.TryCreate(url.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal), UriKind.Absolute, out var address) &&
        address is { Scheme: "http", PathAndQuery: "/", UserInfo: "", Fragment: "" };

    internal static int? ReadWhole(string text, int from, int to) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= from && value <= to ? value : null;

    internal static double? ReadSeconds(string text, double to) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) &&
        value >= 0 && value <= to ? value : null;

    private static bool? ReadSwitch(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };
}
