using System.Text.Json;
using TradingAgents.Abstractions;
using TradingAgents.Analysis.Memory;

namespace TradingAgents.Analysis.Tests.Memory;

public sealed class SqliteMemoryTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("memory-").FullName, "memory");
    private SqliteMemory _memory;

    public SqliteMemoryTests() => _memory = new SqliteMemory(_folder);

    public void Dispose()
    {
        _memory.Dispose();
        Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);
    }

    [Fact]
    public async Task What_was_added_is_found_with_its_metadata_also_after_reopening()
    {
        var metadata = JsonElement.Parse("""{"source": "10-K", "year": 2025, "标签": ["a"]}""");
        Assert.Equal(["filing"], await _memory.AddAsync("notes", [new MemoryDocument("filing", "Apple\0 raised guidance", metadata)]));
        _memory.Dispose();
        _memory = new SqliteMemory(_folder);

        var match = Assert.Single(await _memory.SearchAsync("notes", "guidance"));
        Assert.Equal(("filing", "Apple\0 raised guidance"), (match.Id, match.Text));
        Assert.Equal(metadata.GetRawText(), match.Metadata!.Value.GetRawText());
        Assert.True(match.Score > 0);
    }

    [Fact]
    public async Task Ids_are_made_up_where_missing_and_returned_in_order()
    {
        var ids = await _memory.AddAsync("notes", [new(null, "first"), new("given", "second"), new(null, "third")]);
        Assert.Equal("given", ids[1]);
        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal(7, Guid.Parse(ids[0]).Version);
        Assert.Equal(ids[2], Assert.Single(await _memory.SearchAsync("notes", "third")).Id);
        Assert.Null(Assert.Single(await _memory.SearchAsync("notes", "third")).Metadata);
    }

    [Fact]
    public async Task The_same_id_replaces_text_metadata_and_index()
    {
        await _memory.AddAsync("notes", [new("a", "bullish on copper", JsonElement.Parse("""{"v":1}"""))]);
        await _memory.AddAsync("notes", [new("a", "bearish on copper"), new("a", "neutral on copper")]);

        Assert.Empty(await _memory.SearchAsync("notes", "bullish bearish"));
        var match = Assert.Single(await _memory.SearchAsync("notes", "copper", 10));
        Assert.Equal("neutral on copper", match.Text);
        Assert.Null(match.Metadata);
    }

    [Fact]
    public async Task An_unknown_collection_is_told_and_not_made()
    {
        var refused = await Assert.ThrowsAsync<EngineException>(() => _memory.SearchAsync("none", "text"));
        Assert.Equal("unknown_collection", refused.Code);
        Assert.False(Directory.Exists(_folder));

        Directory.CreateDirectory(_folder);
        await File.WriteAllBytesAsync(Path.Combine(_folder, "cut-short.db"), []); // a crash while it was made
        Assert.Equal("unknown_collection", (await Assert.ThrowsAsync<EngineException>(() => _memory.SearchAsync("cut-short", "text"))).Code);
        await _memory.AddAsync("cut-short", [new("a", "text")]);
        Assert.Single(await _memory.SearchAsync("cut-short", "text"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../up")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a b")]
    [InlineData("a\0b")]
    [InlineData("笔记")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_bad_name_is_refused(string name)
    {
        Assert.Equal("invalid_request", (await Assert.ThrowsAsync<EngineException>(() => _memory.AddAsync(name, [new(null, "text")]))).Code);
        Assert.Equal("invalid_request", (await Assert.ThrowsAsync<EngineException>(() => _memory.SearchAsync(name, "text"))).Code);
    }

    [Fact]
    public async Task Names_that_differ_in_case_or_dots_are_different_collections_and_files()
    {
        string[] names = ["a", "A", "aB", "Ab", "...", ".a", "a.", "a.db", "-", "_", new string('Z', 64)];
        foreach (var name in names) await _memory.AddAsync(name, [new("id", $"word {name}")]);

        foreach (var name in names) Assert.Equal($"word {name}", Assert.Single(await _memory.SearchAsync(name, "word")).Text);
        _memory.Dispose();
        var files = Directory.GetFiles(_folder).Select(Path.GetFileName).ToArray();
        Assert.Equal(names.Length, files.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(files.Length, names.Length);
    }

    public static TheoryData<string, MemoryDocument[]> BadDocuments => new()
    {
        { "documents", [] },
        { "documents", [.. Enumerable.Range(0, 1001).Select(_ => new MemoryDocument(null, "x"))] },
        { "documents[1].text", [new(null, "fine"), new(null, "")] },
        { "documents[0].text", [new(null, new string('x', 65_537))] },
        { "documents[0].text", [new(null, new string('中', 21_846))] },
        { "documents[0].id", [new("", "x")] },
        { "documents[0].id", [new(new string('i', 129), "x")] },
        { "documents[0].id", [new("a\0b", "x")] },
        { "documents[0].metadata", [new(null, "x", JsonElement.Parse("[1]"))] },
    };

    [Theory]
    [MemberData(nameof(BadDocuments), DisableDiscoveryEnumeration = true)]
    public async Task Bad_documents_are_refused_by_field_and_none_is_kept(string field, MemoryDocument[] documents)
    {
        var refused = await Assert.ThrowsAsync<EngineException>(() => _memory.AddAsync("notes", documents));
        Assert.Equal("invalid_request", refused.Code);
        Assert.Equal([field], refused.Errors!.Keys);
        Assert.Equal("unknown_collection", (await Assert.ThrowsAsync<EngineException>(() => _memory.SearchAsync("notes", "fine"))).Code);
    }

    [Fact]
    public async Task The_largest_documents_are_taken()
    {
        var ids = await _memory.AddAsync("notes",
        [
            new(new string('i', 128), new string('x', 65_536)), new(null, string.Concat(Enumerable.Repeat("中文", 10_000))),
            .. Enumerable.Range(0, 998).Select(i => new MemoryDocument(null, $"text {i}")),
        ]);
        Assert.Equal(1000, ids.Count);
        Assert.Equal(100, (await _memory.SearchAsync("notes", "text", 100)).Count);
        Assert.Equal(ids[1], (await _memory.SearchAsync("notes", "中文"))[0].Id);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task A_count_out_of_range_is_refused(int count) =>
        Assert.Equal("invalid_request", (await Assert.ThrowsAsync<EngineException>(() => _memory.SearchAsync("notes", "x", count))).Code);

    [Fact]
    public async Task A_file_that_is_no_collection_is_reported_as_unavailable()
    {
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "broken.db"), new string('x', 8192));
        Assert.Equal("storage_unavailable", (await Assert.ThrowsAsync<EngineException>(() => _memory.SearchAsync("broken", "x"))).Code);
        await _memory.AddAsync("sound", [new(null, "x")]);
    }

    [Fact]
    public async Task Sixty_collections_used_at_once_are_correct_and_at_most_fifty_open()
    {
        const int Collections = 60, Rounds = 4;
        var most = 0;
        using var done = new CancellationTokenSource();
        var sampling = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                most = Math.Max(most, _memory.OpenCount);
                await Task.Yield();
            }
        });
        await Task.WhenAll(Enumerable.Range(0, Rounds).SelectMany(round => Enumerable.Range(0, Collections).Select(async number =>
        {
            var name = $"c{(number * 7 + round) % Collections}";
            await _memory.AddAsync(name, [new($"r{round}", $"shared word{round}")]);
            Assert.Equal($"r{round}", Assert.Single(await _memory.SearchAsync(name, $"word{round}")).Id);
        }))).WaitAsync(Patience * 4);
        await done.CancelAsync();
        await sampling;

        Assert.InRange(Math.Max(most, _memory.OpenCount), 1, 50);
        Assert.Equal(50, _memory.OpenCount);
        if (OperatingSystem.IsLinux()) Assert.Equal(50, OpenFiles());
        for (var number = 0; number < Collections; number++)
            Assert.Equal(Rounds, (await _memory.SearchAsync($"c{number}", "shared", 10)).Count);
    }

    [Fact]
    public async Task The_collection_idle_longest_is_closed_for_another()
    {
        using var memory = new SqliteMemory(_folder, new SqliteMemoryOptions { MaxOpen = 2 });
        foreach (var name in new[] { "a", "b" }) await memory.AddAsync(name, [new(null, "text")]);
        await memory.SearchAsync("a", "text");
        await memory.AddAsync("c", [new(null, "text")]);

        Assert.Equal(2, memory.OpenCount);
        Assert.True(File.Exists(Path.Combine(_folder, "a.db-wal")), "a was used last but one");
        Assert.False(File.Exists(Path.Combine(_folder, "b.db-wal")), "b was idle longest");
        Assert.Single(await memory.SearchAsync("b", "text"));
    }

    [Fact]
    public async Task After_closing_every_call_is_refused()
    {
        await _memory.AddAsync("notes", [new(null, "text")]);
        _memory.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _memory.SearchAsync("notes", "text"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _memory.SearchAsync("notes", "text", 1, new CancellationToken(canceled: true)));
    }

    private int OpenFiles() => Directory.GetFiles("/proc/self/fd")
        .Select(TargetOf)
        .Where(target => target?.StartsWith(_folder, StringComparison.Ordinal) == true && target.EndsWith(".db", StringComparison.Ordinal))
        .Distinct().Count();

    /// <summary>Null where another test has closed its file meanwhile.</summary>
    private static string? TargetOf(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: false)?.FullName;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
