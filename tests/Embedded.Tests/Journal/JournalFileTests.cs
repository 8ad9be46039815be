using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Embedded.Journal;
using static TradingAgents.Embedded.Tests.Journal.JournalBench;

namespace TradingAgents.Embedded.Tests.Journal;

public sealed class JournalFileTests : IDisposable
{
    private const int FrameBytes = 24 + 4096;

    private readonly JournalBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    [Trait("Promise", "P2")]
    public async Task A_torn_tail_of_the_WAL_loses_only_what_was_not_acknowledged()
    {
        const int Commits = 60;
        var wal = _bench.File + "-wal";
        var lengths = new List<long>(); // of the WAL when commit i was acknowledged
        for (var seq = 1; seq <= Commits; seq++)
        {
            var id = new TaskId($"task-{seq}");
            Assert.Null(await _bench.WriteAsync(new PutTask(Row(seq)), new AddEvent(id, 1, TaskEventKind.Status, Noon, Json("{}"))));
            lengths.Add(new FileInfo(wal).Length);
        }

        Assert.Equal(lengths.Order().Distinct(), lengths); // no checkpoint started the WAL anew
        var database = await File.ReadAllBytesAsync(_bench.File);
        var log = await File.ReadAllBytesAsync(wal);
        var folder = Directory.CreateTempSubdirectory("torn-").FullName;
        try
        {
            var file = Path.Combine(folder, "journal.db");
            File.WriteAllBytes(file, database);
            File.WriteAllBytes(file + "-wal", log);

            // Every byte of the last frame, which completes the last commit; a read-only connection leaves the files as they are.
            for (var length = lengths[^1]; length >= lengths[^1] - FrameBytes; length--)
            {
                using (var torn = new FileStream(file + "-wal", FileMode.Open)) torn.SetLength(length);
                using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
                connection.Open();
                var expected = length == lengths[^1] ? Commits : Commits - 1;
                Assert.Equal($"{expected} {expected} {expected}", Scalar(connection,
                    "SELECT (SELECT count(*) FROM tasks) || ' ' || (SELECT max(seq) FROM tasks) || ' ' || (SELECT count(*) FROM events)"));
                if (length % 64 == 0) Assert.Equal("ok", Scalar(connection, "PRAGMA integrity_check"));
            }

            // Around the end of each commit, opened as an engine would.
            foreach (var (end, commit) in lengths.Select((length, index) => (length, index + 1)))
            {
                foreach (var (length, expected) in new[] { (end - 1, commit - 1), (end, commit), (Math.Min(end + FrameBytes - 1, log.Length), commit) })
                {
                    File.WriteAllBytes(file, database);
                    File.WriteAllBytes(file + "-wal", log[..(int)length]);
                    File.Delete(file + "-shm");
                    CheckOpened(folder, expected);
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_newer_schema_is_refused_and_left_untouched()
    {
        _bench.Close();
        Change("PRAGMA user_version = 99");
        var before = File.ReadAllBytes(_bench.File);

        using var directory = DataDirectory.Open(_bench.Folder);
        var refused = Assert.Throws<SchemaTooNewException>(() => SqliteJournal.Open(directory, TimeProvider.System, NullLogger.Instance));
        Assert.Equal((99, JournalSchema.Version), (refused.Found, refused.Supported));
        Assert.Contains("99", refused.Message, StringComparison.Ordinal);
        Assert.Contains(_bench.File, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_bench.File));
    }

    [Fact]
    public void A_file_that_is_no_journal_is_refused()
    {
        _bench.Close();
        using var directory = DataDirectory.Open(_bench.Folder);
        File.WriteAllText(_bench.File, new string('x', 10_000));
        var refused = Assert.Throws<JournalDamagedException>(() => SqliteJournal.Open(directory, TimeProvider.System, NullLogger.Instance));
        Assert.Contains(_bench.File, refused.Message, StringComparison.Ordinal);

        File.Delete(_bench.File);
        Change("CREATE TABLE tasks (other TEXT)");
        Assert.Throws<JournalDamagedException>(() => SqliteJournal.Open(directory, TimeProvider.System, NullLogger.Instance));
    }

    [Fact]
    public async Task Commits_are_synced_to_disk_through_a_WAL()
    {
        var settings = "";
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _bench.Close();
        using var directory = DataDirectory.Open(_bench.Folder);
        using var journal = SqliteJournal.Open(directory, TimeProvider.System, NullLogger.Instance, new JournalOptions
        {
            BeforeTransaction = connection => settings = $"{Scalar(connection, "PRAGMA synchronous")} {Scalar(connection, "PRAGMA journal_mode")}",
        });
        journal.Append(new JournalBatch([new PutTask(Row(1))], Essential: true, _ => done.SetResult()));
        await done.Task.WaitAsync(Patience);
        Assert.Equal("2 wal", settings);
    }

    private static void CheckOpened(string folder, int expected)
    {
        using var directory = DataDirectory.Open(folder);
        using var journal = SqliteJournal.Open(directory, TimeProvider.System, NullLogger.Instance);
        Assert.Equal(Enumerable.Range(1, expected).Select(seq => (long)seq), journal.Reader.LoadUnfinished().Select(row => row.Seq));
        if (expected > 0) Assert.Single(journal.Reader.GetEvents(new TaskId($"task-{expected}"), 0, 10));
        Assert.Empty(journal.Reader.GetEvents(new TaskId($"task-{expected + 1}"), 0, 10));
    }

    private void Change(string sql) => PreparedConnection.Open(_bench.File, SqliteOpenMode.ReadWriteCreate, sql).Dispose();

    private static string? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar()?.ToString();
    }
}
