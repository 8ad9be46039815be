using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TradingAgents.Processes;

/// <summary>Ports of the loopback that nobody uses just now.</summary>
internal static class FreePort
{
    public static string Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
