using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Console.LeadList;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests.Postgres;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Staff;

/// <summary>Lifetime of sessions, their cookie, and sessions on several nodes.</summary>
public sealed class StaffSessionTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Session_ends_after_30_minutes_without_a_request()
    {
        await using var server = await RunningServer.StartAsync(time: _time);
        using var browser = await SignedInAsync(server);
        for (var i = 0; i < 4; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(29));
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Routes.Staff)).Status);
        }

        // What a script asks by itself is no sign of a person.
        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(LeadLinks.Arrived + "?since=1")).Status);
        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(Routes.Staff)).Status);
    }

    [Fact]
    public async Task Session_ends_after_12_hours_in_any_case()
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
    public async Task Sign_in_starts_a_new_session_and_ends_the_one_that_the_browser_sent()
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
    public async Task Cookies_are_restricted_to_http_same_site_and_path(string publicUrl, bool isSecure)
    {
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.PublicUrl.Variable] = publicUrl }
        );
        await StaffBrowser.CreateAccountAsync(server.Store, "reem");
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = server.Address,
        };
        using var form = await client.GetAsync(Routes.StaffSignIn, TestContext.Current.CancellationToken);
        var token = StaffBrowser.GetFormToken(
            new BrowserResponse(
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
                    (
                        answer.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith("leadgate-staff=", StringComparison.Ordinal)),
                        "samesite=lax"
                    ),
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
    public async Task Nodes_share_sessions_and_their_end()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        var settings = new Dictionary<string, string> { [Setting.Database.Variable] = database.Address };

        // Both start on an empty database and create a data protection key; only one of the keys may be kept.
        var nodes = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => Task.Run(() => RunningServer.StartAsync(settings), TestContext.Current.CancellationToken))
        );
        await using var one = nodes[0];
        await using var two = nodes[1];
        Assert.Equal(["1"], await database.RowsAsync("select count(*) from data_protection_key"));

        using var browser = await SignedInAsync(one);
        using var browserAtTwo = browser.At(two);
        Assert.Equal(HttpStatusCode.OK, (await browserAtTwo.GetAsync(Routes.Staff)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await browserAtTwo.SignOutAsync()).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(Routes.Staff)).Status);
        Assert.Equal(["0"], await database.RowsAsync("select count(*) from staff_session"));
    }

    [Fact]
    public async Task Store_holds_a_hash_of_the_session_id_only()
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
    public async Task Modified_cookie_is_rejected()
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
        await StaffBrowser.CreateAccountAsync(server.Store, "reem");
        var browser = new StaffBrowser(server);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("reem")).Status);
        return browser;
    }
}
