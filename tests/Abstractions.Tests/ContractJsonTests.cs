using System.Text.Json;
using TradingAgents.Core;
using TradingAgents.Core.Lifecycle;
using TradingAgents.Core.Placement;

namespace TradingAgents.Abstractions.Tests;

public sealed class ContractJsonTests
{
    [Theory]
    [InlineData("\"2026-11-22T09:00:00.000Z\"", "2026-11-22T09:00:00.000Z")]
    [InlineData("\"2026-11-22T10:00:00+01:00\"", "2026-11-22T09:00:00.000Z")]
    [InlineData("\"2026-11-22T09:00:00.1239999Z\"", "2026-11-22T09:00:00.123Z")]
    public void A_time_is_written_in_utc_with_milliseconds(string json, string expected) =>
        Assert.Equal(expected, ContractJson.FormatTime(JsonSerializer.Deserialize<DateTimeOffset>(json, ContractJson.Options)));

    [Theory]
    [InlineData("\"2026-11-22T09:00:00\"")]
    [InlineData("\"2026-11-22\"")]
    [InlineData("\"tomorrow\"")]
    [InlineData("1763802000")]
    [InlineData("null")]
    public void A_time_without_an_offset_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DateTimeOffset>(json, ContractJson.Options));

    [Fact]
    public void Unknown_and_duplicate_members_are_refused()
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<NodeUpdate>("""{"wait": 1}""", ContractJson.Options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<NodeUpdate>("""{"weight": 1, "weight": 2}""", ContractJson.Options));
    }

    [Fact]
    public void Enums_go_by_their_snake_case_names_only()
    {
        Assert.Equal("\"timed_out\"", ContractJson.ToElement(AnalysisStatus.TimedOut).GetRawText());
        Assert.Equal(PlacementStrategy.PowerOfTwo, JsonSerializer.Deserialize<PlacementStrategy>("\"power_of_two\"", ContractJson.Options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PlacementStrategy>("1", ContractJson.Options));
        Assert.True(ContractJson.TryParseName<AnalysisStatus>("timed_out", out var status));
        Assert.Equal(AnalysisStatus.TimedOut, status);
        Assert.False(ContractJson.TryParseName<AnalysisStatus>("TimedOut", out _));
    }

    [Fact]
    public void Ids_are_plain_strings_and_survive_the_way_there_and_back()
    {
        var id = new TaskId("t-1");
        Assert.Equal("\"t-1\"", ContractJson.ToElement(id).GetRawText());
        Assert.Equal(id, JsonSerializer.Deserialize<TaskId>("\"t-1\"", ContractJson.Options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TaskId>("7", ContractJson.Options));
    }
}
