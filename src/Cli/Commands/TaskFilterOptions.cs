using System.CommandLine;
using TradingAgents.Core.Admission;
using TradingAgents.Core.Lifecycle;

namespace TradingAgents.Cli.Commands;

/// <summary>Which tasks are meant; shared by <c>list</c> and <c>cancel</c>.</summary>
internal sealed class TaskFilterOptions
{
    private readonly Option<AnalysisStatus?> _status = OptionOf.Name<AnalysisStatus>("--status", "STATUS", "Only tasks in it");
    private readonly Option<TaskPriority?> _priority = OptionOf.Name<TaskPriority>("--priority", "PRIORITY", "Only tasks of it");
    private readonly Option<string?> _stock = OptionOf.Text("--stock-code", "CODE", "Only tasks of this stock");
    private readonly Option<string?> _tenant = OptionOf.Text("--tenant", "TENANT", "Only tasks on this account");
    private readonly Option<string?> _search = OptionOf.Text("--q", "TEXT", "Only tasks whose stock code, account or id begins with it, or of this batch");

    public TaskFilterOptions() => _stock.Aliases.Add("--stock_code");

    public void AddTo(Command command)
    {
        command.Add(_status);
        command.Add(_priority);
        command.Add(_stock);
        command.Add(_tenant);
        command.Add(_search);
    }

    public AnalysisStatus? Status(ParseResult parsed) => parsed.GetValue(_status);

    public TaskPriority? Priority(ParseResult parsed) => parsed.GetValue(_priority);

    public string? StockCode(ParseResult parsed) => parsed.GetValue(_stock);

    public string? Tenant(ParseResult parsed) => parsed.GetValue(_tenant);

    public string? Search(ParseResult parsed) => parsed.GetValue(_search);
}
