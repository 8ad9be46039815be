using System.Diagnostics;

namespace TradingAgents.ClusterEndToEnd;

/// <summary>A running <c>tradingagents-silo</c>, killed when disposed of.</summary>
internal sealed class SiloProcess : ListeningProgram
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(180); // A busy machine has taken 67 s.
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(50);

    private SiloProcess(string name, string port, Process process) : base(process) => (Name, Port) = (name, port);

    public string Name { get; }

    /// <summary>On which other silos reach it.</summary>
    public string Port { get; }

    /// <summary>Starts a silo; <see cref="ReadyAsync"/> waits for it.</summary>
    public static SiloProcess Start(string redis, string name, params string[] options)
    {
        var port = FreePort.Next();
        string[] arguments =
        [
            "--clustering", "redis", "--redis", redis, "--name", name, "--urls", "http://127.0.0.1:0", "--silo-port", port, "--gateway-port", FreePort.Next(), "--allow-synthetic", .. options,
        ];
        return new SiloProcess(name, port, ProgramFile.Start(Path.GetTempPath(), arguments));
    }

    /// <summary>Starts a silo that is a cluster of its own, in memory.</summary>
    public static SiloProcess StartAlone((string Name, string Value)[] environment, params string[] options)
    {
        var port = FreePort.Next();
        string[] arguments = ["--urls", "http://127.0.0.1:0", "--silo-port", port, "--gateway-port", FreePort.Next(), "--allow-synthetic", .. options];
        return new SiloProcess("node-1", port, ProgramFile.Start(Path.GetTempPath(), arguments, environment));
    }

    /// <summary>Returns once its facade answers.</summary>
    public Task ListeningAsync() => ListeningAsync(StartLimit);

    /// <summary>Returns once it is a node of its cluster and takes work.</summary>
    public async Task ReadyAsync()
    {
        await ListeningAsync();
        using var late = new CancellationTokenSource(StartLimit);
        using var ask = new PeriodicTimer(AskEvery);
        while (!(await Client.GetReadinessAsync(late.Token)).Ready)
        {
            if (HasExited) Assert.Fail($"The silo {Name} ended at its start. Its log ends:\n{Log}");
            await ask.WaitForNextTickAsync(late.Token);
        }
    }
}
