using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TradingAgents.Embedded.Tests;

/// <summary>Keeps what an engine logs of its own mistakes; a disk that fails is none.</summary>
internal sealed class FailureLog : ILoggerFactory, ILogger
{
    public ConcurrentQueue<string> Mistakes { get; } = new();

    public ConcurrentQueue<string> Warnings { get; } = new();

    public ConcurrentQueue<string> Errors { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel == LogLevel.Warning) Warnings.Enqueue(formatter(state, exception));
        if (logLevel == LogLevel.Error) Errors.Enqueue($"{formatter(state, exception)} {exception}");
        if (logLevel == LogLevel.Critical || eventId.Name == "LogCallbackFailed") Mistakes.Enqueue($"{formatter(state, exception)} {exception}");
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
