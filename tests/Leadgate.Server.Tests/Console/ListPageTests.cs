using System.Net;
using System.Net.Http.Headers;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Staff;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Console;

/// <summary>The pages of reference lists, without a browser.</summary>
public sealed class ListPageTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Priorities = "/staff/lists/LEAD_PRIORITY";

    [Fact]
    public async Task Viewer_finds_items_in_any_spelling_and_changes_nothing()
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "list-viewer", StaffRole.Viewer);
        Assert.Equal(
            ReferenceLists.All.Count,
            HtmlPage.Parse(await browser.GetAsync("/staff/lists?lang=ar")).QuerySelectorAll("#lists tbody tr").Length
        );
        var found = HtmlPage.Parse(await browser.GetAsync("/staff/lists/CITY?lang=ar&q=" + Uri.EscapeDataString("جده")));
        Assert.Contains(found.QuerySelectorAll("#items tbody th"), cell => cell.TextContent.Contains("Jeddah", StringComparison.Ordinal));
        var page = HtmlPage.Parse(await browser.GetAsync("/staff/lists/CITY?lang=en"));
        Assert.Equal(50, page.QuerySelectorAll("#items tbody tr").Length);
        Assert.NotNull(page.QuerySelector("a[rel=next]"));
        Assert.Null(page.QuerySelector("a[href$='/new']"));
        var item = await browser.GetAsync(Priorities + "/1?lang=en");
        Assert.Equal((HttpStatusCode.OK, null), (item.Status, HtmlPage.Parse(item).QuerySelector("form#item")));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(Priorities + "/4711")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/staff/lists/%3Cscript%3E")).Status);
    }

    [Fact]
    public async Task Change_is_shown_first_and_made_when_it_is_confirmed()
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "list-changer", StaffRole.Admin);
        var form = await browser.GetAsync(Priorities + "/1?lang=en");
        var review = await browser.SubmitAsync(form, "item", ("label", "Very <hot>"), ("aliases", "Boiling\nغلي\n"));
        Assert.Equal(HttpStatusCode.OK, review.Status);
        var changes = HtmlPage.Parse(review).QuerySelector("#changes")!.TextContent;
        Assert.Contains("Very <hot>", changes, StringComparison.Ordinal);
        Assert.Contains("Boiling | غلي", changes, StringComparison.Ordinal);
        Assert.DoesNotContain("Very", (await browser.GetAsync(Priorities)).Text, StringComparison.Ordinal);

        var done = await browser.FollowAsync(await browser.SubmitAsync(review, "confirm", ("confirmed", "yes")));
        Assert.Contains("Very &lt;hot&gt;", done.Text, StringComparison.Ordinal);

        // The form from before, and the confirmation sent once more, are told of the change, and nothing typed is lost.
        foreach (
            var answer in (BrowserResponse[])
                [
                    await browser.SubmitAsync(form, "item", ("label", "Mine")),
                    await browser.SubmitAsync(review, "confirm", ("confirmed", "yes"), ("label", "Mine")),
                ]
        )
        {
            Assert.Equal(HttpStatusCode.Conflict, answer.Status);
            Assert.Contains("Somebody else changed this item", answer.Text, StringComparison.Ordinal);
            Assert.Contains("Very <hot>", HtmlPage.Parse(answer).QuerySelector("#conflict")!.TextContent, StringComparison.Ordinal);
            Assert.Equal("Mine", HtmlPage.Parse(answer).QuerySelector("#label")!.GetAttribute("value"));
        }
    }

    [Fact]
    public async Task Item_is_added_retired_and_moved()
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "list-adder", StaffRole.Admin);
        var form = await browser.GetAsync("/staff/lists/LEAD_SOURCE/new?lang=en");
        var invalid = await browser.SubmitAsync(form, "item", ("label", "Fair"), ("labelAr", ""), ("value", "x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, invalid.Status);
        Assert.Equal("Fair", HtmlPage.Parse(invalid).QuerySelector("#label")!.GetAttribute("value"));
        var review = await browser.SubmitAsync(form, "item", ("label", "Spring fair"), ("labelAr", "معرض الربيع"));
        var added = await browser.SubmitAsync(review, "confirm", ("confirmed", "yes"));
        var page = await browser.FollowAsync(added);
        Assert.Equal(HttpStatusCode.Conflict, (await browser.SubmitAsync(review, "confirm", ("confirmed", "yes"))).Status);

        var move = await browser.SubmitAsync(page, "move", ("position", "1"));
        await browser.FollowAsync(await browser.SubmitAsync(move, "confirm", ("confirmed", "yes")));
        var list = HtmlPage.Parse(await browser.GetAsync("/staff/lists/LEAD_SOURCE?lang=en"));
        Assert.Contains("Spring fair", list.QuerySelector("#items tbody tr")!.TextContent, StringComparison.Ordinal);

        var retire = await browser.SubmitAsync(await browser.GetAsync(added.Location + "?lang=en"), "item", ("isActive", null));
        Assert.Contains("retired", HtmlPage.Parse(retire).QuerySelector("#counts")!.TextContent, StringComparison.Ordinal);
        await browser.FollowAsync(await browser.SubmitAsync(retire, "confirm", ("confirmed", "yes")));
        Assert.DoesNotContain("Spring fair", (await browser.GetAsync("/staff/lists/LEAD_SOURCE")).Text, StringComparison.Ordinal);
        Assert.Contains("Spring fair", (await browser.GetAsync("/staff/lists/LEAD_SOURCE?retired=yes")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_is_shown_first_and_shown_again_if_the_order_has_changed()
    {
        const string list = "/staff/lists/NATIONALITY";
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "list-mover", StaffRole.Admin);
        var (first, second, third) = await ReadFirstAsync();
        var page = await browser.GetAsync($"{list}/{third.Value}?lang=en");
        var same = await browser.SubmitAsync(page, "move", ("position", "3"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, same.Status);
        Assert.Contains("Nothing would change", same.Text, StringComparison.Ordinal);

        var middle = await browser.SubmitAsync(page, "move", ("position", "2"));
        Assert.Equal($"{third.Label} moves from place 3 to place 2, between {first.Label} and {second.Label}.", ReadMove(middle));
        var review = await browser.SubmitAsync(page, "move", ("position", "1"));
        Assert.Equal((HttpStatusCode.OK, null), (review.Status, HtmlPage.Parse(review).QuerySelector("#changes")));
        Assert.Equal($"{third.Label} moves from place 3 to place 1, before {first.Label}.", ReadMove(review));
        Assert.Equal((first, second, third), await ReadFirstAsync());

        // Somebody else moves the second item meanwhile.
        var other = await browser.SubmitAsync(await browser.GetAsync($"{list}/{second.Value}?lang=en"), "move", ("position", "1"));
        await browser.FollowAsync(await browser.SubmitAsync(other, "confirm", ("confirmed", "yes")));
        foreach (
            var answer in (BrowserResponse[])
                [
                    await browser.SubmitAsync(page, "move", ("position", "1")),
                    await browser.SubmitAsync(review, "confirm", ("confirmed", "yes")),
                ]
        )
        {
            Assert.Equal(HttpStatusCode.Conflict, answer.Status);
            Assert.Contains("have changed since", answer.Text, StringComparison.Ordinal);
            Assert.EndsWith($"to place 1, before {second.Label}.", ReadMove(answer), StringComparison.Ordinal);
            Assert.Equal((second, first, third), await ReadFirstAsync());
            review = answer;
        }

        var done = await browser.FollowAsync(await browser.SubmitAsync(review, "confirm", ("confirmed", "yes")));
        Assert.Contains("The item was moved", done.Text, StringComparison.Ordinal);
        Assert.Equal((third, second, first), await ReadFirstAsync());

        // Sent once more, it does nothing, and says so.
        var again = await browser.SubmitAsync(review, "confirm", ("confirmed", "yes"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.DoesNotContain("The item was moved", again.Text, StringComparison.Ordinal);

        async Task<((int Value, string Label), (int Value, string Label), (int Value, string Label))> ReadFirstAsync()
        {
            var catalog = await shared.Running.Store.Lists.ReadAsync(TestContext.Current.CancellationToken);
            var items = catalog[ReferenceLists.Find("NATIONALITY")!].Items.Select(item => (item.Value, item.Label)).ToList();
            return (items[0], items[1], items[2]);
        }

        // Without the characters that keep a label in its own direction.
        static string ReadMove(BrowserResponse page) =>
            HtmlPage
                .Parse(page)
                .QuerySelector("#move")!
                .TextContent.Replace("\u2068", "", StringComparison.Ordinal)
                .Replace("\u2069", "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exported_file_is_imported_after_its_changes_were_shown()
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "list-importer", StaffRole.Admin);
        const string name = "LEAD_SOURCE";
        var export = await browser.GetAsync($"/staff/lists/{name}/export");
        var page = await browser.GetAsync($"/staff/lists/{name}/import?lang=en");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await UploadAsync(browser, page, name, export.Text)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await UploadAsync(browser, page, name, "{ <b>")).Status);
        Assert.Contains("another list", (await UploadAsync(browser, page, "LEAD_PRIORITY", export.Text)).Text, StringComparison.Ordinal);

        var catalog = await shared.Running.Store.Lists.ReadAsync(TestContext.Current.CancellationToken);
        // The page shows no retired item, and another test retires one.
        var first = catalog[ReferenceLists.Find(name)!].Active[0];
        var changed = export.Text.Replace($"\"label\": \"{first.Label}\"", "\"label\": \"Imported\"", StringComparison.Ordinal);
        var review = await UploadAsync(browser, page, name, changed);
        Assert.Contains("Imported", HtmlPage.Parse(review).QuerySelector("#changes")!.TextContent, StringComparison.Ordinal);

        // Version 1 may still be the present one, if this test is the first to change a list.
        var outdated = await browser.SubmitAsync(review, "confirm", ("confirmed", "yes"), ("version", "0"));
        Assert.Equal(HttpStatusCode.Conflict, outdated.Status);
        Assert.Contains("have changed since", outdated.Text, StringComparison.Ordinal);
        var done = await browser.FollowAsync(await browser.SubmitAsync(outdated, "confirm", ("confirmed", "yes")));
        Assert.Contains("Imported", done.Text, StringComparison.Ordinal);
    }

    private static async Task<BrowserResponse> UploadAsync(StaffBrowser browser, BrowserResponse page, string list, string content)
    {
        var file = new StringContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await browser.UploadAsync($"/staff/lists/{list}/import?lang=en", StaffBrowser.GetFormToken(page), "file", file);
    }
}
