using System.Text.Json;
using TradingAgents.Analysis.News;

namespace TradingAgents.Analysis.Tests.News;

/// <summary>A market data folder of its own with texts in it.</summary>
internal sealed class NewsFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("tradingagents-news-").FullName;

    public NewsFolder(params string[] lines)
    {
        Directory.CreateDirectory(Path.Combine(_path, "news"));
        if (lines.Length > 0) Write("test.jsonl", lines);
        News = new JsonlNews(_path);
    }

    public JsonlNews News { get; }

    public static string Line(string published, string headline, string text = "", string topic = "company", string source = "Test Wire", params string[] symbols) =>
        JsonSerializer.Serialize(new { published, symbols, topic, source, headline, text });

    public void Write(string file, params string[] lines) => File.WriteAllText(Path.Combine(_path, "news", file), string.Join('\n', lines) + "\n");

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
