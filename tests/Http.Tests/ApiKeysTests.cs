using TradingAgents.Http.Access;

namespace TradingAgents.Http.Tests;

public class ApiKeysTests
{
    private const string Secret = "0123456789abcdef";

    [Fact]
    public void A_file_of_keys_is_read_and_comments_are_passed_over()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, $"# who may call\n\n  desk-7   user\t{Secret}\nboss admin {Secret}0\n");

            var keys = ApiKeys.Load(path);

            Assert.Equal(2, keys.Count);
            Assert.Equal(("desk-7", ApiRole.User), (keys.Find(Secret)!.Name, keys.Find(Secret)!.Role));
            Assert.Equal(ApiRole.Admin, keys.Find(Secret + "0")!.Role);
            Assert.Null(keys.Find(Secret + "1"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("desk user", "line 2")]
    [InlineData("desk user " + Secret + " more", "line 2")]
    [InlineData("de/sk user " + Secret, "name")]
    [InlineData("desk root " + Secret, "role")]
    [InlineData("desk User " + Secret, "role")]
    [InlineData("desk user 0123456789abcdeé", "ASCII")]
    [InlineData("first user " + Secret + "9", "taken")]
    [InlineData("desk user " + Secret + "0", "earlier")]
    public void A_wrong_line_is_named_and_the_key_is_not_shown(string line, string says)
    {
        var wrong = Assert.Throws<HttpConfigurationException>(() => ApiKeys.Parse([$"first user {Secret}0", line], "keys.txt"));

        Assert.Contains("line 2", wrong.Message);
        Assert.Contains("keys.txt", wrong.Message);
        Assert.Contains(says, wrong.Message);
        Assert.DoesNotContain("0123456789", wrong.Message);
        Assert.DoesNotContain('\n', wrong.Message);
    }

    [Fact]
    public void A_short_key_works_and_is_told_to_be_weak()
    {
        var keys = ApiKeys.Parse(["desk user short # for a rehearsal", $"ops admin {Secret}0"], "keys.txt");

        Assert.Equal("desk", keys.Find("short")!.Name);
        Assert.Equal(["desk"], keys.WeakNames);
    }

    [Fact]
    public void A_file_without_keys_or_no_file_is_refused()
    {
        Assert.Throws<HttpConfigurationException>(() => ApiKeys.Parse(["# nobody"], "keys.txt"));
        Assert.Throws<HttpConfigurationException>(() => ApiKeys.Load("/nonexistent/keys.txt"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:8000", true)]
    [InlineData("http://127.5.6.7:0", true)]
    [InlineData("https://localhost:8000", true)]
    [InlineData("http://LOCALHOST", true)]
    [InlineData("http://[::1]:8000", true)]
    [InlineData("http://127.0.0.1:8000;http://[::1]:8000", true)]
    [InlineData("http://127.0.0.1:8000;http://0.0.0.0:8001", false)]
    [InlineData("http://0.0.0.0:8000", false)]
    [InlineData("http://[::]:8000", false)]
    [InlineData("http://*:8000", false)]
    [InlineData("http://+:8000", false)]
    [InlineData("http://192.168.1.5:8000", false)]
    [InlineData("http://example.com", false)]
    [InlineData("http://localhost.example.com", false)]
    [InlineData("http://127.0.0.1.nip.io", false)]
    [InlineData("http://128.0.0.1", false)]
    public void Without_keys_only_loopback_may_be_listened_on(string url, bool allowed)
    {
        var refusal = Record.Exception(() => ListenGuard.Check([url], null));

        if (allowed) Assert.Null(refusal);
        else Assert.DoesNotContain('\n', Assert.IsType<HttpConfigurationException>(refusal).Message);
        ListenGuard.Check([url], ApiKeys.Parse([$"desk user {Secret}"], "keys.txt"));
    }

    [Fact]
    public void What_is_no_url_is_refused_with_an_example() =>
        Assert.Contains("http://127.0.0.1:8000", Assert.Throws<HttpConfigurationException>(() => ListenGuard.Check(["localhost:8000"], null)).Message);
}
