using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TradingAgents.Abstractions;

namespace TradingAgents.Cli.Commands;

/// <summary>What an analysis is to be; shared by <c>analyze</c>, <c>submit</c> and <c>batch</c>.</summary>
internal sealed class AnalysisOptions
{
    private readonly Option<AnalysisType?> _type = OptionOf.Name<AnalysisType>("--type", "TYPE", "What to analyse, comprehensive by default");
    private readonly Option<int?> _depth = OptionOf.Whole("--depth", "How deep: years of history searched, windows compared and rounds of debate grow with it, 1 to 5; default 1");
    private readonly Option<DateOnly?> _tradeDate = OptionOf.Date("--trade-date", "Read nothing dated after it; default: the last day there are prices of");
    private readonly Option<string?> _language = OptionOf.Text("--language", "LANGUAGE", "Of the report: en (default) or zh");
    private readonly Option<string?> _analysts = OptionOf.Text("--analysts", "NAMES", "Which analysts, with commas between: market, sentiment, news, fundamentals");

    public void AddTo(Command command)
    {
        command.Add(_type);
        command.Add(_depth);
        command.Add(_tradeDate);
        command.Add(_language);
        command.Add(_analysts);
    }

    public AnalysisRequest Read(ParseResult parsed, string stockCode)
    {
        var parameters = new JsonObject();
        if (parsed.GetValue(_depth) is { } depth) parameters["depth"] = depth;
        if (parsed.GetValue(_tradeDate) is { } date) parameters["trade_date"] = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (parsed.GetValue(_language) is { } language) parameters["language"] = language;
        if (parsed.GetValue(_analysts) is { } analysts)
            parameters["analysts"] = new JsonArray([.. analysts.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => JsonValue.Create(name))]);
        return new AnalysisRequest
        {
            StockCode = stockCode,
            AnalysisType = parsed.GetValue(_type) ?? AnalysisType.Comprehensive,
            Parameters = parameters.Count == 0 ? null : JsonSerializer.SerializeToElement(parameters),
        };
    }
}
