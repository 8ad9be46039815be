using System.Diagnostics;
using System.Globalization;

namespace TradingAgents.Processes;

/// <summary>A Redis of these tests' own, on loopback, in a folder of its own; killed when disposed of.</summary>
internal sealed class RedisServer : IDisposable
{
    private static readonly string[] Places = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/bin", "/usr/local/bin"];
    private readonly string _folder = Directory.CreateTempSubdirectory("tradingagents-redis").FullName;
    private readonly Process _process;

    private RedisServer()
    {
        var port = FreePort.Next();
        Address = "127.0.0.1:" + port;
        string[] arguments = ["--bind", "127.0.0.1", "--port", port, "--dir", _folder, "--appendonly", "yes", "--save", "", "--logfile", Path.Combine(_folder, "redis.log")];
        _process = Process.Start(Program!, arguments);
    }

    /// <summary>Where the program is; null where it is not installed.</summary>
    public static string? Program { get; } = Places.Select(place => Path.Combine(place, "redis-server")).FirstOrDefault(File.Exists);

    public string Address { get; }

    /// <summary>Starts it with the settings of start-cluster.sh; without the program the test is skipped.</summary>
    public static RedisServer Start()
    {
        Assert.SkipWhen(Program is null, "redis-server is not installed: tests/Shared/Redis/install-redis.sh does it where apt-get can.");
        return new RedisServer();
    }

    /// <summary>It answers nobody until <see cref="Thaw"/>.</summary>
    public void Freeze() => Send("STOP");

    public void Thaw() => Send("CONT");

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Send(string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {_process.Id}")]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
