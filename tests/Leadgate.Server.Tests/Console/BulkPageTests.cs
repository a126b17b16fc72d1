using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Console;

/// <summary>The bulks, and one of them with its leads.</summary>
public sealed class BulkPageTests
{
    [Theory]
    [InlineData("en", "Not corrected", "Erased")]
    [InlineData("ar", "لم تُصحَّح", "ممحوّة")]
    public async Task Erased_lead_does_not_wait_and_has_no_link(string language, string notCorrected, string erased)
    {
        await using var server = await RunningServer.StartAsync();
        var admin = (await server.CreateKeyAsync("boss", "admin")).Text;
        var bulk = TestData.Bulk(
            TestData.Lead(("phoneNumber", "598765432"), ("customerCity", "Jaddeh")),
            TestData.Lead(("phoneNumber", "512345678"), ("customerCity", "Jaddeh")),
            TestData.Lead(("phoneNumber", "598765432"))
        );
        using var post = TestData.Post(bulk, (Headers.ApiKey, admin));
        using var stored = await server.Client.SendAsync(post, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        var id = (await stored.JsonAsync()).GetInt64();
        using var done = await server.Client.SendAsync(
            admin,
            HttpMethod.Post,
            Routes.PersonErase,
            """{"phone":"0598765432","vacuum":false}"""
        );
        Assert.Equal(2, (await done.JsonAsync()).GetProperty("leads").GetInt32());

        using var browser = await StaffBrowser.SignInAsync(server, "viewer", StaffRole.Viewer);
        var page = HtmlPage.Parse(await browser.GetAsync($"{ConsoleRoutes.Bulks}/{id}?lang={language}"));
        var rows = page.QuerySelectorAll("#leads tbody tr");
        Assert.Equal(3, rows.Length);
        var gone = rows.Where(row => row.QuerySelector(".badge")!.TextContent.Trim() == erased).ToList();
        Assert.Equal(2, gone.Count);
        Assert.All(gone, row => Assert.Empty(row.QuerySelectorAll("a, li")));
        var waiting = Assert.Single(rows.Except(gone));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(waiting.QuerySelector("a")!.GetAttribute("href")!)).Status);

        // Of those that were erased nobody waits for a correction, and nobody made one.
        Assert.Equal("2", page.QuerySelector("#not-corrected")!.TextContent);
        Assert.Contains(notCorrected, page.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        var bulks = HtmlPage.Parse(await browser.GetAsync($"{ConsoleRoutes.Bulks}?lang={language}"));
        Assert.Equal(notCorrected + ": 2", Assert.Single(bulks.QuerySelectorAll("#bulks tbody .badge")).TextContent.Trim());
    }
}
