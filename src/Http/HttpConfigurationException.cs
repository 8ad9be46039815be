namespace TradingAgents.Http;

/// <summary>The server must not start like this; the message is one line for the one who starts it.</summary>
public sealed class HttpConfigurationException(string message, Exception? inner = null) : Exception(message, inner);
