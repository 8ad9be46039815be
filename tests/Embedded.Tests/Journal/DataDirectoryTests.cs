using System.Diagnostics;
using TradingAgents.Embedded.Journal;

namespace TradingAgents.Embedded.Tests.Journal;

public sealed class DataDirectoryTests : IDisposable
{
    private const string HeldVariable = "TRADINGAGENTS_TEST_HELD_DIRECTORY";

    private readonly string _folder = Directory.CreateTempSubdirectory("data-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_new_directory_is_for_its_owner_only()
    {
        var path = Path.Combine(_folder, "a", "b");
        using var directory = DataDirectory.Open(path);
        Assert.Equal(path, directory.Path);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_directory_is_held_once_within_a_process_until_it_is_given_free()
    {
        using (DataDirectory.Open(_folder))
        {
            var refused = Assert.Throws<DataDirectoryInUseException>(() => DataDirectory.Open(_folder + Path.DirectorySeparatorChar));
            Assert.Contains(_folder, refused.Message, StringComparison.Ordinal);
            Assert.Equal(Environment.ProcessId, refused.ProcessId);
        }

        DataDirectory.Open(_folder).Dispose();
    }

    [Theory]
    [InlineData("file/below")]
    [InlineData("taken")]
    public void A_directory_that_cannot_be_made_or_written_is_refused_with_its_name(string name)
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        Directory.CreateDirectory(Path.Combine(_folder, "taken", "lock")); // No file of that name can be opened, not even by root.
        var path = Path.Combine(_folder, name);
        Assert.Contains($"'{path}' cannot be used", Assert.Throws<DataDirectoryUnusableException>(() => DataDirectory.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_file_that_cannot_be_written_keeps_nobody_out()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "pid"));
        DataDirectory.Open(_folder).Dispose();
    }

    [Fact]
    public async Task A_directory_is_held_against_other_processes_until_the_holder_is_killed()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(DataDirectoryTests).Assembly.Location);
        foreach (var argument in new[] { "-method", $"*{nameof(Holder_for_the_test_of_two_processes)}", "-explicit", "only" }) start.ArgumentList.Add(argument);
        start.Environment[HeldVariable] = _folder;
        using var holder = Process.Start(start)!;
        try
        {
            var ready = Path.Combine(_folder, "ready");
            using var patience = new CancellationTokenSource(JournalBench.Patience);
            while (!File.Exists(ready))
            {
                Assert.False(holder.HasExited, "The holder ended early.");
                await Task.Delay(20, patience.Token);
            }

            var refused = Assert.Throws<DataDirectoryInUseException>(() => DataDirectory.Open(_folder));
            Assert.Equal(holder.Id, refused.ProcessId);
            Assert.Contains(_folder, refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            holder.Kill();
            await holder.WaitForExitAsync();
        }

        DataDirectory.Open(_folder).Dispose();
    }

    /// <summary>Not a test: what the other process does. It ends by being killed, or by itself when its parent is gone.</summary>
    [Fact(Explicit = true)]
    public void Holder_for_the_test_of_two_processes()
    {
        using var directory = DataDirectory.Open(Environment.GetEnvironmentVariable(HeldVariable) ?? throw new InvalidOperationException("Run by another test only."));
        File.WriteAllText(Path.Combine(directory.Path, "ready"), "");
        Thread.Sleep(JournalBench.Patience);
    }
}
