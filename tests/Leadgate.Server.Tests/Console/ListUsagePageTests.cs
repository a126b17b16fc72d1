using System.Net;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Staff;
using Leadgate.Server.Lists;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Leadgate.Server.Tests.Console;

/// <summary>What the pages of lists say about the leads that a change concerns.</summary>
public sealed class ListUsagePageTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task Page_of_an_item_and_the_preview_of_a_change_say_how_many_leads_have_it()
    {
        await shared.Running.StoreAsync("uses", TestData.Lead(), TestData.Lead(("customerCity", "Jaddeh"), ("customerRegion", "Makkah")));
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "list-user", StaffRole.Admin);

        // By the search index: all leads, with a link to them.
        var (list, brand) = Find("OU_TYPE", (string)TestData.Lead()["brand"]!);
        var page = await browser.GetAsync($"{list}/{brand.Value}?lang=en");
        var link = HtmlPage.Parse(page).QuerySelector("#usage a")!;
        Assert.Equal("2 leads", link.TextContent);
        Assert.Equal(2, HtmlPage.Parse(await browser.GetAsync(link.GetAttribute("href")!)).QuerySelectorAll("#leads tbody tr").Length);
        var unused = shared.Running.Services.GetRequiredService<ListCatalogCache>().Catalog[ReferenceLists.OuType].Active[^1];
        Assert.NotEqual(brand, unused);
        Assert.Contains("No lead has it.", await ReadUsageAsync($"{list}/{unused.Value}"), StringComparison.Ordinal);

        // Without an index: those that arrived last.
        (list, var dammam) = Find("CITY", (string)TestData.Lead()["customerCity"]!);
        Assert.Equal("1 of all 1 valid leads", await ReadUsageAsync($"{list}/{dammam.Value}"));
        var retire = await browser.SubmitAsync(await browser.GetAsync($"{list}/{dammam.Value}?lang=en"), "item", ("isActive", null));
        Assert.Equal("Used by: 1 of all 1 valid leads", HtmlPage.Parse(retire).QuerySelector("#usage")!.TextContent.Trim());

        // What leads wait with is offered to the item that it probably means, and saved as any other alias.
        var (_, jeddah) = Find("CITY", "Jeddah");
        var wrong = HtmlPage.Parse(await browser.GetAsync(list + "?lang=en")).QuerySelector("#unlisted tbody tr")!;
        Assert.Equal("Jaddeh", wrong.QuerySelector("th")!.TextContent);
        Assert.Contains(wrong.QuerySelectorAll("a"), a => a.TextContent.StartsWith("Correct all", StringComparison.Ordinal));
        var suggested = HtmlPage.Parse(await browser.GetAsync($"{list}/{jeddah.Value}")).QuerySelector("#suggested-aliases a")!;
        Assert.Contains(wrong.QuerySelectorAll("a"), a => a.GetAttribute("href") == suggested.GetAttribute("href"));
        var filled = await browser.GetAsync(suggested.GetAttribute("href")! + "&lang=en");
        Assert.Contains("Jaddeh", HtmlPage.Parse(filled).QuerySelector("#added-alias")!.TextContent, StringComparison.Ordinal);
        var review = await browser.SubmitAsync(filled, "item");
        Assert.Equal("Jaddeh", HtmlPage.Parse(review).QuerySelector("#changes ins")!.TextContent);

        // Not again once the item has it, though the lead still waits with it.
        await browser.SubmitAsync(review, "confirm", ("confirmed", "yes"));
        filled = await browser.GetAsync(suggested.GetAttribute("href")! + "&lang=en");
        Assert.Null(HtmlPage.Parse(filled).QuerySelector("#added-alias"));
        wrong = HtmlPage.Parse(await browser.GetAsync(list + "?lang=en")).QuerySelector("#unlisted tbody tr")!;
        Assert.Equal("Jaddeh", wrong.QuerySelector("th")!.TextContent);
        Assert.StartsWith("Correct all", Assert.Single(wrong.QuerySelectorAll("a")).TextContent, StringComparison.Ordinal);

        using var viewer = await StaffBrowser.SignInAsync(shared.Running, "list-uses-viewer", StaffRole.Viewer);
        var seen = HtmlPage.Parse(await viewer.GetAsync(suggested.GetAttribute("href")! + "&lang=en"));
        Assert.Equal((null, null), (seen.QuerySelector("#added-alias"), seen.QuerySelector("#suggested-aliases")));

        async Task<string> ReadUsageAsync(string path) =>
            HtmlPage.Parse(await browser.GetAsync(path + "?lang=en")).QuerySelector("#usage")!.TextContent.Trim();
    }

    [Fact]
    public async Task Wrong_values_of_all_fields_of_a_list_are_recorded_once_and_not_shown_unrecorded()
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(store: real => store = new FaultInjectingStore(real));
        var (cut, lines) = ("J" + new string('e', 300), "Jed\ndah");
        await server.StoreAsync("values", [.. ((string[])["Jaddeh", cut, lines]).Select(city => TestData.Lead(("customerCity", city)))]);
        await server.StoreAsync("yes-or-no", TestData.Lead(("acceptMarketing", "perhaps")));
        using var browser = await StaffBrowser.SignInAsync(server, "values", StaffRole.Admin);
        var before = await store!.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken);
        var page = HtmlPage.Parse(await browser.GetAsync("/staff/lists/YES_OR_NO?lang=en"));
        Assert.Equal(before + 1, await store.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken));

        // A value that may be cut off, or is of two lines, can be no alias.
        page = HtmlPage.Parse(await browser.GetAsync("/staff/lists/CITY?lang=en"));
        var rows = page.QuerySelectorAll("#unlisted tbody tr");
        Assert.Equal(3, rows.Length);
        Assert.Contains("alias=Jaddeh", page.QuerySelector("#unlisted")!.InnerHtml, StringComparison.Ordinal);
        Assert.Single(rows, row => row.InnerHtml.Contains("alias=", StringComparison.Ordinal));

        store.AuditFailure = new StoreUnavailableException("full");
        var without = await browser.GetAsync("/staff/lists/CITY?lang=en");
        Assert.Equal(HttpStatusCode.OK, without.Status);
        Assert.Null(HtmlPage.Parse(without).QuerySelector("#unlisted"));
        store.AuditFailure = null;
    }

    private (string Path, ListItem Item) Find(string list, string label) =>
        (
            "/staff/lists/" + list,
            shared.Running.Services.GetRequiredService<ListCatalogCache>().Catalog[ReferenceLists.Find(list)!].Match(label, null).Item!
        );
}
