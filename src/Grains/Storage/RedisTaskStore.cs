using System.Globalization;
using System.Text.Json;
using StackExchange.Redis;
using TradingAgents.Abstractions;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Grains.Wire;
using static TradingAgents.Grains.Storage.RedisCall;

namespace TradingAgents.Grains.Storage;

/// <summary>Keeps everything in one Redis. What its settings lose is lost here too: see docs/cluster.md.</summary>
internal sealed class RedisTaskStore(IConnectionMultiplexer redis, string prefix) : ITaskStore
{
    private const int ListChunk = 200;

    private IDatabase Db => redis.GetDatabase();

    public Task<long> BeginTermAsync() => GuardAsync(() => Db.StringIncrementAsync(prefix + "term"));

    public Task<ClusterSettings?> GetSettingsAsync() => GuardAsync(async () => Parse<ClusterSettings>(await Db.StringGetAsync(prefix + "settings")));

    public Task PutSettingsAsync(long term, ClusterSettings settings) => TermAsync(RedisScripts.PutSettings, term, Json(settings));

    public async Task<KeyHolder?> AdmitAsync(TaskAdmission admission, byte[] firstEvent)
    {
        var (document, record) = (admission.Document, admission.Document.Record);
        var answer = await TermAsync(
            RedisScripts.Admit, admission.Term, record.Id.Value, Json(document), document.Version, record.Epoch, Name(record.Status), record.Sequence, record.Tenant,
            document.Request.StockCode, Name(record.Priority), firstEvent, document.Key ?? "", admission.Digest ?? "", document.BatchId ?? "", document.BatchIndex,
            admission.BatchDigest ?? "");
        return answer.Length == 2 ? new KeyHolder((string)answer[0]!, new TaskId((string)answer[1]!)) : null;
    }

    public Task PutAsync(TaskChange change, byte[]? happened)
    {
        var (document, record) = (change.Document, change.Document.Record);
        RedisValue ended = TaskLifecycle.IsTerminal(record.Status) ? record.FinishedAt!.Value.ToUnixTimeMilliseconds() : "";
        return TermAsync(
            RedisScripts.Put, change.Term, record.Id.Value, Json(document), document.Version, record.Epoch, Name(record.Status), happened ?? (RedisValue)"", ended);
    }

    public Task<StoredTask?> GetAsync(TaskId id) => GuardAsync(async () => Stored(await Db.HashGetAsync(prefix + "task:" + id, ["doc", "progress", "stage"])));

    public Task<bool> AddEventAsync(TaskId id, RunNote note, byte[] happened) =>
        RunAsync(RedisScripts.AddEvent, id, note.Epoch, happened, note.Progress is { } progress ? Text(progress) : "", note.Stage ?? "");

    public Task<bool> PutStageAsync(TaskId id, FinishedStage stage, byte[] happened) =>
        RunAsync(RedisScripts.PutStage, id, stage.Epoch, happened, stage.Stage, stage.Output);

    public Task<bool> PutReportAsync(TaskId id, long epoch, byte[] report) => RunAsync(RedisScripts.PutReport, id, epoch, report);

    public Task<Dictionary<string, byte[]>> GetStagesAsync(TaskId id) => GuardAsync(async () =>
        (await Db.HashGetAllAsync(prefix + "stages:" + id)).ToDictionary(stage => (string)stage.Name!, stage => (byte[])stage.Value!));

    public Task<byte[]?> GetReportAsync(TaskId id, long epoch) => GuardAsync(async () =>
    {
        var report = await Db.HashGetAsync(prefix + "report:" + id, ["epoch", "json"]);
        return report[0] == epoch ? (byte[]?)report[1] : null;
    });

    public Task<IReadOnlyList<byte[]>> GetEventsAsync(TaskId id, long after, int count) => GuardAsync<IReadOnlyList<byte[]>>(async () =>
        [.. (await Db.ListRangeAsync(prefix + "events:" + id, after, after + count - 1)).Select(happened => (byte[])happened!)]);

    public Task<KeyHolder?> FindKeyAsync(string tenant, string key) => GuardAsync(async () =>
    {
        var holder = await Db.HashGetAsync($"{prefix}key:{tenant}:{key}", ["digest", "id"]);
        return holder[0].IsNull ? null : new KeyHolder((string)holder[0]!, new TaskId((string)holder[1]!));
    });

    public Task<StoredBatch?> GetBatchAsync(string batchId) => GuardAsync(async () =>
    {
        var fields = (await Db.HashGetAllAsync(prefix + "batch:" + batchId)).ToDictionary(field => (string)field.Name!, field => (string)field.Value!);
        if (!fields.Remove("digest", out var digest)) return null;
        return new StoredBatch(digest, [.. fields.OrderBy(task => int.Parse(task.Key, CultureInfo.InvariantCulture)).Select(task => new TaskId(task.Value))]);
    });

    public Task<IReadOnlyList<BatchPlace>> ListBatchesAsync(string? tenant, long? before, int count) => GuardAsync<IReadOnlyList<BatchPlace>>(async () =>
    {
        var index = prefix + (tenant is null ? "batches" : "batches:" + tenant);
        var below = before is { } sequence ? sequence : double.PositiveInfinity;
        var batches = await Db.SortedSetRangeByScoreWithScoresAsync(index, double.NegativeInfinity, below, Exclude.Stop, Order.Descending, take: count);
        return [.. batches.Select(batch => new BatchPlace((string)batch.Element!, (long)batch.Score))];
    });

