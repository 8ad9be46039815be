using TradingAgents.Cli.Serving;
using TradingAgents.Core.Alerts;
using TradingAgents.Core.Placement;

namespace TradingAgents.Cli.Tests;

public sealed class ServeOptionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Without_anything_the_documented_defaults_hold()
    {
        var options = await ServedAsync("serve");

        Assert.Equal(["http://127.0.0.1:8000"], options.Urls);
        Assert.Equal((3, 5, 50, 300.0), (options.Nodes, options.Limits.MaxConcurrentAnalyses, options.Limits.MaxQueueSize, options.Limits.AnalysisTimeout));
        Assert.Equal((PlacementStrategy.LeastConnections, 60.0, 30.0), (options.Strategy, options.Aging.TotalSeconds, options.Drain.TotalSeconds));
        Assert.Equal((null, null, null, false, false), (options.DataDir, options.MarketData, options.ApiKeys, options.AllowSynthetic, options.AllowFaults));
    }

    [Fact]
    public async Task Every_flag_is_read()
    {
        var keys = Path.Combine(_folder, "keys");
        await File.WriteAllTextAsync(keys, "");
        var options = await ServedAsync(
            "serve --urls http://127.0.0.1:0;http://[::1]:0 --nodes 7 --max-concurrent 2 --max-queue 0 --timeout 0.5 --strategy power_of_two --aging-seconds 1.5 " +
            $"--data-dir data --market-data {_folder} --api-keys keys --drain-seconds 0 --allow-synthetic --allow-faults --log-level debug");

        Assert.Equal(["http://127.0.0.1:0", "http://[::1]:0"], options.Urls);
        Assert.Equal((7, 2, 0, 0.5), (options.Nodes, options.Limits.MaxConcurrentAnalyses, options.Limits.MaxQueueSize, options.Limits.AnalysisTimeout));
        Assert.Equal((PlacementStrategy.PowerOfTwo, 1.5, 0.0), (options.Strategy, options.Aging.TotalSeconds, options.Drain.TotalSeconds));
        Assert.Equal((Path.Combine(_folder, "data"), _folder, keys, true, true), (options.DataDir, options.MarketData, options.ApiKeys, options.AllowSynthetic, options.AllowFaults));
        Assert.Equal("debug", options.LogLevel);
    }

    [Fact]
    public async Task Alerts_are_set_by_flags_and_by_the_file()
    {
        await WriteAsync("""{"alert_queue_length": 7, "alert_healthy_nodes": 1, "alert_success_rate": 0.5}""");
        var options = await ServedAsync(
            "serve --alert-queue-length 8 --alert-utilization 0.8 --alert-failure-rate 0.2 --alert-mean-execution-seconds 60 --alert-for-seconds 0 --alert-clear-seconds 5");

        Assert.Equal(
            new AlertRules
            {
                QueueLength = 8,
                HealthyNodes = 1,
                SuccessRate = 0.5,
                Utilization = 0.8,
                FailureRate = 0.2,
                MeanExecutionSeconds = 60,
                For = TimeSpan.Zero,
                ClearFor = TimeSpan.FromSeconds(5),
            }, options.Alerts);
    }

    [Theory]
    [InlineData(null, null, null, 5)]
    [InlineData(null, null, 7, 7)]
    [InlineData(null, 8, 7, 8)]
    [InlineData(9, 8, 7, 9)]
    [InlineData(9, null, 7, 9)]
    [InlineData(9, 8, null, 9)]
    public async Task A_flag_wins_over_the_environment_over_the_file_over_the_default(int? flag, int? environment, int? file, int expected)
    {
        if (file is not null) await WriteAsync($$"""{"max_concurrent": {{file}}}""");
        var options = await ServedAsync(
            flag is null ? "serve" : $"serve --max-concurrent {flag}",
            environment is null ? [] : new() { ["MAX_CONCURRENT_ANALYSES"] = $"{environment}" });

        Assert.Equal(expected, options.Limits.MaxConcurrentAnalyses);
    }

    [Fact]
    public async Task The_environment_sets_all_three_limits_and_an_empty_variable_none()
    {
        var set = await ServedAsync("serve", new() { ["MAX_CONCURRENT_ANALYSES"] = "1", ["MAX_QUEUE_SIZE"] = "2", ["ANALYSIS_TIMEOUT"] = "3.5" });
        var empty = await ServedAsync("serve", new() { ["MAX_QUEUE_SIZE"] = "" });

        Assert.Equal((1, 2, 3.5), (set.Limits.MaxConcurrentAnalyses, set.Limits.MaxQueueSize, set.Limits.AnalysisTimeout));
        Assert.Equal(50, empty.Limits.MaxQueueSize);
    }

    [Fact]
    public async Task A_file_named_is_read_instead_of_the_one_in_the_working_directory()
    {
        await WriteAsync("""{"nodes": 9}""");
        Directory.CreateDirectory(Path.Combine(_folder, "etc"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "etc", "own.json"), """
            {
              // paths are relative to the file
              "data_dir": "data", "allow_synthetic": true, "strategy": "random", "urls": "http://127.0.0.1:1", "aging_seconds": 2
            }
            """);
        var options = await ServedAsync("serve --config etc/own.json");

        Assert.Equal((3, true, PlacementStrategy.Random, 2.0), (options.Nodes, options.AllowSynthetic, options.Strategy, options.Aging.TotalSeconds));
        Assert.Equal(Path.Combine(_folder, "etc", "data"), options.DataDir);
    }

    [Fact]
    public async Task A_flag_may_switch_off_what_the_file_switches_on()
    {
        await WriteAsync("""{"allow_faults": true}""");

        Assert.False((await ServedAsync("serve --allow-faults false")).AllowFaults);
        Assert.True((await ServedAsync("serve")).AllowFaults);
    }

    [Theory]
    [InlineData("--nodes 0", "--nodes: '0'")]
    [InlineData("--nodes 1001", "--nodes")]
    [InlineData("--nodes 1e1", "--nodes")]
    [InlineData("--max-concurrent 0", "--max-concurrent")]
    [InlineData("--max-concurrent -1", "--max-concurrent")]
    [InlineData("--max-concurrent 99999999999", "--max-concurrent")]
    [InlineData("--max-queue -1", "--max-queue")]
    [InlineData("--timeout 0", "--timeout")]
    [InlineData("--timeout 7201", "--timeout")]
    [InlineData("--timeout NaN", "--timeout")]
    [InlineData("--strategy fastest", "--strategy: 'fastest'")]
    [InlineData("--aging-seconds 0", "--aging-seconds")]
    [InlineData("--drain-seconds -1", "--drain-seconds")]
    [InlineData("--urls localhost", "--urls")]
    [InlineData("--urls https://127.0.0.1:1", "--urls")]
    [InlineData("--urls http://127.0.0.1:1/path", "--urls")]
    [InlineData("--urls http://127.0.0.1:99999", "--urls")]
    [InlineData("--market-data /no/such/folder", "--market-data: '/no/such/folder'")]
    [InlineData("--api-keys /no/such/file", "--api-keys")]
    [InlineData("--data-dir own.json", "--data-dir")]
    [InlineData("--log-level loud", "--log-level")]
    [InlineData("--config none.json", "none.json")]
    public async Task A_bad_flag_stops_the_start_with_one_line_and_code_2(string flags, string told)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "own.json"), "{}");

        await AssertRefusedAsync("serve " + flags, [], told);
    }

    [Theory]
    [InlineData("MAX_CONCURRENT_ANALYSES", "many")]
    [InlineData("MAX_QUEUE_SIZE", "-3")]
    [InlineData("ANALYSIS_TIMEOUT", "5m")]
    public async Task A_bad_variable_stops_the_start_even_where_a_flag_would_win(string variable, string value) =>
        await AssertRefusedAsync("serve --max-concurrent 5 --max-queue 5 --timeout 5", new() { [variable] = value }, $"{variable} of the environment: '{value}'");

    [Theory]
    [InlineData("""{"nodez": 3}""", "unknown option 'nodez'")]
    [InlineData("""{"max-concurrent": 3}""", "unknown option 'max-concurrent'")]
    [InlineData("""{"nodes": 0}""", "nodes in tradingagents.json: '0'")]
    [InlineData("""{"nodes": "3"}""", "nodes in tradingagents.json")]
    [InlineData("""{"nodes": 1, "nodes": 2}""", "tradingagents.json")]
    [InlineData("""{"allow_faults": "yes"}""", "allow_faults in tradingagents.json")]
    [InlineData("""{"timeout": null}""", "timeout in tradingagents.json")]
    [InlineData("[]", "one JSON object")]
    [InlineData("{\n\"nodes\": ", "not valid JSON")]
    [InlineData("", "not valid JSON")]
    public async Task A_bad_file_stops_the_start_and_names_the_option(string file, string told)
    {
        await WriteAsync(file);

        await AssertRefusedAsync("serve", [], told);
    }

    [Fact]
    public void The_data_directory_is_made_for_the_user_alone()
    {
        var context = ContextWith(new() { ["XDG_DATA_HOME"] = _folder, ["HOME"] = "/users/someone" });
        var path = DataDirectory.Prepare(null, context);

        Assert.Equal(Path.Combine(_folder, "tradingagents"), path);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
        Assert.Equal(path, DataDirectory.Prepare(path, context));
    }

    [Theory]
    [InlineData("/x", "/users/someone", "/x/tradingagents")]
    [InlineData("relative", "/users/someone", "/users/someone/.local/share/tradingagents")]
    [InlineData(null, "/users/someone", "/users/someone/.local/share/tradingagents")]
    public void The_data_directory_is_the_users_own_by_default(string? xdg, string? home, string expected)
    {
        var environment = new Dictionary<string, string?> { ["XDG_DATA_HOME"] = xdg, ["HOME"] = home };

        Assert.Equal(expected, DataDirectory.Default(ContextWith(environment)));
    }

    private CliContext ContextWith(Dictionary<string, string?> environment) => new()
    {
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        Environment = environment.GetValueOrDefault,
        WorkingDirectory = _folder,
        Parts = new CliParts((_, _, _) => Task.FromResult(0), (_, _) => throw new NotSupportedException(), (_, _) => "", (_, _) => throw new NotSupportedException()),
    };

    private async Task<ServeOptions> ServedAsync(string commandLine, Dictionary<string, string>? environment = null)
    {
        var cli = new Cli { WorkingDirectory = _folder, Environment = environment ?? [] };
        var run = await cli.RunAsync(commandLine);
        Assert.Equal((0, "", ""), (run.ExitCode, run.Out, run.Error));
        return cli.Served!;
    }

    private async Task AssertRefusedAsync(string commandLine, Dictionary<string, string> environment, string told)
    {
        var cli = new Cli { WorkingDirectory = _folder, Environment = environment };
        var run = await cli.RunAsync(commandLine);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains(told, run.Error);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
        Assert.Null(cli.Served);
    }

    private Task WriteAsync(string json) => File.WriteAllTextAsync(Path.Combine(_folder, ServeConfiguration.DefaultFile), json);
}
