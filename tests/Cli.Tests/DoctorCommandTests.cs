using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace TradingAgents.Cli.Tests;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tradingagents-doctor").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_sound_installation_has_no_problem_and_nothing_is_made()
    {
        var run = await RunAsync("");

        Assert.Equal((0, "Nothing is wrong.\n"), (run.ExitCode, run.Error));
        Assert.Matches("(?m)^ok       market data     .*: 3 symbols, the last day is ", run.Out);
        Assert.Matches("(?m)^ok       data directory  .* is made at the first start$", run.Out);
        Assert.Matches("(?m)^note     server          none answers at http://127.0.0.1:[0-9]+\n +-> Start one with: tradingagents serve$", run.Out);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_running_server_of_this_version_is_found_well()
    {
        var run = await RunAsync("--server http://127.0.0.1:4711", server: Running(typeof(Cli).Assembly.GetName().Version!.ToString(3)));

        Assert.Equal((0, "Nothing is wrong.\n"), (run.ExitCode, run.Error));
        Assert.Contains("http://127.0.0.1:4711 answers and takes work", run.Out);
    }

    [Fact]
    public async Task A_server_of_another_version_is_a_warning()
    {
        var run = await RunAsync("--server http://127.0.0.1:4711", server: Running("9.9.9"));

        Assert.Equal((0, "0 problems, 1 warning.\n"), (run.ExitCode, run.Error));
        Assert.Matches("warning  version .*, the server 9.9.9\n +-> Install the same version of both.", run.Out);
    }

    [Fact]
    public async Task A_named_server_that_does_not_answer_is_a_problem()
    {
        var run = await RunAsync("--server http://127.0.0.1:4711");

        Assert.Equal((1, "1 problem, 0 warnings.\n"), (run.ExitCode, run.Error));
        Assert.Contains("problem  server          The server at http://127.0.0.1:4711/ cannot be reached", run.Out);
    }

    [Fact]
    public async Task A_server_that_wants_a_key_says_where_to_give_it()
    {
        var run = await RunAsync("--server http://127.0.0.1:4711", server: new FakeServer(_ => FakeAnswer.Problem(401, "unauthenticated", "A key is needed.")));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("TRADINGAGENTS_KEY", run.Out);
    }

    [Fact]
    public async Task A_port_in_use_is_a_problem_with_another_one_to_take()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var run = await RunAsync("", urls: $"http://127.0.0.1:{port}");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"http://127.0.0.1:{port} cannot be listened on: another program uses the port", run.Out);
        Assert.Contains("--urls http://127.0.0.1:", run.Out);
    }

    [Fact]
    public async Task Listening_beyond_loopback_without_keys_is_a_problem()
    {
        var run = await RunAsync("", urls: "http://0.0.0.0:0");

        Assert.Equal(1, run.ExitCode);
        Assert.Matches("problem  access .*\n +-> .*--api-keys", run.Out);
    }

    [Fact]
    public async Task Weak_keys_that_others_can_read_are_two_warnings()
    {
        var keys = Path.Combine(_folder, "keys");
        await File.WriteAllTextAsync(keys, "desk user short\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        var run = await RunAsync($"--api-keys {keys}");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("the keys of desk have fewer than 16 characters", run.Out);
        Assert.Contains($"chmod 600 '{keys}'", run.Out);
        Assert.DoesNotContain("short", run.Out.Replace("shorter", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_data_directory_that_is_a_file_or_in_use_is_told()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");
        var held = Directory.CreateDirectory(Path.Combine(_folder, "held")).FullName;
        await File.WriteAllTextAsync(Path.Combine(held, "pid"), "4711");
        using var _ = new FileStream(Path.Combine(held, "lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var notFolder = await RunAsync("", dataDirectory: file);
        var inUse = await RunAsync("", dataDirectory: held);

        Assert.Contains($"problem  configuration   --data-dir: '{file}' is not valid: it must be a folder.", notFolder.Out);
        Assert.Equal(1, notFolder.ExitCode);
        Assert.Contains("is in use by process 4711, but no server answers where one should", inUse.Out);
        Assert.Equal(0, inUse.ExitCode);
    }

    [Fact]
    public async Task A_wrong_value_and_unreadable_prices_are_found_in_one_go()
    {
        var data = Directory.CreateDirectory(Path.Combine(_folder, "data", "prices")).Parent!.FullName;
        await File.WriteAllTextAsync(Path.Combine(data, "prices", "BAD.csv"), "date,open\nnonsense\n");
        var wrong = await RunAsync("--nodes 0");
        var unreadable = await RunAsync($"--market-data {data}");

        Assert.Contains("problem  configuration   --nodes: '0' is not valid", wrong.Out);
        Assert.Contains("BAD.csv", unreadable.Out);
        Assert.Equal((1, 1), (wrong.ExitCode, unreadable.ExitCode));
    }

    [Fact]
    public async Task Json_has_every_finding_with_its_level_and_remedy()
    {
        var run = await RunAsync("--json");

        using var json = JsonDocument.Parse(run.Out);
        var server = json.RootElement.GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("subject").GetString() == "server");
        Assert.Equal(("note", "Start one with: tradingagents serve"), (server.GetProperty("level").GetString(), server.GetProperty("remedy").GetString()));
    }

    private static FakeServer Running(string version) => new(request => request.Target switch
    {
        "/api/v1/system/nodes" => new FakeAnswer(200, """{"nodes":[]}"""),
        "/api/v1/system/alerts" => new FakeAnswer(200, """{"alerts":[]}"""),
        "/metrics" => new FakeAnswer(200, $"# TYPE x gauge\ntradingagents_build_info{{version=\"{version}\"}} 1\n", "text/plain"),
        _ => new FakeAnswer(200, """{"status":"ready"}"""),
    });

    private Task<CliRun> RunAsync(string more, string? urls = null, string? dataDirectory = null, FakeServer? server = null)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        urls ??= $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        free.Stop();
        var line = $"doctor --urls {urls} --data-dir {dataDirectory ?? Path.Combine(_folder, "tasks")} {more}";
        return new Cli { Server = server ?? FakeServer.Away, WorkingDirectory = _folder }.RunAsync(line);
    }
}
