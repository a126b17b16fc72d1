using System.Net;
using System.Text.Json.Nodes;
using Leadgate.Domain.Staff;
using Leadgate.Server.Console.LeadPages;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Console;

/// <summary>The lead that opens after one is saved.</summary>
public sealed class NextLeadTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData("oldest", 0, 2, 3)]
    [InlineData("newest", 3, 2, 0)]
    public async Task Next_lead_is_that_of_the_list_in_its_order_until_none_is_left(string order, params int[] way)
    {
        var sender = "next-" + order;
        var leads = await SendAsync(sender, WrongCity(), WrongPhone(), WrongCity(), WrongCity());
        await SendAsync("another-" + sender, WrongCity());
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        var list = $"sender={sender}&field=customerCity&order={order}";
        var page = await browser.GetAsync(Link(leads[way[0]], list));
        foreach (var next in way[1..])
        {
            var saved = await SaveAsync(browser, page);
            Assert.Equal((HttpStatusCode.SeeOther, Link(leads[next], list)), (saved.Status, saved.Location));
            page = await browser.GetAsync(saved.Location);
        }

        var last = await SaveAsync(browser, page);
        Assert.Equal((HttpStatusCode.SeeOther, $"/staff/leads?{list}#lead-{leads[way[^1]]}"), (last.Status, last.Location));
        var notice = HtmlPage.Parse(await browser.GetAsync(last.Location.Split('#')[0])).QuerySelector("#notice")!.TextContent;
        Assert.Contains($"Lead {leads[way[^1]]} was saved", notice, StringComparison.Ordinal);
        Assert.Contains("No lead after this one in the list waits for correction.", notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("&state=waiting", 2)]
    [InlineData("&state=valid", 1)]
    public async Task Next_lead_waits_unless_the_list_is_of_another_state(string state, int expected)
    {
        var name = "Nextling" + state.Length;
        var leads = await SendAsync("states" + state.Length, WrongCity(name), TestData.Lead(("firstName", name)), WrongCity(name));
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        var list = $"q={name}&order=oldest{state}";
        var saved = await SaveAsync(browser, await browser.GetAsync(Link(leads[0], list)));
        Assert.Equal(Link(leads[expected], list), saved.Location);
    }

    [Theory]
    [InlineData("oldest", 0, 2, 3)]
    [InlineData("newest", 3, 2, 0)]
    public async Task Next_lead_of_a_bulk_is_the_one_that_waits(string order, params int[] way)
    {
        var leads = await SendAsync("of-a-bulk-" + order, WrongCity(), TestData.Lead(), WrongPhone(), WrongCity());
        await SendAsync("after-the-bulk-" + order, WrongCity());
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        var opened = HtmlPage.Parse(await browser.GetAsync(LeadPageEndpoints.GetPath(leads[0])));
        var bulk = opened.QuerySelector("a[href^='/staff/bulks/']")!.GetAttribute("href")!.Split('/')[^1];
        var list = $"bulk={bulk}&order={order}";
        foreach (var (lead, next) in way.Zip(way[1..]))
            Assert.Equal(Link(leads[next], list), (await SaveAsync(browser, await browser.GetAsync(Link(leads[lead], list)))).Location);
        var last = await SaveAsync(browser, await browser.GetAsync(Link(leads[way[^1]], list)));
        Assert.Equal($"/staff/leads?{list}#lead-{leads[way[^1]]}", last.Location);
    }

    [Fact]
    public async Task No_lead_is_next_in_a_list_of_erased_ones()
    {
        var leads = await SendAsync("erased-list", WrongCity());
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        var last = await SaveAsync(browser, await browser.GetAsync(Link(leads[0], "state=erased")));
        Assert.Equal($"/staff/leads?state=erased#lead-{leads[0]}", last.Location);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_leads_back_with_the_list()
    {
        var leads = await SendAsync("twice", WrongCity(), WrongCity());
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        const string list = "sender=twice&order=oldest";
        var page = await browser.GetAsync(Link(leads[0], list));
        Assert.Equal(Link(leads[1], list), (await SaveAsync(browser, page)).Location);
        Assert.Equal(Link(leads[0], list), (await SaveAsync(browser, page)).Location);
    }

    [Fact]
    public async Task Erased_lead_is_not_the_next_one()
    {
        var leads = await SendAsync("gone", WrongCity(), TestData.Lead(("phoneNumber", "587654301")), WrongCity());
        await shared.Running.EraseAsync("587654301");
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        const string list = "sender=gone&state=all&order=oldest";
        var saved = await SaveAsync(browser, await browser.GetAsync(Link(leads[0], list)));
        Assert.Equal(Link(leads[2], list), saved.Location);
    }

    /// <summary>A lead that was searched for by its id comes first in its list, whatever the order.</summary>
    [Fact]
    public async Task Lead_that_was_searched_for_by_its_id_is_followed_by_the_others_and_does_not_come_again()
    {
        var first = (await SendAsync("by-id", WrongCity()))[0];
        var other = (await SendAsync("by-id", TestData.Lead(("customerCity", "Nowhere"), ("leadReference", $"{first}"))))[0];
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        var list = $"q={first}&order=newest";
        var saved = await SaveAsync(browser, await browser.GetAsync(Link(first, list)));
        Assert.Equal(Link(other, list), saved.Location);
        var last = await SaveAsync(browser, await browser.GetAsync(saved.Location));
        Assert.Equal($"/staff/leads?{list}#lead-{other}", last.Location);
    }

    [Theory]
    [InlineData("state=unheard-of")]
    [InlineData("colour=red")]
    [InlineData("from=yesterday")]
    public async Task List_that_cannot_be_read_is_as_none(string list)
    {
        var leads = await SendAsync("unreadable", WrongCity());
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        var saved = await SaveAsync(browser, await browser.GetAsync(Link(leads[0], list)));
        Assert.Equal(HttpStatusCode.SeeOther, saved.Status);
        Assert.Matches("^/staff/leads/[0-9]+\\?list=", saved.Location);
    }

    private static JsonObject WrongCity(string name = "Reem") => TestData.Lead(("customerCity", "Nowhere"), ("firstName", name));

    private static JsonObject WrongPhone() => TestData.Lead(("phoneNumber", "12"));

    private static string Link(long id, string list) => $"{LeadPageEndpoints.GetPath(id)}?list={Uri.EscapeDataString(list)}";

    /// <summary>Presses "Save and next", with something changed.</summary>
    private static Task<BrowserResponse> SaveAsync(StaffBrowser browser, BrowserResponse page) =>
        browser.SubmitAsync(page, "lead", ("occupation", "Pilot"), ("do", "next"));

    /// <returns>The ids of the leads.</returns>
    private async Task<IReadOnlyList<long>> SendAsync(string sender, params JsonObject[] leads)
    {
        await shared.Running.StoreAsync(sender, leads);
        using var browser = await shared.SignInAsync(StaffRole.Viewer);
        var page = await LeadListSteps.ShowAsync(browser, $"?state=all&order=oldest&sender={sender}");
        return [.. LeadListSteps.ReadIds(page).TakeLast(leads.Length).Select(id => long.Parse(id["lead-".Length..], null))];
    }
}
