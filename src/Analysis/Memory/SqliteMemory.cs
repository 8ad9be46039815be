using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using TradingAgents.Abstractions;

namespace TradingAgents.Analysis.Memory;

/// <summary>Collections of texts, each a SQLite file of its own with a full-text index ranked by BM25.</summary>
/// <remarks>
/// A query finds the texts that share a word with it, in any form of the word (English) or any two adjacent characters (Chinese,
/// Japanese, Korean); the more and the rarer, the better. See <see cref="MemoryTerms"/>. Only the first
/// <see cref="MemoryTerms.MaxQueryTerms"/> different terms of a query count. Names of collections are case-sensitive.
/// </remarks>
/// <param name="folder">Where the files are; made when first needed. It must belong to this process alone.</param>
/// <param name="options">Null: the defaults.</param>
public sealed class SqliteMemory(string folder, SqliteMemoryOptions? options = null) : IMemory, IDisposable
{
    /// <summary>Documents in one call, at most.</summary>
    public const int MaxDocuments = 1000;

    /// <summary>Of one text, and of its metadata as JSON, in UTF-8.</summary>
    public const int MaxTextBytes = 64 * 1024;

    /// <summary>Characters of a document's id, at most.</summary>
    public const int MaxIdLength = 128;

    /// <summary>Matches in one answer, at most.</summary>
    public const int MaxCount = 100;

    private readonly SqliteMemoryOptions _options = options ?? new SqliteMemoryOptions();
    private readonly OpenCollections _open = new((options ?? new SqliteMemoryOptions()).MaxOpen);

    /// <summary>How many files are open, for tests.</summary>
    internal int OpenCount => _open.Count;

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> AddAsync(string collection, IReadOnlyList<MemoryDocument> documents, CancellationToken cancellationToken = default)
    {
        RequestRules.CheckCollection(collection);
        CheckDocuments(documents);
        var stored = documents.Select(document => new StoredDocument(
            document.Id ?? Guid.CreateVersion7(_options.Time.GetUtcNow()).ToString(), document.Text, RawJson(document.Metadata))).ToArray();
        await UseAsync(collection, create: true, open =>
        {
            open.Put(stored);
            return true;
        }, cancellationToken).ConfigureAwait(false);
        return [.. stored.Select(document => document.Id)];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<MemoryMatch>> SearchAsync(string collection, string query, int count = 3, CancellationToken cancellationToken = default)
    {
        RequestRules.CheckCollection(collection);
        if (query is null) throw RequestRules.Invalid("query", "Give a text to search for.");
        if (count is < 1 or > MaxCount) throw RequestRules.Invalid("n_results", $"Must be 1 to {MaxCount}.");
        return await UseAsync(collection, create: false, open => open.Search(query, count), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for calls under way and closes all files.</summary>
    public void Dispose() => _open.Dispose();

    /// <summary>SQLite blocks its thread, and so it gets one of the pool. A caller who gives up leaves the work to finish by itself.</summary>
    private Task<T> UseAsync<T>(string collection, bool create, Func<MemoryCollection, T> work, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, FileName(collection));
        return Task.Run(async () =>
        {
            // Not to be asked of an open collection: a search for unknown names must not push known ones out.
            if (!create && !File.Exists(path)) throw Unknown(collection);
            try
            {
                return await _open.UseAsync(path, create, work, cancellationToken).ConfigureAwait(false) is { Exists: true } done
                    ? done.Value!
                    : throw Unknown(collection);
            }
            catch (Exception failed) when (failed is SqliteException or IOException or UnauthorizedAccessException)
            {
                throw new EngineException(ErrorCodes.StorageUnavailable, $"The collection '{collection}' cannot be used: {failed.Message}", failed);
            }
        }, cancellationToken).WaitAsync(cancellationToken);
    }

    /// <summary>Upper case is marked, so that <c>A</c> and <c>a</c> are two files where the file system ignores case, too.</summary>
    private static string FileName(string collection)
    {
        var name = new StringBuilder();
        foreach (var c in collection)
        {
            if (char.IsAsciiLetterUpper(c)) name.Append('+');
            name.Append(char.ToLowerInvariant(c));
        }

        return name.Append(".db").ToString();
    }

    private static EngineException Unknown(string collection) => new(ErrorCodes.UnknownCollection, $"There is no collection '{collection}'.");

    private static void CheckDocuments(IReadOnlyList<MemoryDocument> documents)
    {
        if (documents is not { Count: >= 1 and <= MaxDocuments }) throw RequestRules.Invalid("documents", $"Give 1 to {MaxDocuments} documents.");
        for (var i = 0; i < documents.Count; i++)
        {
            var document = documents[i] ?? throw RequestRules.Invalid($"documents[{i}]", "Must be an object.");
            if (document.Id is { } id && (id.Length is < 1 or > MaxIdLength || id.Any(char.IsControl)))
                throw RequestRules.Invalid($"documents[{i}].id", $"Must be 1 to {MaxIdLength} characters, none of them a control character.");
            if (string.IsNullOrEmpty(document.Text) || Encoding.UTF8.GetByteCount(document.Text) > MaxTextBytes)
                throw RequestRules.Invalid($"documents[{i}].text", $"Must not be empty, and at most {MaxTextBytes} bytes in UTF-8.");
            if (document.Metadata is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined) })
                throw RequestRules.Invalid($"documents[{i}].metadata", "Must be a JSON object.");
            if (RawJson(document.Metadata)?.Length > MaxTextBytes)
                throw RequestRules.Invalid($"documents[{i}].metadata", $"At most {MaxTextBytes} bytes.");
        }
    }

    private static byte[]? RawJson(JsonElement? metadata) =>
        metadata is { ValueKind: JsonValueKind.Object } given ? Encoding.UTF8.GetBytes(given.GetRawText()) : null;
}
