using TradingAgents.Abstractions;
using TradingAgents.Analysis.Memory;

namespace TradingAgents.Analysis.Tests.Memory;

public sealed class SqliteMemorySearchTests : IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("memory-").FullName, "memory");
    private readonly SqliteMemory _memory;

    public SqliteMemorySearchTests() => _memory = new SqliteMemory(_folder);

    public void Dispose()
    {
        _memory.Dispose();
        Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);
    }

    [Fact]
    public async Task More_and_rarer_words_rank_first()
    {
        await _memory.AddAsync("notes",
        [
            .. Enumerable.Range(1, 20).Select(i => new MemoryDocument($"filler-{i}", $"quarterly report number {i} of the market")),
            new("common", "the market report of the quarter was quiet"),
            new("rare", "antitrust inquiry of the market"),
            new("both", "antitrust inquiry and tariffs of the market"),
        ]);

        var matches = await _memory.SearchAsync("notes", "market antitrust tariffs", 5);
        Assert.Equal(["both", "rare"], matches.Take(2).Select(match => match.Id));
        Assert.Equal(5, matches.Count);
        Assert.Equal(matches.Select(match => match.Score).OrderDescending(), matches.Select(match => match.Score));
        Assert.Equal("both", Assert.Single(await _memory.SearchAsync("notes", "market antitrust tariffs", 1)).Id);
    }

    [Theory]
    [InlineData("涨", "rise")] // one character
    [InlineData("茅台", "moutai")] // two
    [InlineData("新能源", "byd")] // three
    [InlineData("贵州茅台股价", "moutai")]
    [InlineData("比亚迪 销量", "byd")]
    [InlineData("ＢＹＤ", "byd")] // full width
    [InlineData("byd新能源", "byd")]
    [InlineData("600519", "moutai")]
    [InlineData("RALLY", "rise")] // case and ending
    [InlineData("cafes", "coffee")] // accent
    [InlineData("トヨタ", "toyota")]
    [InlineData("삼성", "samsung")]
    public async Task A_query_in_any_language_finds_its_text_first(string query, string id)
    {
        await _memory.AddAsync("notes",
        [
            new("moutai", "贵州茅台（600519.SH）发布年度报告，净利润同比增长百分之十五。"),
            new("byd", "比亚迪(BYD)新能源汽车三月销量创新高，出口翻倍。"),
            new("rise", "Shares rallied after earnings; 股市大涨"),
            new("coffee", "A chain of cafés went public"),
            new("toyota", "トヨタ自動車の決算"),
            new("samsung", "삼성전자 실적 발표"),
            new("other", "Bond yields fell. 债券收益率下降，能量守恒。"),
        ]);

        Assert.Equal(id, (await _memory.SearchAsync("notes", query))[0].Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \t\n")]
    [InlineData("\"'*()-+^:;,.!?{}[]\\/")]
    [InlineData("\0")]
    [InlineData("。，「」")]
    [InlineData("\u0301\u0302")]
    [InlineData("🚀📈")]
    public async Task A_query_without_a_word_finds_nothing(string query)
    {
        await _memory.AddAsync("notes", [new("a", "plain text")]);
        Assert.Empty(await _memory.SearchAsync("notes", query));
    }

    [Theory]
    [InlineData("\"plain")]
    [InlineData("plain\" OR \"")]
    [InlineData("plain*")]
    [InlineData("words:plain")]
    [InlineData("{words id}: plain")]
    [InlineData("-plain")]
    [InlineData("NOT plain")]
    [InlineData("plain AND NOT text")]
    [InlineData("NEAR(plain text, 2)")]
    [InlineData("^plain + text")]
    [InlineData("((((plain")]
    [InlineData("plain\0text")]
    [InlineData("plain'; DROP TABLE documents; --")]
    [InlineData("plain ?1 $1 @a :b")]
    [InlineData("plain \ud800 lone surrogate")]
    public async Task A_hostile_query_is_only_words(string query)
    {
        await _memory.AddAsync("notes", [new("a", "plain text"), new("b", "unrelated")]);
        Assert.Equal("a", Assert.Single(await _memory.SearchAsync("notes", query)).Id);
        Assert.Single(await _memory.SearchAsync("notes", "unrelated"));
    }

    [Fact]
    public async Task A_query_of_ten_thousand_characters_is_answered()
    {
        await _memory.AddAsync("notes", [new("a", "plain text 茅台")]);
        var words = string.Join(' ', Enumerable.Range(0, 2000).Select(i => $"w{i}"));
        var characters = string.Concat(Enumerable.Range(0, 10_000).Select(i => (char)(0x4E00 + i)));
        Assert.Equal("a", Assert.Single(await _memory.SearchAsync("notes", "plain " + words)).Id);
        Assert.Equal("a", Assert.Single(await _memory.SearchAsync("notes", "茅台" + characters)).Id);
        Assert.Empty(await _memory.SearchAsync("notes", new string('x', 10_000)));
        Assert.Empty(await _memory.SearchAsync("notes", new string('(', 10_000)));
    }
}
