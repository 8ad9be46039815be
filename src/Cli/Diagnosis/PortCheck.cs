using System.Net;
using System.Net.Sockets;

namespace TradingAgents.Cli.Diagnosis;

/// <summary>Whether a server could listen where it is to listen.</summary>
internal static class PortCheck
{
    /// <summary>The address by which this machine reaches a server that listens there.</summary>
    public static Uri Reachable(string url)
    {
        var uri = new Uri(url.Replace("://*", "://127.0.0.1", StringComparison.Ordinal).Replace("://+", "://127.0.0.1", StringComparison.Ordinal));
        return uri.Host is "0.0.0.0" or "[::]" ? new UriBuilder(uri) { Host = "127.0.0.1" }.Uri : uri;
    }

    public static IEnumerable<Finding> Find(string url, ServerCheck server)
    {
        var uri = Reachable(url);
        if (uri.Port == 0) yield break;
        if (server.Answers && server.Url.Port == uri.Port) yield break; // Taken by whom it is meant for.
        if (Refusal(uri) is { } refusal)
        {
            yield return refusal == SocketError.AccessDenied
                ? new("port", FindingLevel.Problem, $"this user may not listen on port {uri.Port}", "Take one above 1023 with --urls.")
                : new("port", FindingLevel.Problem, $"{url} cannot be listened on: {Text(refusal)}", $"Stop what uses it, or take another with --urls {uri.Scheme}://{uri.Host}:{(uri.Port < 65535 ? uri.Port + 1 : 8000)}");
        }
        else
        {
            yield return new("port", FindingLevel.Ok, $"{url} is free");
        }
    }

    private static SocketError? Refusal(Uri uri)
    {
        try
        {
            var address = uri.HostNameType switch
            {
                UriHostNameType.IPv4 or UriHostNameType.IPv6 => IPAddress.Parse(uri.Host.Trim('[', ']')),
                _ when uri.IsLoopback => IPAddress.Loopback,
                _ => IPAddress.Any,
            };
            using var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(address, uri.Port));
            listener.Listen();
            return null;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode;
        }
    }

    private static string Text(SocketError error) => error switch
    {
        SocketError.AddressAlreadyInUse => "another program uses the port",
        SocketError.AddressNotAvailable => "it is no address of this machine",
        _ => error.ToString(),
    };
}
