using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using TradingAgents.Client.Http;

namespace TradingAgents.EndToEnd;

/// <summary>A running <c>tradingagents serve</c>, killed when disposed of.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Listening = "listening on ";
    private const int MaxLogLines = 5000;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private bool _disposed;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly TaskCompletionSource<string> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null) _log.Enqueue(line.Data);
            if (line.Data?.StartsWith(Listening, StringComparison.Ordinal) == true) _listening.TrySetResult(line.Data[Listening.Length..].Trim());
        };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null) return;
            _log.Enqueue(line.Data);
            while (_log.Count > MaxLogLines) _log.TryDequeue(out string? _);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Url { get; private set; } = null!;

    /// <summary>A client that repeats nothing: what it reports is what one call did.</summary>
    public HttpAnalysisEngine Client { get; private set; } = null!;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts a server and returns once it listens.</summary>
    /// <param name="dataDirectory">What it keeps.</param>
    /// <param name="options">Further options of <c>serve</c>.</param>
    public static async Task<ServerProcess> StartAsync(string dataDirectory, params string[] options)
    {
        string[] arguments = ["serve", "--urls", "http://127.0.0.1:0", "--data-dir", dataDirectory, "--allow-synthetic", .. options];
        var server = new ServerProcess(ProgramFile.Start(Path.GetTempPath(), arguments));
        var first = await Task.WhenAny(server._listening.Task, server._process.WaitForExitAsync(), Task.Delay(StartLimit));
        if (first != server._listening.Task)
        {
            await server.DisposeAsync();
            Assert.Fail($"The server does not listen. Its log ends:\n{server.Log}");
        }

        server.Url = new Uri(await server._listening.Task);
        server.Client = new HttpAnalysisEngine(new HttpClientOptions { Server = server.Url, Retries = 0, Reconnects = 0 });
        return server;
    }

    /// <summary>The end of its log, for a failure's message.</summary>
    public string Log => string.Join('\n', _log.TakeLast(20));

    /// <summary>All that it has written to standard error and to standard output, up to the last 5,000 lines.</summary>
    public IReadOnlyCollection<string> Written => _log;

    /// <summary>The lines of its log that tell of a mistake of its own; none are expected.</summary>
    public IEnumerable<string> LoggedErrors => _log.Where(line => line.Contains("\"LogLevel\":\"Error\"", StringComparison.Ordinal) || line.Contains("\"LogLevel\":\"Critical\"", StringComparison.Ordinal));

    /// <summary>What it holds of the memory, in MiB.</summary>
    public long ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 >> 20;
        }
    }

    /// <summary>Its threads.</summary>
    public int Threads
    {
        get
        {
            _process.Refresh();
            return _process.Threads.Count;
        }
    }

    /// <summary>Its open files, sockets and the like; only Linux tells.</summary>
    public int OpenHandles => Directory.GetFileSystemEntries(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/fd")).Length;

    /// <summary>kill -9; returns when the process is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; returns at once.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {_process.Id}")]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Its exit code; one that does not end in time fails the test.</summary>
    public async Task<int> ExitAsync(TimeSpan limit)
    {
        using var late = new CancellationTokenSource(limit);
        try
        {
            await _process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The server did not exit within {limit.TotalSeconds} s. Its log ends:\n{Log}");
        }

        return _process.ExitCode;
    }

    /// <summary>SIGTERM, and the end of the process.</summary>
    public async Task StopAsync()
    {
        Terminate();
        Assert.Equal(0, await ExitAsync(TimeSpan.FromSeconds(60)));
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed) return; // A test may end a server before its end.
        _disposed = true;
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
        Client?.Dispose();
    }
}
