using System.Globalization;
using Microsoft.Data.Sqlite;
using TradingAgents.Analysis.Reuse;
using TradingAgents.Embedded.Journal;
using TradingAgents.Embedded.Outputs;

namespace TradingAgents.Embedded.Tests.Outputs;

public sealed class SqliteOutputStoreTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("outputs-").FullName;
    private readonly FailureLog _log = new();
    private readonly ManualTime _time = new();
    private readonly List<SqliteOutputStore> _stores = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores) await store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string File => Path.Combine(_folder, SqliteOutputStore.FileName);

    [Fact]
    public async Task What_is_kept_is_found_by_the_next_process_byte_for_byte()
    {
        byte[] output = [.. "{\"中\":1}"u8];
        var store = Open();
        Assert.Null(await FindAsync(store, 1));
        store.Keep(Key(1), "market_analyst", output);
        await store.FlushAsync();
        Assert.Equal(output, await FindAsync(store, 1));
        await store.DisposeAsync();
        Assert.Equal(output, await FindAsync(Open(), 1));
    }

    [Fact]
    public async Task An_output_that_cannot_be_written_at_all_leaves_the_writer_at_work()
    {
        var time = new FailingClock();
        var store = new SqliteOutputStore(_folder, time, _log);
        _stores.Add(store);
        time.Fail(true); // Nothing of SQLite's own exceptions.
        store.Keep(Key(1), "stage", [1]);
        await store.FlushAsync().WaitAsync(TimeSpan.FromSeconds(60));
        time.Fail(false);
        store.Keep(Key(2), "stage", [2]);
        await store.FlushAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal([2], await FindAsync(store, 2));
        Assert.Null(await FindAsync(store, 1));
        Assert.Single(_log.Warnings);
    }

    private sealed class FailingClock : TimeProvider
    {
        private volatile bool _fails;

        public void Fail(bool fails) => _fails = fails;

        public override DateTimeOffset GetUtcNow() => _fails ? throw new InvalidOperationException("no clock") : DateTimeOffset.UnixEpoch.AddYears(50);
    }

    [Fact]
    public async Task What_a_kill_leaves_opens_and_holds_what_was_written()
    {
        var store = Open();
        for (var i = 0; i < 100; i++) store.Keep(Key(i), "stage", Output(i, 20_000));
        await store.FlushAsync();
        var left = Directory.CreateDirectory(Path.Combine(_folder, "left")).FullName;
        foreach (var file in Directory.GetFiles(_folder)) System.IO.File.Copy(file, Path.Combine(left, Path.GetFileName(file)));
        var next = Open(left);
        for (var i = 0; i < 100; i++) Assert.Equal(Output(i, 20_000), await FindAsync(next, i));
        Assert.Empty(_log.Warnings);
    }

    [Fact]
    public async Task Ten_thousand_outputs_stay_within_the_bytes_on_disk_too_and_the_oldest_go_first()
    {
        var options = new OutputStoreOptions { MaxBytes = 2_000_000 };
        var store = Open(options: options);
        for (var i = 0; i < 10_000; i++)
        {
            store.Keep(Key(i), "stage", Output(i, 1000 + (i % 5000)));
            if (i % 100 == 0) await store.FlushAsync();
        }

        await store.FlushAsync();
        Assert.InRange(store.Size!.Value.Bytes, 1, options.MaxBytes);
        Assert.NotNull(await FindAsync(store, 9_999));
        Assert.Null(await FindAsync(store, 0));
        Assert.Empty(_log.Warnings);
        await store.DisposeAsync();
        Assert.InRange(new FileInfo(File).Length, 1, options.MaxBytes / 4 * 5);
        Assert.NotNull(await FindAsync(Open(options: options), 9_999));
    }

    [Fact]
    public async Task What_is_too_old_is_not_found_and_goes_with_the_next_output()
    {
        var store = Open();
        store.Keep(Key(1), "stage", [1]);
        await store.FlushAsync();
        _time.Advance(TimeSpan.FromDays(30));
        Assert.Null(await FindAsync(store, 1));
        store.Keep(Key(2), "stage", [2]);
        await store.FlushAsync();
        Assert.Equal(1, store.Size!.Value.Count);
    }

    [Fact]
    public async Task An_output_that_is_too_great_is_not_kept()
    {
        var store = Open(options: new OutputStoreOptions { MaxOutputBytes = 10 });
        store.Keep(Key(1), "stage", new byte[11]);
        await store.FlushAsync();
        Assert.Null(await FindAsync(store, 1));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("empty")]
    [InlineData("torn")]
    [InlineData("of another release")]
    [InlineData("without its table")]
    public async Task A_file_that_is_damaged_is_made_anew(string how)
    {
        var store = Open();
        for (var i = 0; i < 50; i++) store.Keep(Key(i), "stage", Output(i, 5000));
        await store.DisposeAsync();
        Damage(how);
        var next = Open();
        for (var i = 0; i < 50; i++)
        {
            if (await FoundOrFailedAsync(next, i) is { } found) Assert.Equal(Output(i, 5000), found);
        }

        next.Keep(Key(100), "stage", [1, 2, 3]);
        await next.FlushAsync();
        Assert.Equal([1, 2, 3], await FindAsync(next, 100));
    }

    [Fact]
    public async Task An_output_that_is_not_what_was_kept_is_never_given_out()
    {
        var store = Open();
        store.Keep(Key(1), "stage", Output(1, 100));
        await store.DisposeAsync();
        Execute("UPDATE outputs SET output = zeroblob(100)");
        var next = Open();
        await Assert.ThrowsAsync<InvalidDataException>(() => FindAsync(next, 1));
        Assert.Null(await FindAsync(next, 1));
        next.Keep(Key(1), "stage", Output(1, 100));
        await next.FlushAsync();
        Assert.Equal(Output(1, 100), await FindAsync(next, 1));
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_left_alone_for_a_minute_and_said_once()
    {
        Directory.CreateDirectory(File);
        var store = Open();
        store.Keep(Key(1), "stage", [1]);
        await store.FlushAsync();
        for (var i = 0; i < 3; i++) await Assert.ThrowsAsync<IOException>(() => FindAsync(store, 1));
        Assert.Single(_log.Warnings);
        Directory.Delete(File);
        _time.Advance(TimeSpan.FromMinutes(1));
        store.Keep(Key(1), "stage", [1]);
        await store.FlushAsync();
        Assert.Equal([1], await FindAsync(store, 1));
    }

    [Fact]
    public async Task A_full_disk_is_left_alone_for_a_minute_and_what_is_there_can_be_read()
    {
        // The file itself may not grow: the same refusal as that of a full disk.
        var store = Open(options: new OutputStoreOptions { MaxBytes = 1_000_000_000 });
        store.Keep(Key(1), "stage", Output(1, 100));
        await store.DisposeAsync();
        var full = Open(options: new OutputStoreOptions { MaxBytes = 100_000 });
        full.Keep(Key(2), "stage", Output(2, 1_000_000));
        await full.FlushAsync();
        Assert.Single(_log.Warnings);
        full.Keep(Key(3), "stage", Output(3, 100));
        await full.FlushAsync();
        Assert.Null(await FindAsync(full, 3));
        Assert.NotNull(await FindAsync(full, 1));
    }

    [Fact]
    public async Task After_it_is_closed_it_keeps_nothing_and_breaks_nobody()
    {
        var store = Open();
        await store.DisposeAsync();
        store.Keep(Key(1), "stage", [1]);
        await store.FlushAsync();
        await Assert.ThrowsAsync<IOException>(() => FindAsync(store, 1));
    }

    [Fact]
    public async Task Readers_and_writers_at_once_disturb_nobody()
    {
        var store = Open();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                store.Keep(Key(i), "stage", Output(i, 500));
                if (await FindAsync(store, i) is { } found) Assert.Equal(Output(i, 500), found);
            }
        })));
        await store.FlushAsync();
        Assert.Equal(200, store.Size!.Value.Count);
        Assert.Empty(_log.Warnings);
    }

    private static ContentKey Key(int i) => new(i.ToString("x64", CultureInfo.InvariantCulture));

    private static byte[] Output(int seed, int length)
    {
        var output = new byte[length];
        new Random(seed).NextBytes(output);
        return output;
    }

    private static Task<byte[]?> FindAsync(SqliteOutputStore store, int key) => store.FindAsync(Key(key), TestContext.Current.CancellationToken);

    private static async Task<byte[]?> FoundOrFailedAsync(SqliteOutputStore store, int key)
    {
        try
        {
            return await FindAsync(store, key);
        }
        catch (Exception failure) when (failure is SqliteException or IOException or InvalidDataException)
        {
            return null;
        }
    }

    private SqliteOutputStore Open(string? folder = null, OutputStoreOptions? options = null)
    {
        _stores.Add(new SqliteOutputStore(folder ?? _folder, _time, _log, options));
        return _stores[^1];
    }

    private void Damage(string how)
    {
        switch (how)
        {
            case "garbage":
                System.IO.File.WriteAllBytes(File, Output(7, 100_000));
                break;
            case "empty":
                System.IO.File.WriteAllBytes(File, []);
                break;
            case "torn":
                var bytes = System.IO.File.ReadAllBytes(File);
                new Random(7).NextBytes(bytes.AsSpan(4096, 3 * 4096));
                System.IO.File.WriteAllBytes(File, bytes[..(bytes.Length / 2)]);
                break;
            case "of another release":
                Execute("PRAGMA user_version = 99");
                break;
            default:
                Execute("DROP TABLE outputs");
                break;
        }
    }

    private void Execute(string sql) => PreparedConnection.Open(File, SqliteOpenMode.ReadWriteCreate, sql).Dispose();
}
