using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Console;

/// <summary>The bulks, and one of them with its leads.</summary>
public sealed class BulkPageTests
{
    [Theory]
    [InlineData("en", "Not corrected", "Erased", "Erased or deleted before correction")]
    [InlineData("ar", "لم تُصحَّح", "محذوفة", "حُذفت قبل تصحيحها")]
    public async Task Erased_lead_does_not_wait_and_has_no_link(string language, string notCorrected, string erased, string before)
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

        // Of those that were erased nobody waits for a correction, and nobody made one. One of them was valid.
        await AssertCountedAsync("1", notCorrected + ": 1");
        await Wait.UntilAsync(
            async () =>
                await server.Store.Follower.ReadStateAsync(TestContext.Current.CancellationToken) is { PendingBulks: 0, PendingChanges: 0 },
            "The erasure was not followed."
        );
        await AssertCountedAsync("1", notCorrected + ": 1");
        using var last = await server.Client.SendAsync(
            admin,
            HttpMethod.Post,
            Routes.PersonErase,
            """{"phone":"0512345678","vacuum":false}"""
        );
        Assert.Equal(HttpStatusCode.OK, last.StatusCode);
        await AssertCountedAsync("0", before + ": 2");

        async Task AssertCountedAsync(string waiting, string badge)
        {
            page = HtmlPage.Parse(await browser.GetAsync($"{ConsoleRoutes.Bulks}/{id}?lang={language}"));
            Assert.Equal(waiting, page.QuerySelector("#not-corrected")!.TextContent);
            Assert.Equal(waiting == "1" ? "1" : "2", page.QuerySelector("#erased")!.TextContent);
            Assert.Contains(notCorrected, page.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
            Assert.Contains(before, page.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
            var bulks = HtmlPage.Parse(await browser.GetAsync($"{ConsoleRoutes.Bulks}?lang={language}"));
            Assert.Equal(badge, Assert.Single(bulks.QuerySelectorAll("#bulks tbody .badge")).TextContent.Trim());
        }
    }
}