    public Task<IReadOnlyList<StoredTask>> ListAsync(TaskQuery query, long? before, int count) => GuardAsync<IReadOnlyList<StoredTask>>(async () =>
    {
        var found = new List<StoredTask>();
        var index = await NarrowestIndexAsync(query);
        var (below, skip) = (before is { } sequence ? sequence : double.PositiveInfinity, 0L);
        while (found.Count < count)
        {
            var ids = await Db.SortedSetRangeByScoreAsync(index, double.NegativeInfinity, below, Exclude.Stop, Order.Descending, skip, ListChunk);
            if (ids.Length == 0) break;
            skip += ids.Length;
            var rows = await Task.WhenAll(ids.Select(id => Db.HashGetAsync(prefix + "task:" + id, ["doc", "progress", "stage"])));
            found.AddRange(rows.Select(Stored).OfType<StoredTask>().Where(task => TaskFilter.Matches(query, task.Document)));
        }

        return [.. found.Take(count)];
    });

    public Task<IReadOnlyList<TaskDocument>> GetUnfinishedAsync() => GuardAsync<IReadOnlyList<TaskDocument>>(async () =>
    {
        var ids = await Db.SetMembersAsync(prefix + "unfinished");
        return await DocumentsAsync(ids);
    });

    public Task<Dictionary<AnalysisStatus, int>> CountByStatusAsync() => GuardAsync(async () =>
    {
        var statuses = Enum.GetValues<AnalysisStatus>();
        var counts = await Task.WhenAll(statuses.Select(status => Db.SortedSetLengthAsync(prefix + "status:" + Name(status))));
        return statuses.Zip(counts).ToDictionary(pair => pair.First, pair => (int)pair.Second);
    });

    public Task<long> GetMaxSequenceAsync() => GuardAsync(async () =>
        (long)(await Db.SortedSetRangeByRankWithScoresAsync(prefix + "all", 0, 0, Order.Descending)).Select(entry => entry.Score).FirstOrDefault());

    public Task<IReadOnlyList<TaskId>> FindEndedBeforeAsync(DateTimeOffset before, int count) => GuardAsync<IReadOnlyList<TaskId>>(async () =>
        [.. (await Db.SortedSetRangeByScoreAsync(prefix + "ended", double.NegativeInfinity, before.ToUnixTimeMilliseconds(), take: count)).Select(id => new TaskId((string)id!))]);

    public Task<IReadOnlyList<TaskDocument>> FindEndedSinceAsync(DateTimeOffset since, int count) => GuardAsync(async () =>
        await DocumentsAsync(await Db.SortedSetRangeByScoreAsync(prefix + "ended", since.ToUnixTimeMilliseconds(), order: Order.Descending, take: count)));

    public async Task<int> DeleteAsync(long term, IReadOnlyList<TaskId> ids, bool unfinished = false) =>
        (await Task.WhenAll(ids.Select(id => TermAsync(RedisScripts.Delete, term, id.Value, unfinished ? "1" : "")))).Count(answer => (int)answer[0] == 1);

    private async Task<IReadOnlyList<TaskDocument>> DocumentsAsync(RedisValue[] ids)
    {
        var rows = await Task.WhenAll(ids.Select(id => Db.HashGetAsync(prefix + "task:" + id, "doc")));
        return [.. rows.Select(row => Parse<TaskDocument>(row)).OfType<TaskDocument>()];
    }

    private async Task<RedisKey> NarrowestIndexAsync(TaskQuery query)
    {
        var indexes = new List<RedisKey> { prefix + "all" };
        if (query.Status is { } status) indexes.Add(prefix + "status:" + Name(status));
        if (query.Tenant is { } tenant) indexes.Add(prefix + "tenant:" + tenant);
        if (query.StockCode is { } code) indexes.Add(prefix + "code:" + code.ToUpperInvariant());
        if (query.Priority is { } priority) indexes.Add(prefix + "priority:" + Name(priority));
        var lengths = await Task.WhenAll(indexes.Select(index => Db.SortedSetLengthAsync(index)));
        return indexes.Zip(lengths).MinBy(index => index.Second).First;
    }

    private async Task<RedisResult[]> TermAsync(string script, long term, params RedisValue[] values)
    {
        var answer = await GuardAsync(() => Db.ScriptEvaluateAsync(script, [], [prefix, term, .. values]));
        if (answer.Length > 0) return (RedisResult[])answer!;
        return answer.Resp2Type == ResultType.BulkString && (string?)answer == "stale" ? throw new StaleTermException() : [answer];
    }

    private async Task<bool> RunAsync(string script, TaskId id, long epoch, params RedisValue[] values) =>
        (long)await GuardAsync(() => Db.ScriptEvaluateAsync(script, [], [prefix, id.Value, epoch, .. values])) == 1;

    private static StoredTask? Stored(RedisValue[] row) => Parse<TaskDocument>(row[0]) is { } document
        ? new StoredTask(document, row[1].IsNull ? 0 : double.Parse((string)row[1]!, CultureInfo.InvariantCulture), row[2].IsNullOrEmpty ? null : (string?)row[2])
        : null;

    private static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, WireJson.Options);

    private static T? Parse<T>(RedisValue json) where T : class => json.IsNull ? null : JsonSerializer.Deserialize<T>((byte[])json!, WireJson.Options);

    private static string Name<TEnum>(TEnum value) where TEnum : struct, Enum => ContractJson.NameOf(value);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
