using System.Net.Http.Headers;
using System.Text;

namespace TradingAgents.ClusterEndToEnd;

/// <summary>Two silos over one Redis, which ask for keys.</summary>
public sealed class TwoKeyedSilos : IAsyncDisposable
{
    public const string AdminKey = "tac_admin_0123456789abcdef", UserKey = "tac_user_0123456789abcdef", BusyKey = "tac_busy_0123456789abcdef";

    private readonly string _folder = Directory.CreateTempSubdirectory("tradingagents-keys").FullName;
    private RedisServer? _redis;
    private SiloProcess[]? _silos;

    /// <summary>Both, once they are ready.</summary>
    internal async Task<SiloProcess[]> StartedAsync()
    {
        if (_silos is not null) return _silos;
        _redis = RedisServer.Start();
        var keys = Path.Combine(_folder, "keys");
        await File.WriteAllTextAsync(keys, $"ada admin {AdminKey}\numa user {UserKey}\nbob user {BusyKey}\n");
        _silos = [.. new[] { "node-1", "node-2" }.Select(name => SiloProcess.Start(_redis.Address, name, "--api-keys", keys))];
        await Task.WhenAll(_silos.Select(silo => silo.ReadyAsync()));
        return _silos;
    }

    /// <summary>Calls a silo with a key.</summary>
    internal static async Task<HttpResponseMessage> SendAsync(SiloProcess silo, string? key, HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = silo.Url };
        using var request = new HttpRequestMessage(method, path);
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos ?? []) await silo.DisposeAsync();
        _redis?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
