using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace Leadgate.Server.Tests.Staff;

/// <summary>Signing in through an identity provider, and how that fails.</summary>
public sealed class OidcSignInTests : IAsyncLifetime
{
    private FakeIdentityProvider _provider = null!;
    private RunningServer _server = null!;
    private StaffBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeIdentityProvider.StartAsync();
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
    public async Task Sign_in_uses_the_code_flow_and_the_highest_role()
    {
        Assert.Contains(
            "href=\"/staff/oidc?lang=en&amp;returnUrl=%2Fstaff%3Flang%3Den\"",
            (await _browser.GetAsync(Routes.StaffSignIn)).Text,
            StringComparison.Ordinal
        );
        var home = await _browser.FollowAsync(Routes.StaffOidc + "?returnUrl=%2Fstaff%3Flang%3Dar");
        Assert.Equal((HttpStatusCode.OK, "/staff?lang=ar"), (home.Status, home.Address.PathAndQuery));
        Assert.Equal("ريم", HtmlPage.Parse(home).QuerySelector("#me")!.TextContent);
        Assert.Contains("موظف متابعة", (await _browser.GetAsync(ConsoleRoutes.Me + "?lang=ar")).Text, StringComparison.Ordinal);
        Assert.Equal(new AuditEvent(AuditActions.StaffSignIn, "oidc:s-1", "127.0.0.1", Detail: "agent"), (await ReadAuditAsync())[^1]);

        Assert.Equal(HttpStatusCode.SeeOther, (await _browser.SignOutAsync()).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await _browser.GetAsync(Routes.Staff)).Status);
        Assert.Equal(new AuditEvent(AuditActions.StaffSignOut, "oidc:s-1", "127.0.0.1"), (await ReadAuditAsync())[^1]);
    }

    [Fact]
    public async Task Cookies_of_the_flow_are_limited_to_its_path_and_removed_afterwards()
    {
        var redirect = await _browser.GetAsync(Routes.StaffOidc);
        Assert.StartsWith(_provider.Authority, redirect.Location, StringComparison.Ordinal);
        Assert.Contains(
            Uri.EscapeDataString(new Uri(_server.Address, Routes.StaffOidcCallback).AbsoluteUri),
            redirect.Location,
            StringComparison.Ordinal
        );
        var cookies = redirect.Headers["Set-Cookie"];
        Assert.Equal(2, cookies.Split("path=/staff/oidc; samesite=lax; httponly").Length - 1);
        Assert.Equal(HttpStatusCode.OK, (await _browser.FollowAsync(redirect.Location)).Status);
        Assert.DoesNotContain(_browser.Cookies.GetAllCookies(), cookie => !cookie.Expired && cookie.Path == Routes.StaffOidc);
    }

    [Fact]
    public async Task New_session_ends_the_session_that_the_browser_sent()
    {
        await StaffBrowser.CreateAccountAsync(_server.Store, "badr");
        await _browser.SignInAsync("badr");
        var planted = _browser.SessionCookie!;
        Assert.Contains("ريم", (await _browser.FollowAsync(Routes.StaffOidc)).Text, StringComparison.Ordinal);
        using var other = new StaffBrowser(_server);
        other.Cookies.Add(new Cookie(planted.Name, planted.Value, Routes.Staff, _server.Address.Host));
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync(Routes.Staff)).Status);
    }

    [Fact]
    public async Task User_without_a_role_is_rejected_in_the_selected_language()
    {
        _provider.Claims["roles"] = new[] { "Admin", "staff" };
        var page = await _browser.FollowAsync(Routes.StaffOidc + "?lang=ar");
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("لم يُسند إليك دور في هذا النظام", page.Text, StringComparison.Ordinal);
        Assert.Contains("dir=\"rtl\"", page.Text, StringComparison.Ordinal);
        Assert.Null(_browser.SessionCookie);
        Assert.Equal(new AuditEvent(AuditActions.StaffRefuse, "oidc:s-1", "127.0.0.1", Detail: "no role"), (await ReadAuditAsync())[^1]);
    }

    [Fact]
    public async Task Roles_can_be_in_another_claim()
    {
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string>(_provider.Settings) { [Setting.OidcRoleClaim.Variable] = "groups" }
        );
        _provider.Claims["groups"] = "admin";
        using var browser = new StaffBrowser(server);
        await browser.FollowAsync(Routes.StaffOidc);
        Assert.Contains("Administrator", (await browser.GetAsync(ConsoleRoutes.Me)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_for_several_audiences_is_accepted_if_it_was_issued_to_this_service()
    {
        _provider.Audiences = [FakeIdentityProvider.ClientId, "another"];
        _provider.Claims["azp"] = FakeIdentityProvider.ClientId;
        Assert.Equal(HttpStatusCode.OK, (await _browser.FollowAsync(Routes.StaffOidc)).Status);
        Assert.NotNull(_browser.SessionCookie);
    }

    [Fact]
    public async Task Address_to_return_to_is_never_taken_from_a_foreign_host_header()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.StaffOidc) { Headers = { Host = "leads.attacker.example" } };
        using var response = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "LEADGATE_PUBLIC_URL",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );

        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string>(_provider.Settings) { [Setting.PublicUrl.Variable] = "https://leads.example.com" }
        );
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = server.Address };
        using var redirect = await client.GetAsync(Routes.StaffOidc, TestContext.Current.CancellationToken);
        Assert.Equal(
            "https://leads.example.com" + Routes.StaffOidcCallback,
            QueryHelpers.ParseQuery(redirect.Headers.Location!.Query)["redirect_uri"]
        );
    }

    [Theory]
    [InlineData("issuer")]
    [InlineData("signature")]
    [InlineData("audience")]
    [InlineData("audiences")]
    [InlineData("another party")]
    [InlineData("no signature")]
    [InlineData("shared secret")]
    [InlineData("nonce")]
    [InlineData("subject")]
    [InlineData("denied")]
    public async Task Untrusted_response_of_the_provider_is_rejected(string what)
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
                _provider.Audiences = ["another"];
                break;
            case "audiences":
                _provider.Audiences = [FakeIdentityProvider.ClientId, "another"];
                break;
            case "another party":
                _provider.Audiences = [FakeIdentityProvider.ClientId, "another"];
                _provider.Claims["azp"] = "another";
                break;
            case "no signature":
                _provider.Algorithm = "none";
                break;
            case "shared secret":
                _provider.Algorithm = "HS256";
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
        Assert.Contains("Sign-in failed", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", page.Text, StringComparison.Ordinal);
        Assert.True(page.Headers.ContainsKey("Content-Security-Policy"));
        Assert.Null(_browser.SessionCookie);
        Assert.Equal(
            what is not ("subject" or "denied"),
            (await ReadAuditAsync())[^1] == new AuditEvent(AuditActions.StaffRefuse, "unknown", "127.0.0.1", Detail: "token not accepted")
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("?code=x&state=y")]
    [InlineData("?error=marked&error_description=marked&state=y")]
    public async Task Callback_without_a_started_flow_is_rejected_and_not_audited(string query)
    {
        var before = (await ReadAuditAsync()).Count;
        var page = await _browser.GetAsync(Routes.StaffOidcCallback + query);
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Equal(before, (await ReadAuditAsync()).Count);
        Assert.DoesNotContain(_server.LogLines, line => line.Contains("marked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Code_of_another_browser_is_rejected()
    {
        using var other = new StaffBrowser(_server);
        var redirect = await other.GetAsync(Routes.StaffOidc);
        var callback = await other.GetAsync(redirect.Location);
        Assert.Equal(HttpStatusCode.Forbidden, (await _browser.GetAsync(callback.Location)).Status);
        Assert.Null(_browser.SessionCookie);
    }

    [Fact]
    public async Task Unavailable_provider_gets_503_and_passwords_still_work()
    {
        _provider.TokensFail = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await _browser.FollowAsync(Routes.StaffOidc)).Status);

        await using var server = await RunningServer.StartAsync(_provider.Settings);
        await StaffBrowser.CreateAccountAsync(server.Store, "badr");
        await _provider.DisposeAsync();
        using var browser = new StaffBrowser(server);
        var page = await browser.GetAsync(Routes.StaffOidc + "?lang=ar");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Contains("مزوّد الهوية لا يستجيب", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", page.Text, StringComparison.Ordinal);
        Assert.True(page.Headers.ContainsKey("Retry-After"));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("badr")).Status);
    }

    /// <summary>Without what the first page records, because it shows leads.</summary>
    private async Task<List<AuditEvent>> ReadAuditAsync() =>
        [
            .. (await _server.Store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken))
                .Select(entry => entry.Event)
                .Where(entry => entry.Action != AuditActions.LeadsSearch),
        ];
}
