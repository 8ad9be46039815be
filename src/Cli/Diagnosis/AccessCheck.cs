using TradingAgents.Cli.Serving;
using TradingAgents.Http;

namespace TradingAgents.Cli.Diagnosis;

/// <summary>Who could reach the server, and with which keys.</summary>
internal static class AccessCheck
{
    private const string Subject = "access";

    public static IEnumerable<Finding> Find(ServeOptions options)
    {
        ApiKeys? keys = null;
        Finding? wrong = null;
        try
        {
            keys = options.ApiKeys is { } file ? ApiKeys.Load(file) : null;
            ListenGuard.Check(options.Urls, keys);
        }
        catch (HttpConfigurationException refused)
        {
            wrong = new(Subject, FindingLevel.Problem, refused.Message,
                keys is null && options.ApiKeys is null ? "Make a file with a line 'name role key' per key and name it with --api-keys, or listen on 127.0.0.1." : "Correct the file.");
        }

        if (wrong is not null)
        {
            yield return wrong;
            yield break;
        }

        yield return new(Subject, FindingLevel.Ok, keys is null ? "open to this machine only, without keys" : $"{keys.Count} keys");
        if (keys?.WeakNames is { Count: > 0 } weak)
            yield return new(Subject, FindingLevel.Warning, $"the keys of {string.Join(", ", weak)} have fewer than 16 characters and can be guessed", "Make longer ones, such as by: openssl rand -hex 24");
        if (options.ApiKeys is { } readable && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(readable) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != 0)
            yield return new(Subject, FindingLevel.Warning, "others on this machine can read the file of the keys", $"chmod 600 '{readable}'");
    }
}
