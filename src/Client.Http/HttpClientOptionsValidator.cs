using Microsoft.Extensions.Options;

namespace TradingAgents.Client.Http;

/// <summary>Judges options before the first call is made; each finding says what the value must be.</summary>
internal sealed class HttpClientOptionsValidator : IValidateOptions<HttpClientOptions>
{
    /// <summary>The longest of any time.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, HttpClientOptions options)
    {
        var findings = Findings(options).ToList();
        return findings.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(findings);
    }

    private static IEnumerable<string> Findings(HttpClientOptions options)
    {
        if (options.Server is not { IsAbsoluteUri: true, Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" })
            yield return $"{nameof(options.Server)} must be an address such as http://127.0.0.1:8000, but is '{options.Server}'.";
        if (options.Key?.Any(c => c is <= ' ' or >= '\x7f') == true)
            yield return $"{nameof(options.Key)} must be printable ASCII without spaces."; // Its value is no one's to read.
        foreach (var (member, value) in new[] { (nameof(options.Retries), options.Retries), (nameof(options.Reconnects), options.Reconnects) })
        {
            if (value is < 0 or > 1000) yield return $"{member} must be 0 to 1000, but is {value}.";
        }

        foreach (var (member, value) in new[] { (nameof(options.Timeout), options.Timeout), (nameof(options.StreamSilence), options.StreamSilence) })
        {
            if (value <= TimeSpan.Zero || value > Longest) yield return $"{member} must be above 0 and at most a day, but is {value}.";
        }

        foreach (var (member, value) in new[]
        {
            (nameof(options.Backoff), options.Backoff), (nameof(options.MaxBackoff), options.MaxBackoff), (nameof(options.WaitForPlace), options.WaitForPlace),
        })
        {
            if (value < TimeSpan.Zero || value > Longest) yield return $"{member} must be 0 to a day, but is {value}.";
        }
    }
}
