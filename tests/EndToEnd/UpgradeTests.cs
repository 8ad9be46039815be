using System.IO.Compression;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.EndToEnd;

/// <summary>
/// Data directories that earlier releases left behind when they were killed, one archive for each schema of the journal. Each holds the same: AAPL completed, GONE failed, RUN running
/// after its first stage (key "interrupted"), B1 waiting and B2 cancelled in a batch, LATER scheduled and AFTER depending on RUN.
/// </summary>
public sealed class UpgradeTests : ProcessTest
{
    private static readonly string Fixtures = Path.Combine(ProgramFile.Repository, "tests", "EndToEnd", "Fixtures");

    public static TheoryData<string> Journals => [.. Directory.GetFiles(Fixtures, "journal-schema-*.zip").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Journals))]
    [Trait("Promise", "P21")]
    public async Task Work_that_an_earlier_release_accepted_is_all_there_and_ends(string archive)
    {
        await ZipFile.ExtractToDirectoryAsync(Path.Combine(Fixtures, archive), DataDirectory);
        var server = await ServeAsync("--nodes", "1", "--max-concurrent", "1");
        var found = (await AllAsync(server.Client)).Values.ToDictionary(task => task.StockCode);
        Assert.Equal(["AAPL", "AFTER", "B1", "B2", "GONE", "LATER", "RUN"], found.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(AnalysisStatus.Completed, found["AAPL"].Status);
        Assert.Equal(AnalysisStatus.Failed, found["GONE"].Status);
        Assert.Equal(AnalysisStatus.Cancelled, found["B2"].Status);
        Assert.Equal(AnalysisStatus.Scheduled, found["LATER"].Status);
        Assert.Equal(JsonValueKind.Object, (await server.Client.GetResultAsync(found["AAPL"].TaskId)).Report.ValueKind);

        var repeated = await server.Client.SubmitAsync(Synthetic("RUN", 4000) with { TimeoutSeconds = 7200 }, "interrupted");
        Assert.Equal((found["RUN"].TaskId, true), (repeated.TaskId, repeated.Deduplicated));
        var events = await EventsAsync(server.Client, found["RUN"].TaskId);
        Assert.Equal(AnalysisStatus.Completed, TerminalOf(events));
        Assert.Equal(2, events.Where(IsFinishedStage).Select(StageOf).Distinct().Count());
        Assert.Equal(2, events.Count(IsFinishedStage)); // The one that the earlier release finished is not run again.
        foreach (var name in (string[])["AFTER", "B1"]) Assert.Equal(AnalysisStatus.Completed, TerminalOf(await EventsAsync(server.Client, found[name].TaskId)));
        Assert.Empty(server.LoggedErrors);
    }

    [Fact]
    public async Task The_present_schema_has_its_archive_for_the_releases_to_come()
    {
        await (await ServeAsync()).StopAsync();
        await using var journal = new SqliteConnection($"Data Source={Path.Combine(DataDirectory, "journal.db")};Pooling=False;Mode=ReadOnly");
        await journal.OpenAsync();
        await using var command = journal.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        var archive = $"journal-schema-{await command.ExecuteScalarAsync()}.zip";
        Assert.True(File.Exists(Path.Combine(Fixtures, archive)), $"Make {archive}: a data directory with the tasks that this class names, from a server killed with -9.");
    }
}
