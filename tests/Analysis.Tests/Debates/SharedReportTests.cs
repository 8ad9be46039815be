using TradingAgents.Abstractions;
using TradingAgents.Abstractions.Reports;

namespace TradingAgents.Analysis.Tests.Debates;

/// <summary>Whole teams over all shared symbols: what holds for every report holds at any date, depth and language.</summary>
public sealed class SharedReportTests
{
    [Fact]
    public async Task Every_shared_symbol_gives_a_sound_comprehensive_report_that_knows_nothing_later()
    {
        var folder = TestData.SharedFolderOrSkip();
        var number = 0;
        foreach (var symbol in await TestData.Shared!.GetSymbolsAsync())
        {
            var bars = (await TestData.Shared.GetPricesAsync(symbol))!.Bars;
            foreach (var share in new[] { 0.03, 0.1, 0.2, 0.32, 0.43, 0.55, 0.66, 0.78, 0.89, 1 })
            {
                var day = bars[(int)((bars.Count - 1) * share)].Date;
                var request = AnalysisRun.Request(symbol, AnalysisType.Comprehensive, AnalysisRun.Parameters(day, 1 + (number + number / 10) % 5, number % 3 == 2 ? "zh" : "en"));
                number++;
                var json = await AnalysisRun.JsonOverAsync(folder, request);
                ReportChecks.AssertConsistent(AnalysisReport.FromJson(json)!);
                ReportChecks.AssertNothingLaterThan(day, AnalysisRun.WithoutMeta(json));
            }
        }
    }
}
