namespace TradingAgents.Reporting.Tests;

public sealed class MarkdownReportTests
{
    [Fact]
    public void Hostile_text_breaks_no_table_and_opens_no_html_link_or_block()
    {
        var markdown = MarkdownReport.Render(SampleReports.Saying("a|b\n# c <b>x</b> [t](javascript:x) ![i](http://x) `code` *e* _u_ https://evil.test www.evil.test $x$ &lt; me@evil.test"));

        const string Escaped = @"a\|b # c &lt;b&gt;x&lt;/b&gt; \[t\](javascript:x) !\[i\](http\://x) \`code\` \*e\* \_u\_ https\://evil.test www\.evil.test \$x\$ &amp;lt; me\@evil.test";
        Assert.Contains($"| {Escaped} |", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("://", markdown.Replace("\\://", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# heading", @"\# heading")]
    [InlineData("- item", @"\- item")]
    [InlineData("+ item", @"\+ item")]
    [InlineData("=====", @"\=====")]
    [InlineData("2018. A year", @"2018\. A year")]
    [InlineData("1) first", @"1\) first")]
    [InlineData("> quote", "&gt; quote")]
    [InlineData("188.59 is the close", "188.59 is the close")]
    [InlineData("S&P 500 rose", "S&P 500 rose")]
    public void A_sentence_begins_no_block(string sentence, string expected) =>
        Assert.Contains($"\n- {expected}\n", MarkdownReport.Render(SampleReports.Saying(sentence)), StringComparison.Ordinal);

    [Fact]
    public void Every_row_of_a_table_has_the_cells_of_its_header()
    {
        var lines = MarkdownReport.Render(SampleReports.Saying("a | b \\| c")).Split('\n');

        var tables = lines.Index().Where(line => line.Item.StartsWith("| ---", StringComparison.Ordinal)).ToList();
        Assert.Equal(6, tables.Count);
        Assert.All(tables, rule => Assert.All(
            lines.Skip(rule.Index - 1).TakeWhile(line => line.StartsWith('|')),
            row => Assert.Equal(Cells(rule.Item), Cells(row))));
    }

    /// <summary>Cells as GitHub counts them: by bars that no backslash precedes.</summary>
    private static int Cells(string row)
    {
        var unescaped = row.Replace(@"\\", "", StringComparison.Ordinal).Replace(@"\|", "", StringComparison.Ordinal);
        return unescaped.Count(character => character == '|') - 1;
    }
}
