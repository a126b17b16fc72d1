using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Staff;

/// <summary>Signing in with a password and signing out, on every store.</summary>
public abstract class StaffSignInTests(Engine engine) : EngineTests(engine)
{
    [Fact]
    public async Task Staff_member_signs_in_sees_the_home_page_and_signs_out()
    {
        await using var server = await StartAsync();
        await StaffBrowser.CreateAccountAsync(server.Store, "reem", StaffRole.Agent);
        using var browser = new StaffBrowser(server);
        var before = await browser.GetAsync(Routes.Staff);
        Assert.Equal((HttpStatusCode.Redirect, "/staff/sign-in?lang=en&returnUrl=%2Fstaff"), (before.Status, before.Location));

        var signedIn = await browser.SignInAsync(" Reem ", path: before.Location);
        Assert.Equal((HttpStatusCode.SeeOther, Routes.Staff), (signedIn.Status, signedIn.Location));
        var home = await browser.GetAsync(signedIn.Location);
        Assert.Equal(HttpStatusCode.OK, home.Status);
        var settings = HtmlPage.Parse(await browser.GetAsync(ConsoleRoutes.Me));
        Assert.Equal("reem", settings.QuerySelector("main strong")!.TextContent);
        Assert.Equal(["Agent", "TEST"], settings.QuerySelectorAll("main dd").Select(fact => fact.TextContent));

        var session = browser.SessionCookie!;
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignOutAsync()).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(Routes.Staff)).Status);
        browser.Cookies.Add(new Cookie(session.Name, session.Value, Routes.Staff, server.Address.Host));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(Routes.Staff)).Status);
    }

    [Fact]
    public async Task Unknown_name_wrong_password_and_disabled_account_get_the_same_response()
    {
        await using var server = await StartAsync();
        await StaffBrowser.CreateAccountAsync(server.Store, "reem");
        await StaffBrowser.CreateAccountAsync(server.Store, "badr");
        await server.Store.Staff.SetDisabledAsync(
            "badr",
            DateTime.UnixEpoch,
            AuditEvent.FromCommand(AuditActions.StaffDisable),
            TestContext.Current.CancellationToken
        );
        using var browser = new StaffBrowser(server);
        var pages = new List<string>();
        foreach (
            var (name, password) in ((string, string)[])
                [
                    ("nobody", StaffBrowser.Password),
                    ("reem", StaffBrowser.Password + "8"),
                    ("badr", StaffBrowser.Password),
                    ("no name: at all", ""),
                    ("", ""),
                ]
        )
        {
            var page = await browser.SignInAsync(name, password);
            Assert.Equal(HttpStatusCode.Forbidden, page.Status);
            pages.Add(page.Text.Replace(StaffBrowser.GetFormToken(page), "", StringComparison.Ordinal));
        }

        Assert.Single(pages.Distinct());
        Assert.Contains("The user name or password is incorrect", pages[0], StringComparison.Ordinal);
        Assert.Null(browser.SessionCookie);
    }

    [Fact]
    public async Task Audit_trail_records_sign_ins_rejections_and_sign_outs_but_not_the_input()
    {
        await using var server = await StartAsync();
        await StaffBrowser.CreateAccountAsync(server.Store, "reem", StaffRole.Admin);
        var before = await server.Store.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken);
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync("entered-by-mistake", "x");
        await browser.SignInAsync("reem", "x");
        await browser.SignInAsync("reem");
        await browser.SignOutAsync();
        var trail = (await server.Store.Audit.ReadAsync(before, 100, TestContext.Current.CancellationToken)).Select(entry => entry.Event);
        Assert.Equal(
            [
                new AuditEvent(AuditActions.StaffRefuse, "unknown", "127.0.0.1"),
                new AuditEvent(AuditActions.StaffRefuse, "staff:reem", "127.0.0.1"),
                new AuditEvent(AuditActions.StaffSignIn, "staff:reem", "127.0.0.1", Detail: "admin"),
                new AuditEvent(AuditActions.StaffSignOut, "staff:reem", "127.0.0.1"),
            ],
            trail
        );
    }

    [Fact]
    public async Task Disabling_an_account_or_changing_its_password_ends_its_sessions()
    {
        await using var server = await StartAsync();
        await StaffBrowser.CreateAccountAsync(server.Store, "reem");
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync("reem");
        await server.Store.Staff.SetPasswordAsync(
            "reem",
            Server.Staff.PasswordVerifier.Hash("another password"),
            DateTime.UnixEpoch,
            AuditEvent.FromCommand(AuditActions.StaffPassword),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(Routes.Staff)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SignInAsync("reem")).Status);

        await browser.SignInAsync("reem", "another password");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Routes.Staff)).Status);
        await server.Store.Staff.SetDisabledAsync(
            "reem",
            DateTime.UnixEpoch,
            AuditEvent.FromCommand(AuditActions.StaffDisable),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(Routes.Staff)).Status);
    }
}
