using System.Net;
using System.Text.Json;

namespace TradingAgents.Http.Tests;

/// <summary>Browsers' sessions: a cookie for a key.</summary>
public class SessionTests
{
    private const string Path = "/api/v1/session";
    private const string Submit = "/api/v1/analysis/submit";
    private const string Body = """{"stock_code":"AAPL"}""";

    [Fact]
    public async Task A_key_is_exchanged_for_a_cookie_out_of_reach_of_scripts_and_of_other_sites()
    {
        await using var server = await Server.StartAsync(Server.Keyed);

        var answer = await server.SendAsync("POST", Path, KeyBody(Server.UserKey));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Server.UserKey, cookie);
        var session = await answer.JsonAsync();
        Assert.Equal(("user", false), (session.GetProperty("name").GetString(), session.GetProperty("can_administer").GetBoolean()));
    }

    [Fact]
    public async Task A_session_reads_as_its_key_does_and_changes_only_with_its_token()
    {
        await using var server = await Server.StartAsync(Server.Keyed);
        var (cookie, token) = await SignInAsync(server, Server.UserKey);

        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync("GET", "/api/v1/analysis", headers: ("Cookie", cookie))).StatusCode);
        await (await server.SendAsync("POST", Submit, Body, headers: ("Cookie", cookie))).ProblemAsync(403, "forbidden");
        await (await server.SendAsync("POST", Submit, Body, headers: [("Cookie", cookie), ("X-CSRF-Token", "x" + token)])).ProblemAsync(403, "forbidden");
        var taken = await server.SendAsync("POST", Submit, Body, headers: [("Cookie", cookie), ("X-CSRF-Token", token)]);
        Assert.Equal("user", (await taken.JsonAsync()).GetProperty("tenant").GetString());
    }

    [Fact]
    public async Task The_token_of_another_session_is_none()
    {
        await using var server = await Server.StartAsync(Server.Keyed);
        var (cookie, _) = await SignInAsync(server, Server.UserKey);
        var (_, others) = await SignInAsync(server, Server.OtherKey);

        await (await server.SendAsync("POST", Submit, Body, headers: [("Cookie", cookie), ("X-CSRF-Token", others)])).ProblemAsync(403, "forbidden");
    }

    [Fact]
    public async Task A_users_session_administers_nothing_and_an_admins_does()
    {
        await using var server = await Server.StartAsync(Server.Keyed);
        var (user, userToken) = await SignInAsync(server, Server.UserKey);
        var (admin, adminToken) = await SignInAsync(server, Server.AdminKey);

        await (await server.SendAsync("PUT", "/api/v1/admin/limits", "{}", headers: [("Cookie", user), ("X-CSRF-Token", userToken)])).ProblemAsync(403, "forbidden");
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync("PUT", "/api/v1/admin/limits", "{}", headers: [("Cookie", admin), ("X-CSRF-Token", adminToken)])).StatusCode);
    }

    [Fact]
    public async Task A_session_outlives_a_restart_and_ends_with_its_key()
    {
        var secret = SessionSecret.Create();
        await using var first = await Server.StartAsync(Server.Keyed with { SessionSecret = secret });
        var (cookie, _) = await SignInAsync(first, Server.UserKey);

        await using var restarted = await Server.StartAsync(Server.Keyed with { SessionSecret = secret });
        Assert.Equal(HttpStatusCode.OK, (await restarted.SendAsync("GET", "/api/v1/analysis", headers: ("Cookie", cookie))).StatusCode);

        await using var replaced = await Server.StartAsync(Server.Keyed with { SessionSecret = secret, Keys = ApiKeys.Parse(["user user another-key-0123456789"], "test") });
        await (await replaced.SendAsync("GET", "/api/v1/analysis", headers: ("Cookie", cookie))).ProblemAsync(401, "unauthenticated");

        await using var removed = await Server.StartAsync(Server.Keyed with { SessionSecret = secret, Keys = ApiKeys.Parse([$"boss admin {Server.AdminKey}"], "test") });
        await (await removed.SendAsync("GET", "/api/v1/analysis", headers: ("Cookie", cookie))).ProblemAsync(401, "unauthenticated");
    }

    [Fact]
    public async Task A_session_lasts_seven_days()
    {
        var time = new FakeTime();
        await using var server = await Server.StartAsync(Server.Keyed, time);
        var (cookie, _) = await SignInAsync(server, Server.UserKey);

        time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync("GET", "/api/v1/analysis", headers: ("Cookie", cookie))).StatusCode);
        time.Advance(TimeSpan.FromMinutes(2));
        await (await server.SendAsync("GET", "/api/v1/analysis", headers: ("Cookie", cookie))).ProblemAsync(401, "unauthenticated");
    }

    [Fact]
    public async Task No_part_of_the_cookie_can_be_changed()
    {
        await using var server = await Server.StartAsync(Server.Keyed);
        var (cookie, _) = await SignInAsync(server, Server.UserKey);
        var start = cookie.IndexOf('=', StringComparison.Ordinal) + 1;

        for (var at = start; at < cookie.Length; at += 7)
        {
            var changed = cookie[..at] + (cookie[at] == 'A' ? 'B' : 'A') + cookie[(at + 1)..];
            Assert.Equal(HttpStatusCode.Unauthorized, (await server.SendAsync("GET", "/api/v1/analysis", headers: ("Cookie", changed))).StatusCode);
        }
    }

    [Fact]
    public async Task A_wrong_key_is_401_and_guessing_is_limited()
    {
        await using var server = await Server.StartAsync(Server.Keyed);

        await (await server.SendAsync("POST", Path, KeyBody("wrong-key-0123456789"))).ProblemAsync(401, "unauthenticated");
        HttpResponseMessage last;
        var attempts = 1;
        do last = await server.SendAsync("POST", Path, KeyBody("wrong-key-0123456789"));
        while (last.StatusCode == HttpStatusCode.Unauthorized && ++attempts < 100);
        await last.ProblemAsync(429, "rate_limited");
    }

    [Fact]
    public async Task Signing_out_drops_the_cookie()
    {
        await using var server = await Server.StartAsync(Server.Keyed);
        var (cookie, token) = await SignInAsync(server, Server.UserKey);

        var answer = await server.SendAsync("DELETE", Path, headers: [("Cookie", cookie), ("X-CSRF-Token", token)]);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Contains("expires=Thu, 01 Jan 1970", answer.Headers.GetValues("Set-Cookie").Single());
    }

    [Fact]
    public async Task Without_keys_everyone_on_this_machine_is_signed_in()
    {
        await using var server = await Server.StartAsync();

        var session = await server.GetJsonAsync(Path);

        Assert.Equal((false, true, true), (session.GetProperty("keys_required").GetBoolean(), session.GetProperty("signed_in").GetBoolean(), session.GetProperty("can_administer").GetBoolean()));
    }

    [Fact]
    public void A_secret_is_made_once_readable_by_its_owner_alone_and_a_damaged_one_is_told()
    {
        var folder = Directory.CreateTempSubdirectory("tradingagents-secret");
        var file = System.IO.Path.Combine(folder.FullName, "session.secret");
        try
        {
            var made = SessionSecret.Load(file).Sign("test", [1]);
            Assert.Equal(made, SessionSecret.Load(file).Sign("test", [1]));
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            File.WriteAllText(file, "short");
            Assert.Contains(file, Assert.Throws<HttpConfigurationException>(() => SessionSecret.Load(file)).Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(string Cookie, string Token)> SignInAsync(Server server, string key)
    {
        var answer = await server.SendAsync("POST", Path, KeyBody(key));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        return (cookie, (await answer.JsonAsync()).GetProperty("anti_forgery_token").GetString()!);
    }

    private static string KeyBody(string key) => JsonSerializer.Serialize(new { key });
}
