using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Console;

/// <summary>The pages of accounts and sessions, without a browser.</summary>
public sealed class AccountPageTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Account_is_created_with_a_password_that_is_shown_once()
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "account-maker", StaffRole.Admin);
        var form = await browser.GetAsync("/staff/accounts/new?lang=en");
        var created = await browser.SubmitAsync(form, "new-account", ("name", "Noura"), ("role", "agent"));
        Assert.Equal("/staff/accounts/of/noura", created.Location);
        var page = HtmlPage.Parse(await browser.FollowAsync(created));
        var password = page.QuerySelector("#secret pre")!.TextContent.Trim();
        Assert.Null(HtmlPage.Parse(await browser.GetAsync(created.Location)).QuerySelector("#secret"));
        using var other = new StaffBrowser(shared.Running);
        Assert.Equal(HttpStatusCode.SeeOther, (await other.SignInAsync("noura", password)).Status);

        var taken = await browser.SubmitAsync(form, "new-account", ("name", "NOURA"), ("role", "viewer"));
        Assert.Equal(HttpStatusCode.Conflict, taken.Status);
        Assert.Equal("NOURA", HtmlPage.Parse(taken).QuerySelector("#name")!.GetAttribute("value"));
        var weak = await browser.SubmitAsync(form, "new-account", ("name", "someone"), ("password", "password1234"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, weak.Status);
        Assert.NotNull(HtmlPage.Parse(weak).QuerySelector("#password-error"));
        Assert.DoesNotContain("password1234", weak.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Role_change_applies_at_the_next_request_and_a_stale_form_does_not_undo_another()
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "role-admin", StaffRole.Admin);
        using var other = await StaffBrowser.SignInAsync(shared.Running, "role-agent", StaffRole.Agent);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync("/staff/keys")).Status);
        var stale = await browser.GetAsync("/staff/accounts/of/role-agent?lang=en");
        await browser.FollowAsync(await browser.SubmitAsync(stale, "set-role", ("role", "admin")));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/staff/keys")).Status);
        var conflict = await browser.SubmitAsync(stale, "set-role", ("role", "viewer"));
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("Somebody else changed this account", conflict.Text, StringComparison.Ordinal);
        Assert.Equal(StaffRole.Admin, (await shared.Running.Store.Staff.FindAccountAsync("role-agent", Token))!.Role);
    }

    [Fact]
    public async Task Nobody_disables_themselves_or_lowers_their_own_role()
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "self", StaffRole.Admin);
        var refused = await ConfirmAsync(browser, "/staff/accounts/of/self/disable?lang=en");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("This is your own account", refused.Text, StringComparison.Ordinal);
        var token = StaffBrowser.GetFormToken(refused);
        var role = await browser.PostAsync("/staff/accounts/of/self/role", ("form", token), ("role", "viewer"), ("expected", "admin"));
        Assert.Equal(HttpStatusCode.Conflict, role.Status);
        Assert.Equal(
            (StaffRole.Admin, null),
            (await shared.Running.Store.Staff.FindAccountAsync("self", Token)) is { } account ? (account.Role, account.DisabledAt) : default
        );
    }

    [Fact]
    public async Task Disabled_account_is_signed_out_and_its_form_does_nothing()
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "disabling", StaffRole.Admin);
        using var other = await StaffBrowser.SignInAsync(shared.Running, "to-disable", StaffRole.Admin);
        var form = await other.GetAsync("/staff/accounts/new?lang=en");
        await browser.FollowAsync(await ConfirmAsync(browser, "/staff/accounts/of/to-disable/disable?lang=en"));
        var sent = await other.SubmitAsync(form, "new-account", ("name", "made-by-disabled"));
        Assert.Equal((HttpStatusCode.Redirect, true), (sent.Status, sent.Location.Contains("sign-in", StringComparison.Ordinal)));
        Assert.Null(await shared.Running.Store.Staff.FindAccountAsync("made-by-disabled", Token));
        var page = await browser.GetAsync("/staff/accounts/of/to-disable?lang=ar");
        Assert.Contains("موقوف", page.Text, StringComparison.Ordinal);
        await browser.FollowAsync(await browser.SubmitAsync(page, "enable"));
        Assert.Equal(HttpStatusCode.SeeOther, (await other.SignInAsync("to-disable")).Status);
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended()
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "session-admin", StaffRole.Admin);
        using var other = await StaffBrowser.SignInAsync(shared.Running, "session-viewer", StaffRole.Viewer);
        var page = await browser.GetAsync("/staff/sessions?lang=en");
        var row = HtmlPage
            .Parse(page)
            .QuerySelectorAll("#sessions tbody tr")
            .Single(one => one.TextContent.Contains("session-viewer", StringComparison.Ordinal));
        var own = HtmlPage
            .Parse(page)
            .QuerySelectorAll("#sessions tbody tr")
            .Single(one => one.TextContent.Contains("session-admin", StringComparison.Ordinal));
        Assert.Contains("this browser", own.TextContent, StringComparison.Ordinal);
        Assert.Null(own.QuerySelector("form"));
        var ended = await browser.PostAsync(
            "/staff/sessions",
            ("form", StaffBrowser.GetFormToken(page)),
            ("session", row.QuerySelector("input[name=session]")!.GetAttribute("value")!)
        );
        Assert.DoesNotContain("session-viewer", (await browser.FollowAsync(ended)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync(Routes.Staff)).Status);

        await other.SignInAsync("session-viewer");
        await browser.FollowAsync(await ConfirmAsync(browser, "/staff/accounts/of/session-viewer/sessions?lang=en"));
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync(Routes.Staff)).Status);
        var audit = await shared.Running.Store.Audit.ReadAsync(0, 1000, Token);
        Assert.Equal(
            ["one session", "all sessions"],
            audit
                .Where(entry => entry.Event is { Action: "staff-session-end", Record: "staff:session-viewer" })
                .Select(entry => entry.Event.Detail)
        );
    }

    /// <summary>Opens the page that asks, and answers with yes.</summary>
    private static async Task<BrowserResponse> ConfirmAsync(StaffBrowser browser, string path) =>
        await browser.SubmitAsync(await browser.GetAsync(path), "confirm", ("confirmed", "yes"));
}
