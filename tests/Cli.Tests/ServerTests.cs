using System.Net;
using TradingAgents.Cli.Serving;

namespace TradingAgents.Cli.Tests;

public sealed class ServerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_tells_its_address_first_serves_and_ends_with_code_0_when_asked_to_stop()
    {
        using var stop = new CancellationTokenSource();
        var output = new FirstLine();
        var serving = Composition.Parts.Serve(Options(), ContextWith(output), stop.Token);
        var line = await output.Task.WaitAsync(Patience);
        Assert.StartsWith("listening on http://127.0.0.1:", line);
        Assert.False(line.EndsWith(":0", StringComparison.Ordinal));

        using var http = new HttpClient { BaseAddress = new Uri(line["listening on ".Length..]) };
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/v1/data/stock?symbol=AAPL&period=5d")).StatusCode);
        await stop.CancelAsync();

        Assert.Equal(0, await serving.WaitAsync(Patience));
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync("/health"));
    }

    [Fact]
    public async Task An_address_open_to_others_needs_keys()
    {
        var refused = await RefusedAsync(Options() with { Urls = ["http://0.0.0.0:0"] });

        Assert.Contains("--api-keys", refused);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_folder_without_prices_is_refused() =>
        Assert.StartsWith("--market-data: ", await RefusedAsync(Options() with { MarketData = _folder }));

    [Fact]
    public async Task An_address_in_use_is_refused()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        Assert.StartsWith("--urls: ", await RefusedAsync(Options() with { Urls = [$"http://{listener.LocalEndpoint}"] }));
    }

    [Fact]
    public async Task An_address_that_is_not_of_this_machine_is_refused()
    {
        var keys = Path.Combine(_folder, "keys");
        await File.WriteAllTextAsync(keys, "ops admin 0123456789abcdef0123456789abcdef\n");

        Assert.StartsWith("--urls: ", await RefusedAsync(Options() with { Urls = ["http://203.0.113.1:18080"], ApiKeys = keys })); // Set aside for documents: nobody has it.
    }

    [Theory]
    [InlineData("file/below")]
    [InlineData("taken")]
    public async Task A_data_directory_that_cannot_be_used_is_refused(string name)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "file"), "");
        Directory.CreateDirectory(Path.Combine(_folder, "taken", "lock")); // Where the lock file belongs.

        Assert.StartsWith("--data-dir: ", await RefusedAsync(Options() with { DataDir = Path.Combine(_folder, name) }));
    }

    [Fact]
    public async Task A_server_whose_engine_fails_ends_with_a_code_that_has_it_started_again()
    {
        var output = new FirstLine();
        var serving = Composition.Parts.Serve(Options(), ContextWith(output, new TimeWithFaultyAlarm()), CancellationToken.None);
        var line = await output.Task.WaitAsync(Patience);
        using var http = new HttpClient { BaseAddress = new Uri(line["listening on ".Length..]) };
        await http.GetAsync("/ready"); // The first call takes long on a busy machine: the time below must still be ahead when the second arrives.
        var soon = DateTimeOffset.UtcNow.AddSeconds(8).ToString("O"); // Later than a loaded machine answers: it must wait for the alarm.
        using var body = new StringContent($$"""{"stock_code": "AAPL", "not_before": "{{soon}}"}""", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.Accepted, (await http.PostAsync("/api/v1/analysis/submit", body)).StatusCode);

        Assert.Equal(ExitCodes.Broken, await serving.WaitAsync(Patience));
    }

    [Fact]
    public async Task Two_servers_cannot_share_a_data_directory()
    {
        using var stop = new CancellationTokenSource();
        var output = new FirstLine();
        var serving = Composition.Parts.Serve(Options(), ContextWith(output), stop.Token);
        await output.Task.WaitAsync(Patience);

        Assert.StartsWith("--data-dir: ", await RefusedAsync(Options()));
        await stop.CancelAsync();
        await serving.WaitAsync(Patience);
    }

    private ServeOptions Options() => new()
    {
        Urls = ["http://127.0.0.1:0"],
        DataDir = Path.Combine(_folder, "data"),
        Drain = TimeSpan.Zero,
        LogLevel = "none",
    };

    private async Task<string> RefusedAsync(ServeOptions options)
    {
        var refused = await Assert.ThrowsAsync<UsageException>(() => Composition.Parts.Serve(options, ContextWith(TextWriter.Null), CancellationToken.None).WaitAsync(Patience));
        Assert.DoesNotContain('\n', refused.Message);
        return refused.Message;
    }

    private CliContext ContextWith(TextWriter output, TimeProvider? time = null) => new()
    {
        Out = output,
        Error = TextWriter.Null,
        Environment = _ => null,
        WorkingDirectory = _folder,
        Parts = Composition.Parts,
        Time = time ?? TimeProvider.System,
    };

    /// <summary>The clock fails the engine's alarm, in the middle of an event; that alarm alone is made without a time to ring at.</summary>
    private sealed class TimeWithFaultyAlarm : TimeProvider
    {
        [ThreadStatic]
        private static bool _rings;

        public override DateTimeOffset GetUtcNow() => _rings ? throw new InvalidOperationException("planted") : base.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(dueTime == Timeout.InfiniteTimeSpan ? ringing => Ring(callback, ringing) : callback, state, dueTime, period);

        private static void Ring(TimerCallback callback, object? state)
        {
            _rings = true;
            try
            {
                callback(state);
            }
            finally
            {
                _rings = false;
            }
        }
    }

    private sealed class FirstLine : StringWriter
    {
        private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Task => _line.Task;

        public override void WriteLine(string? value) => _line.TrySetResult(value ?? "");
    }
}
