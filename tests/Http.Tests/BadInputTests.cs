namespace TradingAgents.Http.Tests;

public sealed class BadInputTests(BadInputTests.SharedServer shared) : IClassFixture<BadInputTests.SharedServer>
{
    /// <summary>One server for all: what is refused leaves nothing behind.</summary>
    public sealed class SharedServer : IAsyncLifetime
    {
        internal Server Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await Server.StartAsync();

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }

    private const string Submit = "/api/v1/analysis/submit";
    private const string Batch = "/api/v1/analysis/batch";
    private const string Admin = "/api/v1/admin/";
    private const string LoadBalancer = "/api/v1/admin/load_balancer/";

    /// <summary>Method, path, body, status, code, the field named in errors (null: none needed).</summary>
    public static TheoryData<string, string, string?, int, string, string?> Cases => new()
    {
        // Bodies that are no object
        { "POST", Submit, "", 400, "invalid_request", "body" },
        { "POST", Submit, " ", 400, "invalid_request", "body" },
        { "POST", Submit, "null", 400, "invalid_request", "body" },
        { "POST", Submit, "[]", 400, "invalid_request", "body" },
        { "POST", Submit, "1", 400, "invalid_request", "body" },
        { "POST", Submit, "\"AAPL\"", 400, "invalid_request", "body" },
        { "POST", Submit, "{", 400, "invalid_request", "body" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\"} x", 400, "invalid_request", "body" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\"}{}", 400, "invalid_request", "body" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",}", 400, "invalid_request", "body" },
        { "POST", Submit, "{'stock_code':'AAPL'}", 400, "invalid_request", "body" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\" /* c */}", 400, "invalid_request", "body" },
        { "POST", Submit, "\u0000", 400, "invalid_request", "body" },
        { "POST", Submit, "{\"stock_code\":\"\\ud800\"}", 400, "invalid_request", "body" },
        { "POST", Submit, "{\"parameters\":{\"\\udc00\":1},\"stock_code\":\"A\"}", 400, "invalid_request", "body" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"parameters\":" + new string('[', 200) + new string(']', 200) + "}", 400, "invalid_request", "body" },
        // Members
        { "POST", Submit, "{}", 400, "invalid_request", "stock_code" },
        { "POST", Submit, "{\"stock_code\":null}", 400, "invalid_request", "stock_code" },
        { "POST", Submit, "{\"stock_code\":1}", 400, "invalid_request", "stock_code" },
        { "POST", Submit, "{\"stock_code\":\"\"}", 400, "invalid_request", "stock_code" },
        { "POST", Submit, "{\"stock_code\":\"A B\"}", 400, "invalid_request", "stock_code" },
        { "POST", Submit, "{\"stock_code\":\"../../etc/passwd\"}", 400, "invalid_request", "stock_code" },
        { "POST", Submit, "{\"stock_code\":\"A\\u0000\"}", 400, "invalid_request", "stock_code" },
        { "POST", Submit, "{\"stock_code\":\"ＡＡＰＬ\"}", 400, "invalid_request", "stock_code" },
        { "POST", Submit, "{\"stock_code\":\"" + new string('A', 33) + "\"}", 400, "invalid_request", "stock_code" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"stock_code\":\"GOOG\"}", 400, "invalid_request", "stock_code" },
        { "POST", Submit, "{\"Stock_Code\":\"AAPL\"}", 400, "invalid_request", "Stock_Code" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"prioritty\":\"high\"}", 400, "invalid_request", "prioritty" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"analysis_type\":\"magic\"}", 400, "invalid_request", "analysis_type" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"analysis_type\":0}", 400, "invalid_request", "analysis_type" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"priority\":\"HIGH\"}", 400, "invalid_request", "priority" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"priority\":\"low, high\"}", 400, "invalid_request", "priority" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"timeout_seconds\":0}", 400, "invalid_request", "timeout_seconds" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"timeout_seconds\":7200.5}", 400, "invalid_request", "timeout_seconds" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"timeout_seconds\":1e999}", 400, "invalid_request", "timeout_seconds" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"timeout_seconds\":\"300\"}", 400, "invalid_request", "timeout_seconds" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"max_attempts\":0}", 400, "invalid_request", "max_attempts" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"max_attempts\":11}", 400, "invalid_request", "max_attempts" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"max_attempts\":1.5}", 400, "invalid_request", "max_attempts" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"max_attempts\":99999999999}", 400, "invalid_request", "max_attempts" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"tenant\":\"a b\"}", 400, "invalid_request", "tenant" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"tenant\":\"\"}", 400, "invalid_request", "tenant" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"depends_on\":\"t1\"}", 400, "invalid_request", "depends_on" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"depends_on\":[1]}", 400, "invalid_request", "depends_on[0]" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"depends_on\":[null]}", 400, "invalid_request", "depends_on[0]" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"depends_on\":[\"nobody\"]}", 400, "invalid_request", "depends_on" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"not_before\":\"tomorrow\"}", 400, "invalid_request", "not_before" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"not_before\":\"2026-11-22T09:00:00\"}", 400, "invalid_request", "not_before" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"parameters\":[]}", 400, "invalid_request", "parameters" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"parameters\":{\"depth\":6}}", 400, "invalid_request", "parameters.depth" },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"parameters\":{\"deep\":1}}", 400, "invalid_request", null },
        { "POST", Submit, "{\"stock_code\":\"AAPL\",\"parameters\":{\"depth\":1,\"depth\":2}}", 400, "invalid_request", null },
        // Batch
        { "POST", Batch, "{}", 400, "invalid_request", "stock_codes" },
        { "POST", Batch, "{\"stock_codes\":[]}", 400, "invalid_request", "stock_codes" },
        { "POST", Batch, "{\"stock_codes\":\"AAPL\"}", 400, "invalid_request", "stock_codes" },
        { "POST", Batch, "{\"stock_codes\":[null]}", 400, "invalid_request", "stock_codes[0]" },
        { "POST", Batch, "{\"stock_codes\":[\"AAPL\"],\"stock_code\":\"AAPL\"}", 400, "invalid_request", "stock_code" },
        { "POST", Batch, "{\"stock_codes\":[" + string.Join(",", Enumerable.Repeat("\"A\"", 101)) + "]}", 400, "invalid_request", "stock_codes" },
        // Ids
        { "GET", "/api/v1/analysis/status/nobody", null, 404, "unknown_task", null },
        { "GET", "/api/v1/analysis/status/%C3%A9%0A", null, 404, "unknown_task", null },
        { "GET", "/api/v1/analysis/status/..%2f..%2fetc", null, 404, "unknown_task", null },
        { "GET", "/api/v1/analysis/status/" + new string('a', 5000), null, 404, "unknown_task", null },
        { "GET", "/api/v1/analysis/result/nobody", null, 404, "unknown_task", null },
        { "GET", "/api/v1/analysis/events/nobody", null, 404, "unknown_task", null },
        { "GET", "/api/v1/analysis/batch/nobody", null, 404, "unknown_batch", null },
        { "DELETE", "/api/v1/analysis/cancel/nobody", null, 404, "unknown_task", null },
        // Query parameters
        { "GET", "/api/v1/analysis?limit=0", null, 400, "invalid_request", "limit" },
        { "GET", "/api/v1/analysis?limit=201", null, 400, "invalid_request", "limit" },
        { "GET", "/api/v1/analysis?limit=ten", null, 400, "invalid_request", "limit" },
        { "GET", "/api/v1/analysis?limit=-1", null, 400, "invalid_request", "limit" },
        { "GET", "/api/v1/analysis?limit=%2B5", null, 400, "invalid_request", "limit" },
        { "GET", "/api/v1/analysis?limit=99999999999", null, 400, "invalid_request", "limit" },
        { "GET", "/api/v1/analysis?limit=1&limit=2", null, 400, "invalid_request", "limit" },
        { "GET", "/api/v1/analysis?Limit=1", null, 400, "invalid_request", "Limit" },
        { "GET", "/api/v1/analysis?status=done", null, 400, "invalid_request", "status" },
        { "GET", "/api/v1/analysis?status=", null, 400, "invalid_request", "status" },
        { "GET", "/api/v1/analysis?priority=2", null, 400, "invalid_request", "priority" },
        { "GET", "/api/v1/analysis?stock_code=a%20b", null, 400, "invalid_request", "stock_code" },
        { "GET", "/api/v1/analysis?tenant=%00", null, 400, "invalid_request", "tenant" },
        { "GET", "/api/v1/analysis?cursor=nonsense", null, 400, "invalid_request", "cursor" },
        { "GET", "/api/v1/analysis?statuss=queued", null, 400, "invalid_request", "statuss" },
        { "GET", "/api/v1/system/stats?x=1", null, 400, "invalid_request", "x" },
        { "GET", "/api/v1/analysis/status/nobody?verbose=1", null, 400, "invalid_request", "verbose" },
        { "GET", "/api/v1/data/stock", null, 400, "invalid_request", "symbol" },
        { "GET", "/api/v1/data/stock?symbol=AAPL&period=7y", null, 400, "invalid_request", "period" },
        { "GET", "/api/v1/data/stock?symbol=NOPE", null, 404, "unknown_symbol", null },
        { "GET", "/api/v1/data/stock?symbol=..%2F..%2Fetc%2Fpasswd", null, 404, "unknown_symbol", null },
        // Administration
        { "POST", Admin + "cleanup", "{\"older_than_seconds\":-1}", 400, "invalid_request", "older_than_seconds" },
        { "POST", Admin + "cleanup", "{\"older_than_seconds\":1e300}", 400, "invalid_request", "older_than_seconds" },
        { "POST", Admin + "cleanup", "{\"older_than\":5}", 400, "invalid_request", "older_than" },
        { "PUT", Admin + "limits", "{\"max_concurrent_analyses\":0}", 400, "invalid_request", "max_concurrent_analyses" },
        { "PUT", Admin + "limits", "{\"analysis_timeout\":0}", 400, "invalid_request", "analysis_timeout" },
        { "PUT", Admin + "limits", "{\"max_queue_size\":-1}", 400, "invalid_request", "max_queue_size" },
        { "PUT", LoadBalancer + "strategy", "{\"strategy\":\"best\"}", 400, "invalid_request", "strategy" },
        { "PUT", LoadBalancer + "strategy", "{}", 400, "invalid_request", "strategy" },
        { "POST", LoadBalancer + "add_instance", "{\"instance_id\":\"node-1\"}", 409, "duplicate_instance", null },
        { "POST", LoadBalancer + "add_instance", "{\"instance_id\":\"a/b\"}", 400, "invalid_request", "instance_id" },
        { "POST", LoadBalancer + "add_instance", "{\"instance_id\":\"..\"}", 400, "invalid_request", "instance_id" },
        { "POST", LoadBalancer + "add_instance", "{\"instance_id\":\"\"}", 400, "invalid_request", "instance_id" },
        { "POST", LoadBalancer + "add_instance", "{\"instance_id\":\"n\",\"port\":0}", 400, "invalid_request", "port" },
        { "POST", LoadBalancer + "add_instance", "{\"instance_id\":\"n\",\"weight\":1001}", 400, "invalid_request", "weight" },
        { "PUT", LoadBalancer + "instances/node-9", "{\"weight\":2}", 404, "unknown_instance", null },
        { "PUT", LoadBalancer + "instances/node-1", "{\"state\":\"down\"}", 400, "invalid_request", "state" },
        { "PUT", LoadBalancer + "instances/node-1", "{\"weight\":0}", 400, "invalid_request", "weight" },
        { "DELETE", LoadBalancer + "instances/node-9", null, 404, "unknown_instance", null },
        { "POST", Admin + "faults", "{\"node_id\":\"node-1\",\"kind\":\"crash\"}", 404, "not_found", null },
        // Memory
        { "POST", "/api/v1/memory/add", "{\"collection_name\":\"c\",\"documents\":[]}", 400, "invalid_request", "documents" },
        { "POST", "/api/v1/memory/add", "{\"collection_name\":\"../c\",\"documents\":[{\"text\":\"x\"}]}", 400, "invalid_request", "collection_name" },
        { "POST", "/api/v1/memory/add", "{\"collection_name\":\"c\",\"documents\":[{\"text\":\"\"}]}", 400, "invalid_request", "documents[0].text" },
        { "POST", "/api/v1/memory/add", "{\"collection_name\":\"c\",\"documents\":[{\"txt\":\"x\"}]}", 400, "invalid_request", "documents[0].txt" },
        { "POST", "/api/v1/memory/add", "{\"collection_name\":\"c\",\"documents\":[{\"text\":\"x\",\"metadata\":1}]}", 400, "invalid_request", "documents[0].metadata" },
        { "POST", "/api/v1/memory/add", "{\"collection_name\":\"c\",\"documents\":[{\"text\":\"x\",\"metadata\":{\"a\":1,\"a\":2}}]}", 400, "invalid_request", "documents[0].metadata" },
        { "POST", "/api/v1/memory/search", "{\"collection_name\":\"none\",\"query\":\"x\"}", 404, "unknown_collection", null },
        { "POST", "/api/v1/memory/search", "{\"collection_name\":\"c\",\"query\":\" \"}", 400, "invalid_request", "query" },
        { "POST", "/api/v1/memory/search", "{\"collection_name\":\"c\",\"query\":\"x\",\"n_results\":101}", 400, "invalid_request", "n_results" },
        { "POST", "/api/v1/memory/search", "{\"collection_name\":\"c\",\"query\":\"x\",\"n_results\":0}", 400, "invalid_request", "n_results" },
        // Routes
        { "GET", "/nowhere", null, 404, "not_found", null },
        { "GET", "/api/v1/system/weather", null, 404, "not_found", null },
        { "GET", "/api/v1/analysis/status", null, 404, "not_found", null },
        { "GET", Submit, null, 405, "method_not_allowed", null },
        { "DELETE", Submit, null, 405, "method_not_allowed", null },
        { "POST", "/health", "{}", 405, "method_not_allowed", null },
        { "BREW", "/api/v1/system/stats", null, 405, "method_not_allowed", null },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task A_bad_request_is_refused_with_its_code_and_names_the_field(string method, string path, string? body, int status, string code, string? field)
    {
        var server = shared.Server;

        var problem = await (await server.SendAsync(method, path, body)).ProblemAsync(status, code);

        if (field is not null) Assert.NotEmpty(problem.GetProperty("errors").GetProperty(field)[0].GetString()!);
    }

    [Fact]
    public async Task An_unknown_enum_value_is_answered_with_the_allowed_ones()
    {
        var server = shared.Server;

        var answer = await server.SendAsync("POST", Submit, "{\"stock_code\":\"AAPL\",\"priority\":\"top\",\"analysis_type\":\"x\"}");

        var errors = (await answer.ProblemAsync(400, "invalid_request")).GetProperty("errors");
        Assert.Equal("Must be one of low, normal, high, urgent.", errors.GetProperty("priority")[0].GetString());
        Assert.Contains("synthetic", errors.GetProperty("analysis_type")[0].GetString());
    }

    [Fact]
    public async Task A_wrong_method_is_told_the_right_one()
    {
        var server = shared.Server;

        var answer = await server.SendAsync("PUT", Submit);

        await answer.ProblemAsync(405, "method_not_allowed");
        Assert.Equal(["POST"], answer.Content.Headers.Allow);
    }
}
