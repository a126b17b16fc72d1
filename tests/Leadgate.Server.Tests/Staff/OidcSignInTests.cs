using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Staff;

/// <summary>Signing in through an identity provider, and how it is refused.</summary>
public sealed class OidcSignInTests : IAsyncLifetime
{
    private FakeProvider _provider = null!;
    private RunningServer _server = null!;
    private StaffBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _server = await RunningServer.StartAsync(_provider.Settings);
        _browser = new StaffBrowser(_server);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _server.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Whom_the_provider_knows_signs_in_by_the_code_flow_and_has_the_highest_of_the_roles()
    {
        Assert.Contains(
            "href=\"/staff/oidc?lang=en&amp;returnUrl=%2Fstaff%3Flang%3Den\"",
            (await _browser.GetAsync(Routes.StaffSignIn)).Text,
            StringComparison.Ordinal
        );
        var home = await _browser.FollowAsync(Routes.StaffOidc + "?returnUrl=%2Fstaff%3Flang%3Dar");
        Assert.Equal((HttpStatusCode.OK, "/staff?lang=ar"), (home.Status, home.Address.PathAndQuery));
        Assert.Contains(">ريم</strong>", home.Text, StringComparison.Ordinal);
        Assert.Contains(">موظف</dd>", home.Text, StringComparison.Ordinal);
        Assert.Equal(new AuditEvent(AuditActions.StaffSignIn, "oidc:s-1", "127.0.0.1", Detail: "agent"), (await TrailAsync())[^1]);

        Assert.Equal(HttpStatusCode.SeeOther, (await _browser.SignOutAsync()).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await _browser.GetAsync(Routes.Staff)).Status);
        Assert.Equal(new AuditEvent(AuditActions.StaffSignOut, "oidc:s-1", "127.0.0.1"), (await TrailAsync())[^1]);
    }

    [Fact]
    public async Task The_cookies_of_the_way_there_go_where_they_are_needed_and_are_gone_afterwards()
    {
        var there = await _browser.GetAsync(Routes.StaffOidc);
        Assert.StartsWith(_provider.Authority, there.Location, StringComparison.Ordinal);
        Assert.Contains(
            Uri.EscapeDataString(new Uri(_server.Address, Routes.StaffOidcCallback).AbsoluteUri),
            there.Location,
            StringComparison.Ordinal
        );
        var cookies = there.Headers["Set-Cookie"];
        Assert.Equal(2, cookies.Split("path=/staff/oidc; samesite=lax; httponly").Length - 1);
        Assert.Equal(HttpStatusCode.OK, (await _browser.FollowAsync(there.Location)).Status);
        Assert.DoesNotContain(_browser.Cookies.GetAllCookies(), cookie => !cookie.Expired && cookie.Path == Routes.StaffOidc);
    }

    [Fact]
    public async Task A_session_that_the_browser_brought_ends_when_another_begins()
    {
        await StaffBrowser.MakeAccountAsync(_server.Store, "badr");
        await _browser.SignInAsync("badr");
        var planted = _browser.SessionCookie!;
        Assert.Contains("ريم", (await _browser.FollowAsync(Routes.StaffOidc)).Text, StringComparison.Ordinal);
        using var other = new StaffBrowser(_server);
        other.Cookies.Add(new Cookie(planted.Name, planted.Value, Routes.Staff, _server.Address.Host));
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync(Routes.Staff)).Status);
    }

    [Fact]
    public async Task Whoever_has_no_role_is_refused_in_the_language_that_was_chosen()
    {
        _provider.Claims["roles"] = new[] { "Admin", "staff" };
        var page = await _browser.FollowAsync(Routes.StaffOidc + "?lang=ar");
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("ليست لديك صلاحية هنا", page.Text, StringComparison.Ordinal);
        Assert.Contains("dir=\"rtl\"", page.Text, StringComparison.Ordinal);
        Assert.Null(_browser.SessionCookie);
        Assert.Equal(new AuditEvent(AuditActions.StaffRefuse, "oidc:s-1", "127.0.0.1", Detail: "no role"), (await TrailAsync())[^1]);
    }

    [Fact]
    public async Task Roles_may_stand_in_another_claim()
    {
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string>(_provider.Settings) { [Setting.OidcRoleClaim.Variable] = "groups" }
        );
        _provider.Claims["groups"] = "admin";
        using var browser = new StaffBrowser(server);
        Assert.Contains(">Administrator</dd>", (await browser.FollowAsync(Routes.StaffOidc)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("issuer")]
    [InlineData("signature")]
    [InlineData("audience")]
    [InlineData("nonce")]
    [InlineData("subject")]
    [InlineData("denied")]
    public async Task What_cannot_be_trusted_is_refused(string what)
    {
        switch (what)
        {
            case "issuer":
                _provider.Issuer = "https://elsewhere.example";
                break;
            case "signature":
                _provider.SignsWithAnotherKey = true;
                break;
            case "audience":
                _provider.Audience = "another";
                break;
            case "nonce":
                _provider.Nonce = "another";
                break;
            case "subject":
                _provider.Claims["sub"] = "";
                break;
            default:
                _provider.Error = "access_denied";
                break;
        }

        var page = await _browser.FollowAsync(Routes.StaffOidc);
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("The sign-in did not succeed", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", page.Text, StringComparison.Ordinal);
        Assert.True(page.Headers.ContainsKey("Content-Security-Policy"));
        Assert.Null(_browser.SessionCookie);
        Assert.Equal(
            what is not ("subject" or "denied"),
            (await TrailAsync())[^1] == new AuditEvent(AuditActions.StaffRefuse, "unknown", "127.0.0.1", Detail: "token not accepted")
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("?code=x&state=y")]
    [InlineData("?error=marked&error_description=marked&state=y")]
    public async Task Whoever_comes_back_without_having_gone_is_refused_and_leaves_no_trail(string query)
    {
        var before = (await TrailAsync()).Count;
        var page = await _browser.GetAsync(Routes.StaffOidcCallback + query);
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Equal(before, (await TrailAsync()).Count);
        Assert.DoesNotContain(_server.LogLines, line => line.Contains("marked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_that_another_browser_fetched_is_refused()
    {
        using var other = new StaffBrowser(_server);
        var there = await other.GetAsync(Routes.StaffOidc);
        var back = await other.GetAsync(there.Location);
        Assert.Equal(HttpStatusCode.Forbidden, (await _browser.GetAsync(back.Location)).Status);
        Assert.Null(_browser.SessionCookie);
    }

    [Fact]
    public async Task A_provider_whose_tokens_fail_or_that_is_away_is_a_503_and_passwords_go_on()
    {
        _provider.TokensFail = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await _browser.FollowAsync(Routes.StaffOidc)).Status);

        await using var server = await RunningServer.StartAsync(_provider.Settings);
        await StaffBrowser.MakeAccountAsync(server.Store, "badr");
        await _provider.DisposeAsync();
        using var browser = new StaffBrowser(server);
        var page = await browser.GetAsync(Routes.StaffOidc + "?lang=ar");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Contains("مزوّد الهوية لا يجيب", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", page.Text, StringComparison.Ordinal);
        Assert.True(page.Headers.ContainsKey("Retry-After"));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("badr")).Status);
    }

    private async Task<List<AuditEvent>> TrailAsync() =>
        [.. (await _server.Store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken)).Select(entry => entry.Event)];
}
