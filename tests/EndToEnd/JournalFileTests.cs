using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.EndToEnd;

/// <summary>What can befall the journal's files.</summary>
public sealed class JournalFileTests : ProcessTest
{
    private string? _mounted;

    [Fact]
    [Trait("Promise", "P2")]
    public async Task After_a_torn_WAL_tail_all_that_was_accepted_before_the_cut_is_there()
    {
        const int tasks = 30;
        var server = await ServeAsync();
        var wal = Path.Combine(DataDirectory, "journal.db-wal");
        var accepted = new List<(TaskId Id, long WalLength)>();
        var start = DateTimeOffset.UtcNow.AddDays(1);
        for (var number = 0; number < tasks; number++)
        {
            var task = await server.Client.SubmitAsync(Synthetic($"S{number}", 0) with { NotBefore = start });
            accepted.Add((task.TaskId, new FileInfo(wal).Length));
        }

        await server.KillAsync();
        var length = new FileInfo(wal).Length;
        Assert.True(accepted[^1].WalLength <= length && accepted[0].WalLength < length, "The WAL grows with each task.");
        var middle = accepted[tasks / 2].WalLength;
        foreach (var cut in new[] { length - 1, middle, middle + 13, middle - 1, accepted[1].WalLength })
        {
            var copy = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"cut-{cut}"));
            CopyFiles(DataDirectory, copy);
            await using (var file = new FileStream(Path.Combine(copy, "journal.db-wal"), FileMode.Open)) file.SetLength(cut);
            await using var cutServer = await ServeFromAsync(copy);
            var found = await AllAsync(cutServer.Client);
            Assert.All(accepted.Where(task => task.WalLength <= cut), task => Assert.Equal(AnalysisStatus.Scheduled, found[task.Id].Status));
            Assert.True(found.Keys.ToHashSet().IsSubsetOf(accepted.Select(task => task.Id)), "Nothing is there that nobody submitted.");
            await cutServer.Client.SubmitAsync(Synthetic("NEW", 0)); // It takes work again.
        }
    }

    [Fact]
    [Trait("Promise", "P21")]
    public async Task A_journal_of_a_newer_release_is_refused_with_one_line_and_left_alone()
    {
        var server = await ServeAsync();
        var task = await server.Client.SubmitAsync(Synthetic("AAPL", 0));
        await EventsAsync(server.Client, task.TaskId);
        await server.StopAsync();
        var present = Version(set: 1000);
        var refused = await CommandRun.RunAsync(Folder, "serve", "--urls", "http://127.0.0.1:0", "--data-dir", DataDirectory);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("1000", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(1000, Version(set: present));
        Assert.Equal(AnalysisStatus.Completed, (await (await ServeAsync()).Client.GetAsync(task.TaskId)).Status);
    }

    [Fact]
    [Trait("Promise", "P18")]
    public async Task With_the_disk_full_new_work_is_refused_reads_go_on_and_it_recovers_by_itself()
    {
        var disk = await MountSmallDiskAsync();
        var data = Path.Combine(disk, "data");
        var server = await ServeFromAsync(data, "--max-queue", "100000");
        var accepted = new List<TaskId> { (await server.Client.SubmitAsync(Synthetic("FIRST", 0))).TaskId };
        await EventsAsync(server.Client, accepted[0]);
        var ballast = Path.Combine(disk, "ballast");
        Fill(ballast);
        EngineException? refused = null;
        await Eventually(async () =>
        {
            try
            {
                accepted.Add((await server.Client.SubmitAsync(Synthetic("MORE", 0) with { NotBefore = DateTimeOffset.UtcNow.AddDays(1) })).TaskId);
                return false;
            }
            catch (EngineException full)
            {
                refused = full;
                return true;
            }
        }, "a submission is refused");
        Assert.Equal(ErrorCodes.StorageUnavailable, refused!.Code);
        Assert.Equal(new Readiness(false, ErrorCodes.StorageUnavailable), await server.Client.GetReadinessAsync());
        Assert.Equal(AnalysisStatus.Completed, (await server.Client.GetAsync(accepted[0])).Status);
        Assert.Equal(ErrorCodes.StorageUnavailable, (await Assert.ThrowsAnyAsync<EngineException>(() => server.Client.SubmitAsync(Synthetic("AGAIN", 0)))).Code);
        Assert.False(server.HasExited);

        File.Delete(ballast);
        await Eventually(async () => (await server.Client.GetReadinessAsync()).Ready, "the server takes work again by itself");
        var late = await server.Client.SubmitAsync(Synthetic("LATE", 0));
        Assert.Equal(AnalysisStatus.Completed, TerminalOf(await EventsAsync(server.Client, late.TaskId)));
        await server.KillAsync();
        var found = await AllAsync((await ServeFromAsync(data)).Client);
        Assert.DoesNotContain(accepted.Append(late.TaskId), id => !found.ContainsKey(id));
        Assert.Equal(accepted.Count + 1, found.Count); // What was refused is not there.
    }

    protected override async Task CleanUpAsync()
    {
        if (_mounted is not null) Assert.Equal(0, await ShellAsync($"umount '{_mounted}'"));
    }

    private static void CopyFiles(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from, "journal*")) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private int Version(int set)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(DataDirectory, "journal.db"), Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        var version = Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {set}");
        command.ExecuteNonQuery();
        return version;
    }

    private async Task<string> MountSmallDiskAsync()
    {
        var disk = Path.Combine(Folder, "disk");
        Directory.CreateDirectory(disk);
        if (!OperatingSystem.IsLinux() || await ShellAsync($"mount -t tmpfs -o size=8m tmpfs '{disk}' 2>/dev/null") != 0)
            Assert.Skip("No small disk can be made here: mounting a tmpfs needs root.");
        return _mounted = disk;
    }

    private static void Fill(string ballast)
    {
        using var file = new FileStream(ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 65536, 4096, 1 })
        {
            try
            {
                while (true) file.Write(new byte[size]);
            }
            catch (IOException)
            {
                // Full to this size; the smaller ones follow.
            }
        }
    }

    private static async Task<int> ShellAsync(string command)
    {
        using var shell = Process.Start("/bin/sh", ["-c", command]);
        await shell.WaitForExitAsync();
        return shell.ExitCode;
    }
}
