using System.CommandLine;
using TradingAgents.Client.Http;

namespace TradingAgents.Cli.Commands;

/// <summary>The options of every command that talks to a server.</summary>
/// <param name="json">What <c>--json</c> prints.</param>
/// <param name="outer">Those of the command above, so that they count wherever on the line they stand.</param>
internal sealed class ClientOptions(string json = "Print what the API answered, as it came", ClientOptions? outer = null)
{
    public const string JsonName = "--json";
    public const string ServerName = "--server";

    private static readonly Uri DefaultServer = new("http://127.0.0.1:8000");

    private readonly Option<Uri?> _server = OptionOf.Value<Uri?>(
        ServerName, "URL", $"Where the server is; default {DefaultServer.OriginalString}", "an address such as http://127.0.0.1:8000",
        text => Uri.TryCreate(text, UriKind.Absolute, out var server) && server.Scheme is "http" or "https" ? new Uri(text) : null);

    private readonly Option<string?> _key = OptionOf.Text("--key", "KEY", "The API key; default: TRADINGAGENTS_KEY of the environment");
    private readonly Option<bool> _json = OptionOf.Switch(JsonName, json);

    public void AddTo(Command command)
    {
        command.Add(_server);
        command.Add(_key);
        command.Add(_json);
    }

    public bool Json(ParseResult parsed) => parsed.GetValue(_json) || outer?.Json(parsed) == true;

    public HttpAnalysisEngine Connect(ParseResult parsed, CliContext context) => Connect(parsed, context, Server(parsed));

    /// <summary>A connection to another server than the one named, with the same key.</summary>
    public HttpAnalysisEngine Connect(ParseResult parsed, CliContext context, Uri server) =>
        new(new HttpClientOptions { Server = server, Key = Key(parsed) ?? context.Environment("TRADINGAGENTS_KEY") }, context.Handler, context.Time);

    /// <summary>The command that follows a task from here, without the key.</summary>
    public string WatchCommandLine(ParseResult parsed, string taskId) => CommandLine(parsed, "watch " + taskId);

    /// <summary>A command to the same server, without the key.</summary>
    public string CommandLine(ParseResult parsed, string command) =>
        "tradingagents " + command + (Server(parsed) == DefaultServer ? "" : $" --server {Server(parsed).OriginalString}");

    /// <summary>Whether the server was named rather than assumed.</summary>
    public bool IsServerNamed(ParseResult parsed) => Named(parsed) is not null;

    /// <summary>Where the server is.</summary>
    public Uri Server(ParseResult parsed) => Named(parsed) ?? DefaultServer;

    private Uri? Named(ParseResult parsed) => parsed.GetValue(_server) ?? outer?.Named(parsed);

    private string? Key(ParseResult parsed) => parsed.GetValue(_key) ?? outer?.Key(parsed);
}
