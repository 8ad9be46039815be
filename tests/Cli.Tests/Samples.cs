namespace TradingAgents.Cli.Tests;

internal static class Samples
{
    public const string Queued = """
        {"task_id":"t-1","stock_code":"AAPL","analysis_type":"comprehensive","priority":"high","tenant":"default","status":"queued","node":"node-1","queue_position":3,"estimated_start_seconds":41.5,"attempt":0,"max_attempts":3,"progress":0.0,"stage":null,"deduplicated":false,"submitted_at":"2026-11-22T09:00:00.000Z","started_at":null,"finished_at":null,"rescues":0,"wait_seconds":12.34,"execution_seconds":null,"error":null}
        """;

    public const string Failed = """
        {"task_id":"task-22","stock_code":"^GSPC","analysis_type":"technical","priority":"normal","tenant":"desk-7","status":"failed","node":"node-2","queue_position":null,"estimated_start_seconds":null,"attempt":2,"max_attempts":3,"progress":0.25,"stage":"decision","deduplicated":false,"submitted_at":"2026-11-22T09:00:00.000Z","started_at":"2026-11-22T09:00:01.000Z","finished_at":"2026-11-22T09:00:03.500Z","rescues":1,"wait_seconds":1,"execution_seconds":2.5,"error":{"code":"no_data","message":"No prices of ^GSPC."}}
        """;

    public const string Stats = """
        {"concurrency":{"current_running":8,"current_queued":12,"peak_concurrent_tasks":15,"average_execution_time":95.34,"success_rate":0.97,"tasks_per_minute":0.8,"total_submitted":40,"total_completed":30,"total_failed":1,"total_cancelled":2,"total_timed_out":0,"total_rejected":5,"total_retried":3},"load_balancer":{"strategy":"least_connections","total_instances":3,"healthy_instances":2,"total_connections":8,"total_requests":1247}}
        """;

    public const string Nodes = """
        {"nodes":[{"node_id":"node-1","state":"active","healthy":true,"weight":1,"running":5,"queued":12,"max_concurrent_analyses":5,"max_queue_size":50,"average_execution_seconds":95.3,"consecutive_failures":0,"last_check_at":"2026-11-22T09:00:00.000Z"},{"node_id":"node-2","state":"down","healthy":false,"weight":10,"running":0,"queued":0,"max_concurrent_analyses":5,"max_queue_size":50,"average_execution_seconds":0,"consecutive_failures":3,"last_check_at":null}]}
        """;

    public const string Running = """
        {"task_id":"t-3","stock_code":"GOOG","analysis_type":"quick","priority":"normal","tenant":"default","status":"running","node":"node-1","queue_position":null,"estimated_start_seconds":null,"attempt":1,"max_attempts":3,"progress":0.5,"stage":"market_analyst","deduplicated":false,"submitted_at":"2026-11-22T09:00:00.000Z","started_at":"2026-11-22T09:00:01.000Z","finished_at":null,"rescues":0,"wait_seconds":1,"execution_seconds":75.2,"error":null}
        """;

    public const string Done = """
        {"task_id":"t-9","stock_code":"BENCH-1","analysis_type":"synthetic","priority":"normal","tenant":"default","status":"completed","node":"node-1","queue_position":null,"estimated_start_seconds":null,"attempt":1,"max_attempts":3,"progress":1,"stage":null,"deduplicated":false,"submitted_at":"2026-11-22T09:00:00.000Z","started_at":"2026-11-22T09:00:00.250Z","finished_at":"2026-11-22T09:00:01.500Z","rescues":0,"wait_seconds":0.25,"execution_seconds":1.25,"error":null}
        """;

    public const string Alerts = """
        {"alerts":[{"name":"queue_length","severity":"warning","since":"2026-11-22T08:59:00.000Z","value":62,"threshold":50,"summary":"62 tasks wait, more than 50."}]}
        """;

    public const string Report = """
        {"uptime_seconds":7384,"tasks_per_second":0.01,"success_rate":0.97,"active":1,"queued":12,"peak_concurrency":15,"utilization":0.83,"average_wait_seconds":5,"p50_wait_seconds":4.2,"p95_wait_seconds":12,"p99_wait_seconds":15,"average_execution_seconds":90,"p50_execution_seconds":88,"p95_execution_seconds":120,"p99_execution_seconds":130,"bottlenecks":[{"name":"slots","severity":"warning","summary":"Slots are the limit.","remedy":"4 nodes would help.","value":0.98,"forecast":[]}]}
        """;

    public const string NoTasks = """{"tasks":[],"next_cursor":null}""";

    public static string List(string cursor = "null") => $$"""{"tasks":[{{Queued.Trim()}},{{Failed.Trim()}}],"next_cursor":{{cursor}}}""";

    public static string Events(string end) => string.Concat(
        "id: 1\nevent: status\ndata: {\"status\":\"queued\",\"node\":\"node-1\",\"attempt\":0,\"at\":\"2026-11-22T09:00:00.000Z\"}\n\n",
        ": heartbeat\n\n",
        "id: 2\nevent: status\ndata: {\"status\":\"running\",\"node\":\"node-1\",\"attempt\":1,\"at\":\"2026-11-22T09:00:01.000Z\"}\n\n",
        "id: 3\nevent: stage\ndata: {\"stage\":\"market_analyst\",\"state\":\"started\",\"at\":\"2026-11-22T09:00:01.000Z\"}\n\n",
        "id: 4\nevent: progress\ndata: {\"progress\":0.5,\"stage\":\"market_analyst\",\"at\":\"2026-11-22T09:00:02.000Z\"}\n\n",
        "id: 5\nevent: stage\ndata: {\"stage\":\"market_analyst\",\"state\":\"finished\",\"seconds\":1.234,\"at\":\"2026-11-22T09:00:02.000Z\"}\n\n",
        $"id: 6\nevent: status\ndata: {end}\n\n");

    public const string Completed = """{"status":"completed","attempt":1,"node":"node-1","error":null,"at":"2026-11-22T09:00:03.000Z"}""";
}
