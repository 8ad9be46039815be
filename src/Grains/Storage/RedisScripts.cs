namespace TradingAgents.Grains.Storage;

/// <summary>The atomic steps of <see cref="RedisTaskStore"/>, as Lua. The first argument is always the prefix of all keys.</summary>
internal static class RedisScripts
{
    /// <summary>Refuses a scheduler whose term (second argument) has ended.</summary>
    private const string CheckTerm = "if tonumber(redis.call('GET', ARGV[1]..'term') or '0') > tonumber(ARGV[2]) then return 'stale' end ";

    /// <summary>Arguments: prefix, term, settings.</summary>
    public const string PutSettings = CheckTerm + "redis.call('SET', ARGV[1]..'settings', ARGV[3]) return 'ok'";

    /// <summary>
    /// Arguments: prefix, term, id, document, version, epoch, status, sequence, tenant, code, priority, event, key or '', digest, batch or '', index, batch digest.
    /// Returns 'ok', or digest and id of the key's holder.
    /// </summary>
    public const string Admit = CheckTerm + """
        local p, id = ARGV[1], ARGV[3]
        local task = p..'task:'..id
        if redis.call('EXISTS', task) == 1 then return 'ok' end
        if ARGV[13] ~= '' then
            local key = p..'key:'..ARGV[9]..':'..ARGV[13]
            local holder = redis.call('HMGET', key, 'digest', 'id')
            if holder[1] then return {holder[1], holder[2]} end
            redis.call('HSET', key, 'digest', ARGV[14], 'id', id)
        end
        if ARGV[15] ~= '' then
            redis.call('HSETNX', p..'batch:'..ARGV[15], 'digest', ARGV[17])
            redis.call('HSET', p..'batch:'..ARGV[15], ARGV[16], id)
            redis.call('ZADD', p..'batches', 'NX', ARGV[8], ARGV[15])
            redis.call('ZADD', p..'batches:'..ARGV[9], 'NX', ARGV[8], ARGV[15])
        end
        redis.call('HSET', task, 'doc', ARGV[4], 'ver', ARGV[5], 'epoch', ARGV[6], 'status', ARGV[7], 'seq', ARGV[8],
            'tenant', ARGV[9], 'code', ARGV[10], 'priority', ARGV[11], 'key', ARGV[13], 'batch', ARGV[15], 'index', ARGV[16])
        redis.call('ZADD', p..'all', ARGV[8], id)
        redis.call('ZADD', p..'tenant:'..ARGV[9], ARGV[8], id)
        redis.call('ZADD', p..'code:'..ARGV[10], ARGV[8], id)
        redis.call('ZADD', p..'priority:'..ARGV[11], ARGV[8], id)
        redis.call('ZADD', p..'status:'..ARGV[7], ARGV[8], id)
        redis.call('SADD', p..'unfinished', id)
        redis.call('RPUSH', p..'events:'..id, ARGV[12])
        return 'ok'
        """;

    /// <summary>Arguments: prefix, term, id, document, version, epoch, status, event or '', milliseconds at which it ended or ''.</summary>
    public const string Put = CheckTerm + """
        local p, id = ARGV[1], ARGV[3]
        local task = p..'task:'..id
        local old = redis.call('HMGET', task, 'ver', 'epoch', 'status', 'seq')
        if not old[1] or tonumber(old[1]) >= tonumber(ARGV[5]) then return 'ok' end
        redis.call('HSET', task, 'doc', ARGV[4], 'ver', ARGV[5], 'epoch', ARGV[6], 'status', ARGV[7])
        if old[2] ~= ARGV[6] then redis.call('HDEL', task, 'progress', 'stage') end
        if old[3] ~= ARGV[7] then
            redis.call('ZREM', p..'status:'..old[3], id)
            redis.call('ZADD', p..'status:'..ARGV[7], old[4], id)
        end
        if ARGV[9] ~= '' then
            redis.call('SREM', p..'unfinished', id)
            redis.call('ZADD', p..'ended', ARGV[9], id)
            redis.call('DEL', p..'stages:'..id)
        end
        if ARGV[8] ~= '' then redis.call('RPUSH', p..'events:'..id, ARGV[8]) end
        return 'ok'
        """;

    /// <summary>Refuses a run that does not count any more: its task (second argument) does not run in its epoch (third).</summary>
    private const string CheckRun = """
        local p, id = ARGV[1], ARGV[2]
        local task = p..'task:'..id
        local now = redis.call('HMGET', task, 'epoch', 'status')
        if now[1] ~= ARGV[3] or now[2] ~= 'running' then return 0 end

        """;

    /// <summary>Arguments: prefix, id, epoch, event, progress or '', stage or ''. Without a progress it tells that the stage starts: one that has finished is not told to, by a call that was overtaken.</summary>
    public const string AddEvent = CheckRun + """
        if ARGV[5] == '' and ARGV[6] ~= '' and redis.call('HEXISTS', p..'stages:'..id, ARGV[6]) == 1 then return 1 end
        if ARGV[5] ~= '' then redis.call('HSET', task, 'progress', ARGV[5], 'stage', ARGV[6]) end
        redis.call('RPUSH', p..'events:'..id, ARGV[4])
        return 1
        """;

    /// <summary>Arguments: prefix, id, epoch, event, stage, output.</summary>
    public const string PutStage = CheckRun + """
        if redis.call('HSETNX', p..'stages:'..id, ARGV[5], ARGV[6]) == 1 then redis.call('RPUSH', p..'events:'..id, ARGV[4]) end
        return 1
        """;

    /// <summary>Arguments: prefix, id, epoch, report.</summary>
    public const string PutReport = CheckRun + """
        redis.call('HSET', p..'report:'..id, 'epoch', ARGV[3], 'json', ARGV[4])
        return 1
        """;

    /// <summary>Arguments: prefix, term, id, '1' where an unfinished one is meant too.</summary>
    public const string Delete = CheckTerm + """
        local p, id = ARGV[1], ARGV[3]
        local task = p..'task:'..id
        local kept = redis.call('HMGET', task, 'status', 'tenant', 'code', 'priority', 'key', 'batch', 'index')
        if not kept[1] then return 0 end
        if ARGV[4] ~= '1' and redis.call('SISMEMBER', p..'unfinished', id) == 1 then return 0 end
        if kept[5] ~= '' then redis.call('DEL', p..'key:'..kept[2]..':'..kept[5]) end
        if kept[6] ~= '' then
            redis.call('HDEL', p..'batch:'..kept[6], kept[7])
            if redis.call('HLEN', p..'batch:'..kept[6]) <= 1 then
                redis.call('DEL', p..'batch:'..kept[6])
                redis.call('ZREM', p..'batches', kept[6])
                redis.call('ZREM', p..'batches:'..kept[2], kept[6])
            end
        end
        redis.call('ZREM', p..'all', id)
        redis.call('ZREM', p..'tenant:'..kept[2], id)
        redis.call('ZREM', p..'code:'..kept[3], id)
        redis.call('ZREM', p..'priority:'..kept[4], id)
        redis.call('ZREM', p..'status:'..kept[1], id)
        redis.call('ZREM', p..'ended', id)
        redis.call('SREM', p..'unfinished', id)
        redis.call('DEL', task, p..'events:'..id, p..'stages:'..id, p..'report:'..id)
        return 1
        """;
}
