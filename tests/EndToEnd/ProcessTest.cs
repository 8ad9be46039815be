namespace TradingAgents.EndToEnd;

/// <summary>A test with a folder of its own and servers that end with it.</summary>
public abstract class ProcessTest : ProgramTest
{
    private readonly List<ServerProcess> _servers = [];

    protected string DataDirectory => Path.Combine(Folder, "data");

    private protected Task<ServerProcess> ServeAsync(params string[] options) => ServeFromAsync(DataDirectory, options);

    private protected async Task<ServerProcess> ServeFromAsync(string dataDirectory, params string[] options)
    {
        var server = await ServerProcess.StartAsync(dataDirectory, options);
        _servers.Add(server);
        return server;
    }

    /// <inheritdoc />
    protected override async Task EndProgramsAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
    }
}
