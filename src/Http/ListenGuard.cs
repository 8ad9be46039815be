using System.Net;
using Microsoft.AspNetCore.Http;

namespace TradingAgents.Http;

/// <summary>Keeps an open server from being reachable from elsewhere.</summary>
public static class ListenGuard
{
    /// <summary>Checks the addresses a server is about to listen on.</summary>
    /// <param name="urls">As given to the server; an entry may hold several, divided by semicolons.</param>
    /// <param name="keys">Null where none are configured.</param>
    /// <exception cref="HttpConfigurationException">A URL is malformed, or is not loopback (127.0.0.0/8, ::1, localhost) while no keys are configured.</exception>
    public static void Check(IEnumerable<string> urls, ApiKeys? keys)
    {
        foreach (var url in urls.SelectMany(entry => entry.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            var host = HostOf(url);
            if (keys is null && !IsLoopback(host))
                throw new HttpConfigurationException($"Refusing to listen on {url} without API keys: configure --api-keys FILE, or listen on 127.0.0.1.");
        }
    }

    /// <summary>Whether only this machine can reach the host. A name other than localhost, <c>*</c> and <c>+</c> are not.</summary>
    internal static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ||
        (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static string HostOf(string url)
    {
        try
        {
            return BindingAddress.Parse(url).Host;
        }
        catch (FormatException malformed)
        {
            throw new HttpConfigurationException($"'{url}' is not a URL to listen on: write it as http://127.0.0.1:8000.", malformed);
        }
    }
}
