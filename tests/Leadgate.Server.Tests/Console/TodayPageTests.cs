using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Access;
using Leadgate.Server.Leads;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Leadgate.Server.Tests.Console;

/// <summary>The first page of the console.</summary>
public sealed class TodayPageTests(TodayPageTests.AfternoonServer shared) : IClassFixture<TodayPageTests.AfternoonServer>
{
    private const string Hostile = "<script>alert(1)</script> \"' javascript:x";

    [Theory]
    [InlineData("en", "Today", "City")]
    [InlineData("ar", "اليوم", "المدينة")]
    public async Task Numbers_lead_to_the_leads_and_wrong_values_are_text(string language, string title, string city)
    {
        await StoreAsync();
        using var browser = new StaffBrowser(shared.Running);
        await StaffBrowser.CreateAccountAsync(shared.Running.Store, "today-" + language, StaffRole.Agent);
        await browser.SignInAsync("today-" + language);
        var response = await browser.GetAsync(Routes.Staff + "?lang=" + language);
        Assert.Equal(HttpStatusCode.OK, response.Status);
        var page = HtmlPage.Parse(response);
        Assert.Equal(title, page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["received 5", "valid 2", "waiting 3", "corrected 0"], ReadNumbers(page));
        var today = page.QuerySelector("#received")!.GetAttribute("href")!;
        Assert.Matches(@"^/staff/leads\?state=all&from=(\d{4}-\d\d-\d\d)&to=\1$", today);
        Assert.Equal("/staff/leads", page.QuerySelector("#waiting")!.GetAttribute("href"));

        // Two leads have the same wrong value in two spellings.
        var rows = page.QuerySelectorAll("#top-errors tbody tr");
        Assert.Equal(2, rows.Length);
        Assert.Equal(city, rows[0].QuerySelector("th")!.TextContent.Trim());
        Assert.Equal("2", rows[0].QuerySelector("td.number a")!.FirstChild!.TextContent.Trim());
        foreach (var row in rows)
        {
            var number = row.QuerySelector("td.number a")!;
            var leads = HtmlPage.Parse(await browser.GetAsync(number.GetAttribute("href")!));
            Assert.Equal(number.FirstChild!.TextContent.Trim(), $"{leads.QuerySelectorAll("#leads tbody tr").Length}");
        }

        Assert.Contains(
            language == "en" ? "those corrected since" : "ما صُحّح بعد وصوله",
            page.QuerySelector("#valid")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(Hostile, rows[1].QuerySelector("td bdi")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("main script, main [style], main [onclick]"));

        var sender = Assert.Single(page.QuerySelectorAll("#senders tbody tr"));
        Assert.Equal("today-shop", sender.QuerySelector("th")!.TextContent.Trim());
        Assert.Contains("60\u00A0%", sender.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, page.QuerySelectorAll("#oldest tbody tr").Length);
        Assert.Matches("^/staff/leads/[0-9]+$", page.QuerySelector("#oldest a")!.GetAttribute("href"));
        Assert.Equal(24, page.QuerySelectorAll("#hours tbody tr").Length);
        Assert.Equal(5, page.QuerySelectorAll("#hours td").Sum(cell => long.Parse(cell.TextContent, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Overview_is_for_those_who_may_read_leads()
    {
        var overview = shared.Running.Services.GetRequiredService<IntakeOverview>();
        await Assert.ThrowsAsync<NotAllowedException>(() =>
            overview.ReadTodayAsync(new Actor("staff:nobody", "::1"), TestContext.Current.CancellationToken)
        );
        using var browser = new StaffBrowser(shared.Running);
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync(Routes.Staff)).Status);
    }

    private static IEnumerable<string> ReadNumbers(IHtmlDocument page) =>
        page.QuerySelectorAll(".numbers a").Select(link => $"{link.Id} {link.QuerySelector("strong")!.TextContent}");

    /// <summary>Once for all tests.</summary>
    private async Task StoreAsync()
    {
        var server = shared.Running;
        if ((await server.Store.Keys.ReadAsync(TestContext.Current.CancellationToken)).Any(key => key.Name == "today-shop"))
            return;
        var key = await server.CreateKeyAsync("today-shop", "leads:write");
        var bulk = TestData.Bulk(
            TestData.Lead(),
            TestData.Lead(("customerCity", "Dammqm")),
            TestData.Lead(("customerCity", "DAMMQM")),
            TestData.Lead(("customerCity", Hostile)),
            TestData.Lead()
        );
        using var request = TestData.Post(bulk, (Headers.ApiKey, key.Text));
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Wait.UntilAsync(
            async () => (await server.Store.Follower.ReadStateAsync(TestContext.Current.CancellationToken)).PendingBulks == 0,
            "The bulk is not counted."
        );
    }

    /// <summary>Today's leads are not yesterday's a moment later, because midnight is far.</summary>
    public sealed class AfternoonServer : SharedServer
    {
        protected override TimeProvider Time => ShiftedClock.StartAtAfternoon();
    }
}
