using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using TradingAgents.Client.Http;

namespace TradingAgents.Processes;

/// <summary>A process that says <c>listening on</c> where its HTTP facade is; killed when disposed of.</summary>
internal abstract class ListeningProgram : IAsyncDisposable
{
    private const string Listening = "listening on ";
    private const int MaxLogLines = 5000;

    private readonly ConcurrentQueue<string> _log = new();
    private readonly TaskCompletionSource<string> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _disposed;

    protected ListeningProgram(Process process)
    {
        Process = process;
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

    public bool HasExited => Process.HasExited;

    /// <summary>The end of its log, for a failure's message.</summary>
    public string Log => string.Join('\n', _log.TakeLast(20));

    /// <summary>All that it has written to standard error and to standard output, up to the last 5,000 lines.</summary>
    public IReadOnlyCollection<string> Written => _log;

    /// <summary>The lines of its log that tell of a mistake of its own; none are expected.</summary>
    public IEnumerable<string> LoggedErrors => _log.Where(line => line.Contains("\"LogLevel\":\"Error\"", StringComparison.Ordinal) || line.Contains("\"LogLevel\":\"Critical\"", StringComparison.Ordinal));

    protected Process Process { get; }

    /// <summary>kill -9; returns when the process is gone.</summary>
    public async Task KillAsync()
    {
        Process.Kill();
        await Process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; returns at once.</summary>
    public void Terminate() => Send("TERM");

    /// <summary>SIGSTOP: it does nothing at all until <see cref="Thaw"/>.</summary>
    public void Freeze() => Send("STOP");

    /// <summary>SIGCONT.</summary>
    public void Thaw() => Send("CONT");

    /// <summary>Its exit code; one that does not end in time fails the test.</summary>
    public async Task<int> ExitAsync(TimeSpan limit)
    {
        using var late = new CancellationTokenSource(limit);
        try
        {
            await Process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The program did not exit within {limit.TotalSeconds} s. Its log ends:\n{Log}");
        }

        return Process.ExitCode;
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
        if (!Process.HasExited) await KillAsync();
        Process.Dispose();
        Client?.Dispose();
    }

    /// <summary>Returns once it listens; one that does not fails the test.</summary>
    protected async Task ListeningAsync(TimeSpan limit)
    {
        var first = await Task.WhenAny(_listening.Task, Process.WaitForExitAsync(), Task.Delay(limit));
        if (first != _listening.Task)
        {
            await DisposeAsync();
            Assert.Fail($"The server does not listen. Its log ends:\n{Log}");
        }

        if (Client is not null) return;
        Url = new Uri(await _listening.Task);
        Client = new HttpAnalysisEngine(new HttpClientOptions { Server = Url, Retries = 0, Reconnects = 0 });
    }

    private void Send(string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {Process.Id}")]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
