using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests.Postgres;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Staff;

/// <summary>How long a session lasts, what stands for it in the browser, and which nodes know it.</summary>
public sealed class StaffSessionTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Whoever_does_nothing_for_half_an_hour_has_to_sign_in_again_and_whoever_does_need_not()
    {
        await using var server = await RunningServer.StartAsync(time: _time);
        using var browser = await SignedInAsync(server);
        for (var i = 0; i < 4; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(29));
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Routes.Staff)).Status);
        }

        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(Routes.Staff)).Status);
    }

    [Fact]
    public async Task After_twelve_hours_everybody_has_to()
    {
        await using var server = await RunningServer.StartAsync(time: _time);
        using var browser = await SignedInAsync(server);
        for (var i = 0; i < 35; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Routes.Staff)).Status);
        }

        _time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(Routes.Staff)).Status);
    }

    [Fact]
    public async Task Each_sign_in_begins_a_new_session_and_ends_the_one_that_the_browser_brought()
    {
        await using var server = await RunningServer.StartAsync(time: _time);
        using var browser = await SignedInAsync(server);
        var planted = browser.SessionCookie!;
        await browser.SignInAsync("reem");
        Assert.NotEqual(planted.Value, browser.SessionCookie!.Value);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Routes.Staff)).Status);

        using var other = new StaffBrowser(server);
        other.Cookies.Add(new Cookie(planted.Name, planted.Value, Routes.Staff, server.Address.Host));
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync(Routes.Staff)).Status);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("https://leads.example.com", true)]
    public async Task No_script_no_other_site_and_no_other_path_gets_the_cookie(string publicUrl, bool isSecure)
    {
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.PublicUrl.Variable] = publicUrl }
        );
        await StaffBrowser.MakeAccountAsync(server.Store, "reem");
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = server.Address,
        };
        using var form = await client.GetAsync(Routes.StaffSignIn, TestContext.Current.CancellationToken);
        var token = StaffBrowser.TokenOf(
            new Page(
                form.StatusCode,
                await form.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                "",
                new Dictionary<string, string>(),
                server.Address
            )
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, Routes.StaffSignIn)
        {
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["form"] = token,
                    ["name"] = "reem",
                    ["password"] = StaffBrowser.Password,
                }
            ),
            Headers = { { "Cookie", form.Headers.GetValues("Set-Cookie").Single().Split(';')[0] } },
        };
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        foreach (
            var (cookie, sameSite) in ((string, string)[])
                [
                    (form.Headers.GetValues("Set-Cookie").Single(), "samesite=strict"),
                    (answer.Headers.GetValues("Set-Cookie").Single(), "samesite=lax"),
                ]
        )
        {
            var parts = cookie.Split("; ")[1..];
            Assert.Equal(
                isSecure ? ["httponly", "path=/staff", sameSite, "secure"] : ["httponly", "path=/staff", sameSite],
                parts.Order(StringComparer.Ordinal)
            );
        }
    }

    [Fact]
    public async Task Two_nodes_share_sessions_and_see_their_end()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        var settings = new Dictionary<string, string> { [Setting.Database.Variable] = database.Address };

        // Both are new on an empty database: of the keys that each makes for its cookies, one must win.
        var nodes = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => Task.Run(() => RunningServer.StartAsync(settings), TestContext.Current.CancellationToken))
        );
        await using var one = nodes[0];
        await using var two = nodes[1];
        Assert.Equal(["1"], await database.RowsAsync("select count(*) from data_protection_key"));

        using var browser = await SignedInAsync(one);
        using var there = browser.At(two);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync(Routes.Staff)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await there.SignOutAsync()).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(Routes.Staff)).Status);
        Assert.Equal(["0"], await database.RowsAsync("select count(*) from staff_session"));
    }

    [Fact]
    public async Task What_the_store_holds_of_a_session_is_not_what_the_browser_holds()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.Database.Variable] = database.Address }
        );
        using var browser = await SignedInAsync(server);
        Assert.Equal(
            ["staff:reem|reem|viewer|32"],
            await database.RowsAsync("select actor, account, role, length(id_hash) from staff_session")
        );
        Assert.DoesNotContain(
            await database.RowsAsync("select * from staff_session"),
            row => row.Contains(browser.SessionCookie!.Value, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_cookie_that_was_altered_is_none()
    {
        await using var server = await RunningServer.StartAsync();
        using var browser = await SignedInAsync(server);
        var cookie = browser.SessionCookie!;
        using var other = new StaffBrowser(server);
        var middle = cookie.Value.Length / 2;
        other.Cookies.Add(
            new Cookie(
                cookie.Name,
                cookie.Value[..middle] + (cookie.Value[middle] == 'A' ? 'B' : 'A') + cookie.Value[(middle + 1)..],
                Routes.Staff,
                server.Address.Host
            )
        );
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync(Routes.Staff)).Status);
    }

    private static async Task<StaffBrowser> SignedInAsync(RunningServer server)
    {
        await StaffBrowser.MakeAccountAsync(server.Store, "reem");
        var browser = new StaffBrowser(server);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("reem")).Status);
        return browser;
    }
}
