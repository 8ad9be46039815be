using System.Diagnostics;
using System.Globalization;

namespace TradingAgents.EndToEnd;

/// <summary>A running <c>tradingagents serve</c>, killed when disposed of.</summary>
internal sealed class ServerProcess(Process process) : ListeningProgram(process)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    /// <summary>Starts a server and returns once it listens.</summary>
    /// <param name="dataDirectory">What it keeps.</param>
    /// <param name="options">Further options of <c>serve</c>; without <c>--urls</c> it takes a free port.</param>
    public static async Task<ServerProcess> StartAsync(string dataDirectory, params string[] options)
    {
        string[] address = options.Contains("--urls") ? [] : ["--urls", "http://127.0.0.1:0"];
        string[] arguments = ["serve", .. address, "--data-dir", dataDirectory, "--allow-synthetic", .. options];
        var server = new ServerProcess(ProgramFile.Start(Path.GetTempPath(), arguments));
        await server.ListeningAsync(StartLimit);
        return server;
    }

    /// <summary>What it holds of the memory, in MiB.</summary>
    public long ResidentMegabytes
    {
        get
        {
            Process.Refresh();
            return Process.WorkingSet64 >> 20;
        }
    }

    /// <summary>Its threads.</summary>
    public int Threads
    {
        get
        {
            Process.Refresh();
            return Process.Threads.Count;
        }
    }

    /// <summary>Its open files, sockets and the like; only Linux tells.</summary>
    public int OpenHandles => Directory.GetFileSystemEntries(string.Create(CultureInfo.InvariantCulture, $"/proc/{Process.Id}/fd")).Length;
}
