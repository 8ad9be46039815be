using System.Runtime.InteropServices;

namespace TradingAgents.Cli;

/// <summary>SIGINT and SIGTERM: the first asks the command to stop, the second stops the process at once.</summary>
internal sealed class Signals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    public Signals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Handle(signal, 130)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Handle(signal, 143)),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stop => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _stop.Dispose();
    }

    private void Handle(PosixSignalContext signal, int exitCode)
    {
        signal.Cancel = true;
        if (Interlocked.Increment(ref _count) > 1) Environment.Exit(exitCode);

        // Not on the signal's thread: a callback that takes long would keep the second signal from being seen.
        _ = _stop.CancelAsync();
    }
}
