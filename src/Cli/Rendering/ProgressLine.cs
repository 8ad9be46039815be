namespace TradingAgents.Cli.Rendering;

/// <summary>How far something has come, on one line of standard error that rewrites itself; nothing where that is no terminal.</summary>
internal sealed class ProgressLine(CliContext context)
{
    private readonly Lock _lock = new();
    private int _shown;

    public void Show(double progress, string? stage)
    {
        if (!context.ErrorIsTerminal) return;
        lock (_lock)
        {
            var line = $"{Plain.Percent(progress),5}  {Plain.Line(stage ?? "")}";
            context.Error.Write("\r" + line.PadRight(_shown));
            _shown = line.Length;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            if (_shown > 0) context.Error.Write("\r" + new string(' ', _shown) + "\r");
            _shown = 0;
        }
    }
}
