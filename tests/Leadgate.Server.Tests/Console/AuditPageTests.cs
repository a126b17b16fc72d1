using System.Net;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Leadgate.Server.Tests.Console;

/// <summary>The pages of the audit trail and about the service, without a browser.</summary>
public sealed class AuditPageTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Hostile = "<script>alert(1)</script>\u202etxt";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trail_is_shown_filtered_paged_and_verified()
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "audit-admin", StaffRole.Admin);
        await shared.Running.Store.Audit.AppendAsync(new AuditEvent("backup", "cli:hostile", "", "key:77", Hostile), Token);
        await shared.Running.Store.Audit.AppendAsync(
            [.. Enumerable.Range(0, 60).Select(i => new AuditEvent("restore", "cli:many", "", null, $"{i}"))],
            Token
        );
        await shared.Running.Services.GetRequiredService<Server.Audit.AuditCheckpoints>().TryWriteAsync(CheckpointReasons.Interval, Token);
        var newest = HtmlPage.Parse(await browser.GetAsync("/staff/audit?lang=en"));
        Assert.Equal(50, newest.QuerySelectorAll("#entries tbody tr").Length);
        Assert.Contains("last checkpoint was signed for", newest.QuerySelector("#state")!.TextContent, StringComparison.Ordinal);
        var older = HtmlPage.Parse(await browser.GetAsync(newest.QuerySelector("#older")!.GetAttribute("href")!));
        Assert.Contains("cli:many", older.QuerySelector("#entries tbody")!.TextContent, StringComparison.Ordinal);

        var hostile = HtmlPage.Parse(await browser.GetAsync("/staff/audit?lang=ar&actor=cli%3Ahostile&action=backup&record=key%3A77"));
        Assert.Single(hostile.QuerySelectorAll("#entries tbody tr"));
        Assert.Contains("<script>alert(1)</script>", hostile.QuerySelector("#entries")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', hostile.QuerySelector("#entries")!.TextContent);
        Assert.Empty(hostile.QuerySelectorAll("main script"));
        var none = await browser.GetAsync("/staff/audit?lang=en&actor=" + Uri.EscapeDataString(Hostile));
        Assert.Contains("No entry matches", none.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/staff/audit?from=yesterday")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/staff/audit?from=0001-01-01&to=9999-12-31&before=x")).Status);

        var report = await browser.SubmitAsync(await browser.GetAsync("/staff/audit?lang=en"), "verify");
        Assert.Contains("No entry was changed", report.Text, StringComparison.Ordinal);
        Assert.Contains("Proved: entries 1 to", report.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_about_the_service_shows_every_setting_and_no_secret()
    {
        var settings = new Dictionary<string, string>
        {
            [Setting.OidcAuthority.Variable] = "https://login.example.com",
            [Setting.OidcClientId.Variable] = "leadgate",
            [Setting.OidcClientSecret.Variable] = "very-secret-value",
            [Setting.Company.Variable] = "<i>JTC</i>",
        };
        await using var server = await RunningServer.StartAsync(settings);
        using var browser = await StaffBrowser.SignInAsync(server, "about-admin", StaffRole.Admin);
        var page = await browser.GetAsync("/staff/about?lang=ar");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("very-secret-value", page.Text, StringComparison.Ordinal);
        var html = HtmlPage.Parse(page);
        Assert.Equal(Setting.All.Count, html.QuerySelectorAll("#settings tbody tr").Length);
        var text = html.QuerySelector("main")!.TextContent;
        Assert.All(
            (string[])[LeadgateApp.Version, "يمكن حفظ البيانات", "<i>JTC</i>", "sqlite:", "GiB"],
            shown => Assert.Contains(shown, text, StringComparison.Ordinal)
        );
    }
}
