using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Console;

/// <summary>The pages of API keys, without a browser.</summary>
public sealed class KeyPageTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Key_is_created_shown_once_changed_and_revoked()
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "key-life", StaffRole.Admin);
        var form = await browser.GetAsync("/staff/keys/new?lang=en");
        var created = await browser.SubmitAsync(
            form,
            "new-key",
            ("name", "<b>site</b>"),
            ("scopes", "leads:write"),
            ("scopes", "leads:read"),
            ("expiresAt", "2999-12-31"),
            ("leadsPerMinute", "500")
        );
        var page = await browser.FollowAsync(created);
        var html = HtmlPage.Parse(page);
        var key = html.QuerySelector("#secret pre")!.TextContent.Trim();
        Assert.StartsWith("leadgate_test_", key, StringComparison.Ordinal);
        Assert.Contains("<b>site</b>", html.QuerySelector("dl.facts")!.TextContent, StringComparison.Ordinal);
        Assert.Null(html.QuerySelector("b"));
        Assert.DoesNotContain(key, (await browser.GetAsync(created.Location)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await GetStatusAsync(key));

        // Limits change; a form from before does not undo that.
        var stale = await browser.GetAsync(created.Location + "?lang=en");
        await browser.FollowAsync(await browser.SubmitAsync(stale, "key", ("leadsPerMinute", "600")));
        var conflict = await browser.SubmitAsync(stale, "key", ("leadsPerMinute", "700"));
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("Somebody else changed this key", conflict.Text, StringComparison.Ordinal);
        Assert.Equal("700", HtmlPage.Parse(conflict).QuerySelector("#leadsPerMinute")!.GetAttribute("value"));
        Assert.Equal(
            600,
            (await shared.Running.Store.Keys.ReadAsync(Token))
                .Single(one => created.Location.EndsWith($"/{one.Id}", StringComparison.Ordinal))
                .LeadsPerMinute
        );

        // Nothing happens before the confirmation.
        var ask = await browser.GetAsync(created.Location + "/revoke?lang=en");
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SubmitAsync(ask, "confirm")).Status);
        Assert.Equal(HttpStatusCode.OK, await GetStatusAsync(key));
        var revoked = await browser.FollowAsync(await browser.SubmitAsync(ask, "confirm", ("confirmed", "yes")));
        Assert.Contains("The key was revoked.", revoked.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await GetStatusAsync(key));
        var audit = await shared.Running.Store.Audit.ReadAsync(0, 1000, Token);
        Assert.Equal(
            [AuditActions.KeyCreate, AuditActions.KeyLimit, AuditActions.KeyRevoke],
            audit
                .Where(entry => entry.Event.Actor == "staff:key-life" && entry.Event.Record is not null)
                .Select(entry => entry.Event.Action)
        );
    }

    [Fact]
    public async Task Form_sent_twice_creates_one_key()
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "key-twice", StaffRole.Admin);
        var form = await browser.GetAsync("/staff/keys/new?lang=en");
        var answers = await Task.WhenAll(
            browser.SubmitAsync(form, "new-key", ("name", "twice")),
            browser.SubmitAsync(form, "new-key", ("name", "twice"))
        );
        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.Conflict], answers.Select(answer => answer.Status).Order());
        Assert.Single(await shared.Running.Store.Keys.ReadAsync(Token), key => key.Name == "twice");

        // Who really wants a second one sends what is shown again.
        var again = answers.Single(answer => answer.Status == HttpStatusCode.Conflict);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SubmitAsync(again, "new-key")).Status);
    }

    [Theory]
    [InlineData("name", "", "name")]
    [InlineData("name", "anonymous", "name")]
    [InlineData("expiresAt", "yesterday\u202e", "expiresAt")]
    [InlineData("expiresAt", "2001-01-01", "expiresAt")]
    [InlineData("leadsPerMinute", "0", "leadsPerMinute")]
    [InlineData("requestsPerMinute", "١٢", "requestsPerMinute")]
    [InlineData("scopes", "everything", "scopes")]
    public async Task Invalid_field_is_explained_beside_it_and_nothing_typed_is_lost(string field, string value, string explained)
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "key-" + Guid.NewGuid().ToString("N"), StaffRole.Admin);
        await browser.GetAsync("/staff/language?lang=ar");
        var form = await browser.GetAsync("/staff/keys/new");
        (string, string?)[] typed = [("name", "kept name"), ("requestsPerMinute", "7"), (field, value)];
        var page = await browser.SubmitAsync(form, "new-key", [.. typed.GroupBy(one => one.Item1).Select(group => group.Last())]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        var html = HtmlPage.Parse(page);
        Assert.NotNull(html.QuerySelector($"#{explained}-error"));
        Assert.Equal($"#{explained}", html.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Equal(field == "name" ? value : "kept name", html.QuerySelector("#name")!.GetAttribute("value"));
        Assert.StartsWith("خطأ", html.Title, StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> GetStatusAsync(string key)
    {
        using var response = await shared.Client.SendAsync(key, HttpMethod.Get, Routes.Lists);
        return response.StatusCode;
    }
}
