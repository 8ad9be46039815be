using System.Text.Json;
using TradingAgents.Core;

namespace TradingAgents.Abstractions.Tests;

public sealed class RequestRulesTests
{
    [Fact]
    public void Normalising_fills_in_the_defaults_and_upper_cases_the_code()
    {
        var normal = RequestRules.Normalize(new AnalysisRequest { StockCode = "brk-a" }, allowSynthetic: false);
        Assert.Equal("BRK-A", normal.StockCode);
        Assert.Equal("default", normal.Tenant);
        Assert.Equal(3, normal.MaxAttempts);
        Assert.Null(normal.DependsOn);
        Assert.Null(normal.Parameters);
    }

    [Fact]
    public void Parameters_outlive_the_document_they_came_from()
    {
        AnalysisRequest request;
        using (var document = JsonDocument.Parse("""{"depth":3}"""))
            request = RequestRules.Normalize(new AnalysisRequest { StockCode = "AAPL", Parameters = document.RootElement }, allowSynthetic: false);
        Assert.Equal(3, request.Parameters?.GetProperty("depth").GetInt32());
    }

    [Fact]
    public void A_dependency_named_twice_counts_once()
    {
        var normal = RequestRules.Normalize(new AnalysisRequest { StockCode = "A", DependsOn = [new TaskId("t1"), new TaskId("t1")] }, allowSynthetic: false);
        Assert.Equal([new TaskId("t1")], normal.DependsOn);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("../AAPL")]
    [InlineData("AAPL\n")]
    [InlineData("ＡＡＰＬ")]
    [InlineData("A/B")]
    [InlineData("123456789012345678901234567890123")]
    public void A_code_with_other_characters_or_too_long_is_refused(string code)
    {
        var refused = Assert.Throws<EngineException>(() => RequestRules.Normalize(new AnalysisRequest { StockCode = code }, allowSynthetic: false));
        Assert.Equal(ErrorCodes.InvalidRequest, refused.Code);
        Assert.Equal(["stock_code"], refused.Errors!.Keys);
    }

    [Theory]
    [InlineData("AAPL")]
    [InlineData("000001.SH")]
    [InlineData("^GSPC")]
    [InlineData("XAUUSD=X")]
    [InlineData("NYSE:BRK_A")]
    [InlineData("12345678901234567890123456789012")]
    public void A_code_of_the_allowed_characters_is_taken(string code) =>
        Assert.Equal(code, RequestRules.Normalize(new AnalysisRequest { StockCode = code }, allowSynthetic: false).StockCode);

    [Fact]
    public void All_that_is_wrong_is_told_at_once_by_field()
    {
        var request = new AnalysisRequest
        {
            StockCode = "",
            Priority = 0,
            AnalysisType = (AnalysisType)99,
            TimeoutSeconds = 0,
            MaxAttempts = 11,
            Tenant = "a b",
            DependsOn = [new TaskId("no id!")],
        };
        var refused = Assert.Throws<EngineException>(() => RequestRules.Normalize(request, allowSynthetic: false));
        Assert.Equal(
            ["analysis_type", "depends_on", "max_attempts", "priority", "stock_code", "tenant", "timeout_seconds"],
            refused.Errors!.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0.001, true)]
    [InlineData(7200, true)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(7200.001, false)]
    [InlineData(double.NaN, false)]
    public void A_timeout_is_above_zero_and_at_most_two_hours(double seconds, bool taken)
    {
        var request = new AnalysisRequest { StockCode = "A", TimeoutSeconds = seconds };
        if (taken) Assert.Equal(seconds, RequestRules.Normalize(request, allowSynthetic: false).TimeoutSeconds);
        else Assert.Throws<EngineException>(() => RequestRules.Normalize(request, allowSynthetic: false));
    }

    [Fact]
    public void The_synthetic_analysis_is_refused_where_it_is_off()
    {
        var request = new AnalysisRequest { StockCode = "A", AnalysisType = AnalysisType.Synthetic };
        var refused = Assert.Throws<EngineException>(() => RequestRules.Normalize(request, allowSynthetic: false));
        Assert.Contains("--allow-synthetic", refused.Message, StringComparison.Ordinal);
        RequestRules.Normalize(request, allowSynthetic: true);
    }

    [Theory]
    [InlineData(AnalysisType.Comprehensive, """{"depth": 0}""", "parameters.depth")]
    [InlineData(AnalysisType.Comprehensive, """{"depth": 6}""", "parameters.depth")]
    [InlineData(AnalysisType.Comprehensive, """{"depth": "1"}""", "parameters.depth")]
    [InlineData(AnalysisType.Comprehensive, """{"language": "fr"}""", "parameters.language")]
    [InlineData(AnalysisType.Comprehensive, """{"analysts": []}""", "parameters.analysts")]
    [InlineData(AnalysisType.Comprehensive, """{"analysts": ["astrology"]}""", "parameters.analysts")]
    [InlineData(AnalysisType.Comprehensive, """{"trade_date": "2017-02-30"}""", "parameters.trade_date")]
    [InlineData(AnalysisType.Comprehensive, """{"duration_ms": 1}""", "parameters.duration_ms")]
    [InlineData(AnalysisType.Comprehensive, "[]", "parameters")]
    [InlineData(AnalysisType.Synthetic, """{"duration_ms": 600001}""", "parameters.duration_ms")]
    [InlineData(AnalysisType.Synthetic, """{"fail_attempts": -1}""", "parameters.fail_attempts")]
    [InlineData(AnalysisType.Synthetic, """{"steps": 0}""", "parameters.steps")]
    [InlineData(AnalysisType.Synthetic, """{"depth": 1}""", "parameters.depth")]
    public void Parameters_that_do_not_belong_to_the_type_or_its_ranges_are_refused(AnalysisType type, string parameters, string field)
    {
        var request = new AnalysisRequest { StockCode = "A", AnalysisType = type, Parameters = JsonElement.Parse(parameters) };
        var refused = Assert.Throws<EngineException>(() => RequestRules.Normalize(request, allowSynthetic: true));
        Assert.Equal([field], refused.Errors!.Keys);
    }

    [Theory]
    [InlineData(null, 1, 300)]
    [InlineData(null, 3, 900)]
    [InlineData(12.5, 5, 12.5)]
    public void The_default_timeout_grows_with_the_depth(double? asked, int depth, double expected)
    {
        var request = new AnalysisRequest { StockCode = "A", TimeoutSeconds = asked, Parameters = JsonElement.Parse($$"""{"depth": {{depth}}}""") };
        Assert.Equal(expected, RequestRules.TimeoutSeconds(request, limitSeconds: 300));
    }

    [Theory]
    [InlineData("k", true)]
    [InlineData("", false)]
    [InlineData("schlüssel", false)]
    [InlineData("a\tb", false)]
    public void An_idempotency_key_is_printable_ascii(string key, bool valid) => Assert.Equal(valid, RequestRules.IsIdempotencyKey(key));

    [Fact]
    public void An_idempotency_key_has_at_most_128_characters()
    {
        Assert.True(RequestRules.IsIdempotencyKey(new string('k', 128)));
        Assert.False(RequestRules.IsIdempotencyKey(new string('k', 129)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_batch_has_one_to_a_hundred_codes(int codes)
    {
        var batch = new BatchRequest([.. Enumerable.Repeat("A", codes)], new AnalysisRequest { StockCode = "A" });
        var refused = Assert.Throws<EngineException>(() => RequestRules.CheckBatch(batch, allowSynthetic: false));
        Assert.Equal(["stock_codes"], refused.Errors!.Keys);
    }
}
