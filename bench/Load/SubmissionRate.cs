using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TradingAgents.Load;

/// <summary>Durable submissions in process against bare inserts of as many bytes, in turn, on the same disk.</summary>
internal static class SubmissionRate
{
    private const int Callers = 64;
    private const int Calls = 20_000;
    private const int Rounds = 3;

    public static async Task RunAsync()
    {
        var (ours, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var (rate, bytes) = await SubmitAsync();
            ours.Add(rate);
            bare.Add(await InsertAsync(bytes));
            Lines.Write($"submissions, round {round + 1}: {ours[^1]:0}/s; bare group-committed inserts of {bytes} bytes: {bare[^1]:0}/s");
        }

        Lines.Write($"submissions: median {Lines.Median(ours):0}/s of {Lines.Median(bare):0}/s, ratio {Lines.Median(ours) / Lines.Median(bare):0.00} (must reach 0.50)");
    }

    private static async Task<(double Rate, int Bytes)> SubmitAsync()
    {
        using var folder = new TemporaryFolder();
        double rate;
        await using (var engine = await Engines.StartAsync(folder.Path, slots: 1, places: 10_000_000, stop => Task.Delay(Timeout.Infinite, stop)))
        {
            await Engines.CallAsync(Callers, 2_000, number => engine.SubmitAsync(Engines.Request(number)));
            var watch = Stopwatch.StartNew();
            await Engines.CallAsync(Callers, Calls, number => engine.SubmitAsync(Engines.Request(number)));
            rate = Calls / watch.Elapsed.TotalSeconds;
        }

        return (rate, BytesPerTask(folder.In("journal.db")));
    }

    private static async Task<double> InsertAsync(int bytes)
    {
        using var folder = new TemporaryFolder();
        using var rows = new BareInserts(folder.In("rows.db"));
        var body = new byte[bytes];
        await Engines.CallAsync(Callers, 2_000, number => rows.InsertAsync("w" + number.ToString(CultureInfo.InvariantCulture), body));
        var watch = Stopwatch.StartNew();
        await Engines.CallAsync(Callers, Calls, number => rows.InsertAsync(number.ToString(CultureInfo.InvariantCulture), body));
        return Calls / watch.Elapsed.TotalSeconds;
    }

    private static int BytesPerTask(string journal)
    {
        using var connection = new SqliteConnection($"Data Source={journal};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT (SELECT avg(length(record) + length(task_id) + length(status) + length(priority) + length(stock_code) + length(tenant) + 8) FROM tasks)
                 + (SELECT avg(length(data) + length(task_id) + length(kind) + 16) FROM events)
            """;
        return (int)Convert.ToDouble(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
