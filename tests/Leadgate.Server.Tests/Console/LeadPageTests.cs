using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Console.LeadPages;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Console;

/// <summary>The page of a lead and its form for corrections, without scripts.</summary>
public sealed class LeadPageTests(SharedServer shared) : IClassFixture<SharedServer>
{
    public static TheoryData<string> HostileTexts { get; } =
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)> 'x'",
        "a\u202Etxt.exe",
        "عبدالرحمن بن عبدالعزيز بن محمد آل عبدالله الطويل الاسم جدًا",
        "#1",
        "=2",
    ];

    [Fact]
    public async Task City_of_another_region_is_corrected_by_the_suggested_region()
    {
        var id = await SendAsync(("customerRegion", "Riyadh"), ("customerCity", "Jeddah"));
        using var browser = await SignInAsync(StaffRole.Agent);
        var page = await GetAsync(browser, id);
        Assert.Equal("#customerCity", page.QuerySelector("#errors a")!.GetAttribute("href"));
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        var city = page.QuerySelector("#customerCity")!;
        Assert.Equal(("true", "customerCity-error"), (city.GetAttribute("aria-invalid"), city.GetAttribute("aria-describedby")));
        Assert.Equal("=Jeddah", GetValue(page, "customerCity"));
        var pick = page.QuerySelectorAll("button[name=pick]").Single(button => button.TextContent == "Change Region to Makkah");

        var checkedPage = HtmlPage.Parse(await PostAsync(browser, page, id, (LeadPageEndpoints.PickField, pick.GetAttribute("value")!)));
        Assert.Empty(checkedPage.QuerySelectorAll("#errors"));
        Assert.Contains("No errors are left", checkedPage.QuerySelector("#message")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("#", GetValue(checkedPage, "customerCity"), StringComparison.Ordinal);
        Assert.Equal(1, (await ReadAsync(id))["version"]!.GetValue<int>());

        var saved = await PostAsync(browser, checkedPage, id, ("do", "save"));
        Assert.Equal((HttpStatusCode.SeeOther, LeadPageEndpoints.GetPath(id)), (saved.Status, saved.Location));
        var lead = await ReadAsync(id);
        Assert.Equal(("Makkah", "Jeddah", id), ((string)lead["customerRegion"]!, (string)lead["customerCity"]!, (long)lead["leadId"]!));
        var after = await GetAsync(browser, id);
        Assert.Contains("is valid", after.QuerySelector("#notice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Region: Riyadh → Makkah", Squeeze(after.QuerySelector("#revision-2")!.TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_follow_another_parent_item_without_a_script()
    {
        var id = await SendAsync(("customerRegion", "Riyadh"), ("customerCity", "Jeddah"));
        using var browser = await SignInAsync(StaffRole.Agent);
        var page = await GetAsync(browser, id);
        var makkah = page.QuerySelectorAll("#customerRegion option")
            .Single(option => option.TextContent == "Makkah")
            .GetAttribute("value")!;
        var renewed = HtmlPage.Parse(await PostAsync(browser, page, id, ("customerRegion", makkah), ("do", "lists")));
        Assert.Contains("Jeddah", renewed.QuerySelectorAll("#customerCity option").Select(option => option.TextContent));
        var items = JsonNode.Parse((await browser.GetAsync($"{LeadPageEndpoints.Items}?field=customerCity&parent={makkah[1..]}")).Text)!;
        Assert.Contains("Jeddah", items["items"]!.AsArray().Select(item => (string)item!["label"]!));
    }

    [Fact]
    public async Task Saving_part_of_the_errors_shows_what_is_left()
    {
        var id = await SendAsync(("customerCity", "Nowhere"), ("phoneNumber", "12"));
        using var browser = await SignInAsync(StaffRole.Agent);
        var page = await GetAsync(browser, id);
        await PostAsync(browser, page, id, ("phoneNumber", "512345678"), ("do", "save"));
        var after = await GetAsync(browser, id);
        Assert.Equal(["#customerCity"], after.QuerySelectorAll("#errors a").Select(link => link.GetAttribute("href")));
        Assert.Contains("Errors left: 1", after.QuerySelector("#notice")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Valid_lead_stays_valid_and_what_was_typed_is_not_lost()
    {
        var id = await SendAsync();
        using var browser = await SignInAsync(StaffRole.Agent);
        var page = await GetAsync(browser, id);
        var refused = await PostAsync(browser, page, id, ("phoneNumber", "12"), ("do", "save"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var again = HtmlPage.Parse(refused);
        Assert.Equal("12", GetValue(again, "phoneNumber"));
        Assert.Contains("must leave it valid", again.QuerySelector("#message")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, (await ReadAsync(id))["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task Of_two_people_the_second_chooses_for_each_field_and_loses_nothing()
    {
        var id = await SendAsync(("firstName", "Old"), ("occupation", "Baker"));
        using var first = await SignInAsync(StaffRole.Agent);
        using var second = await SignInAsync(StaffRole.Agent);
        var (mine, theirs) = (await GetAsync(second, id), await GetAsync(first, id));
        await PostAsync(first, theirs, id, ("firstName", "Theirs"), ("do", "save"));

        var refused = await PostAsync(second, mine, id, ("firstName", "Mine"), ("occupation", "Pilot"), ("do", "save"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        var conflict = HtmlPage.Parse(refused);
        Assert.Equal(
            ["Old|Theirs|Mine", "Baker|Baker|Pilot"],
            conflict
                .QuerySelectorAll("#fields tbody tr")
                .Select(row => string.Join('|', row.QuerySelectorAll("td > *:not(.label)").Select(cell => cell.TextContent.Trim())))
        );
        Assert.NotNull(conflict.QuerySelector("#firstName-theirs[checked]"));
        Assert.NotNull(conflict.QuerySelector("#occupation-mine[checked]"));

        var saved = await PostAsync(second, conflict, id, ("do", "save"));
        Assert.Equal(HttpStatusCode.SeeOther, saved.Status);
        var lead = await ReadAsync(id);
        Assert.Equal(("Theirs", "Pilot"), ((string)lead["firstName"]!, (string)lead["occupation"]!));
    }

    [Fact]
    public async Task Form_that_is_sent_twice_changes_nothing_the_second_time()
    {
        var id = await SendAsync(("firstName", "Old"));
        using var browser = await SignInAsync(StaffRole.Agent);
        var page = await GetAsync(browser, id);
        await PostAsync(browser, page, id, ("firstName", "New"), ("do", "save"));
        var again = await PostAsync(browser, page, id, ("firstName", "New"), ("do", "save"));
        Assert.Equal(HttpStatusCode.SeeOther, again.Status);
        Assert.Contains("was saved already", (await GetAsync(browser, id)).QuerySelector("#notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await ReadAsync(id))["version"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("same-origin", "What you typed is still here")]
    [InlineData("cross-site", "This page expired")]
    [InlineData(null, "This page expired")]
    public async Task Expired_form_is_shown_again_only_to_whoever_typed_it(string? site, string words)
    {
        var id = await SendAsync(("firstName", "Old"));
        using var browser = await SignInAsync(StaffRole.Agent);
        if (site is not null)
            browser.Headers.Add("Sec-Fetch-Site", site);
        var page = await browser.PostAsync(LeadPageEndpoints.GetPath(id), ("form", "old"), ("firstName", "Typed"), ("do", "save"));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains(words, page.Text, StringComparison.Ordinal);
        Assert.Equal(site == "same-origin", page.Text.Contains("\"Typed\"", StringComparison.Ordinal));
        Assert.Equal("Old", (string)(await ReadAsync(id))["firstName"]!);
    }

    [Fact]
    public async Task Opening_a_lead_and_checking_it_are_one_audit_entry_each()
    {
        var id = await SendAsync(("phoneNumber", "12"));
        using var browser = await SignInAsync(StaffRole.Agent);
        var page = await GetAsync(browser, id);
        Assert.Equal(["lead-read"], await ReadAuditAsync(id));
        await PostAsync(browser, page, id, ("phoneNumber", "551234567"), ("do", "check"));
        Assert.Equal(["lead-read", "lead-read"], await ReadAuditAsync(id));
    }

    [Fact]
    [Promise("11.6")]
    public async Task Viewer_reads_and_cannot_correct()
    {
        var id = await SendAsync(("firstName", "Old"));
        using var browser = await SignInAsync(StaffRole.Viewer);
        var page = await GetAsync(browser, id);
        Assert.Null(page.QuerySelector("#lead"));
        Assert.Contains(page.QuerySelectorAll("main dd"), fact => fact.TextContent == "Old");
        var refused = await browser.PostAsync(
            LeadPageEndpoints.GetPath(id),
            ("form", page.QuerySelector<IHtmlInputElement>("input[name=form]")!.Value),
            ("version", "1"),
            ("firstName", "New"),
            ("do", "save")
        );
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal("Old", (string)(await ReadAsync(id))["firstName"]!);
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task Hostile_text_stays_text_and_is_not_changed_by_opening_and_saving(string text)
    {
        var names = new[] { "firstName", "lastName", "occupation", "address1", "customerCity", "leadNote", "source" };
        var id = await SendAsync([.. names.Select(name => (name, (JsonNode?)JsonValue.Create(text)))]);
        using var browser = await SignInAsync(StaffRole.Agent);
        var page = await GetAsync(browser, id);
        Assert.Empty(page.QuerySelectorAll("main script, main img, [onerror]"));
        Assert.Empty(page.QuerySelectorAll("[style]"));
        foreach (var language in (string[])["en", "ar"])
        {
            var opened = HtmlPage.Parse(await browser.GetAsync(LeadPageEndpoints.GetPath(id) + "?lang=" + language));
            var saved = await PostAsync(browser, opened, id, ("do", "save"));
            Assert.Equal(HttpStatusCode.SeeOther, saved.Status);
        }

        Assert.Equal(1, (await ReadAsync(id))["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task Choice_that_is_in_no_list_names_characters_that_turn_the_line_and_keeps_its_value()
    {
        var id = await SendAsync(("customerCity", "Jaddeh\u2028exe"));
        using var browser = await SignInAsync(StaffRole.Agent);
        var page = await GetAsync(browser, id);
        AssertChosen(page, "Jaddeh\u2028exe", "Jaddeh[LS]exe");
        const string typed = "Jaddeh\u202Eexe";
        AssertChosen(
            HtmlPage.Parse(await PostAsync(browser, page, id, ("customerCity", "=" + typed), ("do", "check"))),
            typed,
            "Jaddeh[RLO]exe"
        );

        static void AssertChosen(IHtmlDocument page, string value, string shown)
        {
            var chosen = page.QuerySelector("#customerCity option[selected]")!;
            Assert.Equal($"«\u2068{shown}\u2069» – not in the list", chosen.TextContent.Trim());
            Assert.Equal(("=" + value, value), (chosen.GetAttribute("value"), chosen.GetAttribute("data-label")));
        }
    }

    [Fact]
    public async Task Page_leads_back_to_the_list_that_it_was_opened_from_also_after_saving()
    {
        var id = await SendAsync(("phoneNumber", "12"), ("customerCity", "Nowhere"));
        using var browser = await SignInAsync(StaffRole.Agent);
        const string query = "?list=sender%3Da%2520b%26order%3Dnewest%26cursor%3D7";
        var back = $"/staff/leads?sender=a%20b&order=newest&cursor=7#lead-{id}";
        var page = HtmlPage.Parse(await browser.GetAsync(LeadPageEndpoints.GetPath(id) + query));
        Assert.Equal(back, page.QuerySelector("#back")!.GetAttribute("href"));
        var checkedPage = HtmlPage.Parse(await PostAsync(browser, page, id, ("do", "check")));
        Assert.Equal(back, checkedPage.QuerySelector("#back")!.GetAttribute("href"));
        var saved = await PostAsync(browser, checkedPage, id, ("phoneNumber", "512345678"), ("do", "save"));
        Assert.Equal(HttpStatusCode.SeeOther, saved.Status);
        Assert.Equal(LeadPageEndpoints.GetPath(id) + query, saved.Location);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?list=https%3A%2F%2Fexample.com%2F%3Fx%3D1")]
    [InlineData("?list=%2F%2Fexample.com")]
    [InlineData("?list=javascript%3Aalert(1)%26colour%3Dred")]
    public async Task Page_leads_back_to_what_waits_when_it_was_opened_from_no_list(string query)
    {
        var id = await SendAsync(("phoneNumber", "12"));
        using var browser = await SignInAsync(StaffRole.Viewer);
        var page = HtmlPage.Parse(await browser.GetAsync(LeadPageEndpoints.GetPath(id) + query));
        var back = page.QuerySelector("#back")!.GetAttribute("href")!;
        Assert.Equal($"/staff/leads#lead-{id}", back);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(back.Split('#')[0])).Status);
    }

    [Fact]
    public async Task Vehicle_is_corrected_added_and_removed()
    {
        var vehicles = new JsonArray(
            new JsonObject
            {
                ["modelYear"] = 2025,
                ["totalQty"] = "many",
                ["colour"] = "white",
            }
        );
        var id = await SendAsync(("vehicles", vehicles));
        using var browser = await SignInAsync(StaffRole.Agent);
        var page = await GetAsync(browser, id);
        Assert.Equal("many", GetValue(page, "vehicles[0].totalQty"));
        await PostAsync(browser, page, id, ("vehicles[0].totalQty", "2"), ("vehicles[1].modelMemo", "second"), ("do", "save"));
        var lead = await ReadAsync(id);
        Assert.Equal(
            (2, "white", "second"),
            (
                (int)lead["vehicles"]![0]!["totalQty"]!,
                (string)lead["vehicles"]![0]!["extra"]!["colour"]!,
                (string)lead["vehicles"]![1]!["modelMemo"]!
            )
        );
        await PostAsync(browser, await GetAsync(browser, id), id, ("vehicles[0].remove", "on"), ("do", "save"));
        Assert.Equal("second", (string)Assert.Single((await ReadAsync(id))["vehicles"]!.AsArray())!["modelMemo"]!);
    }

    [Fact]
    public async Task Lead_that_is_not_there_gets_words()
    {
        using var browser = await SignInAsync(StaffRole.Agent);
        var page = await browser.GetAsync(LeadPageEndpoints.GetPath(999_999_999) + "?lang=ar");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("حُذفت بياناته الشخصية", page.Text, StringComparison.Ordinal);
    }

    private static string GetValue(IHtmlDocument page, string name) =>
        page.QuerySelector($"[name='{name}']") switch
        {
            IHtmlSelectElement select => select.Value ?? "",
            IHtmlTextAreaElement area => area.Value,
            IHtmlInputElement input => input.Value,
            _ => throw new InvalidOperationException("No field " + name),
        };

    private static string Squeeze(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Sends the form of a page as a browser does, with some fields changed.</summary>
    private static Task<BrowserResponse> PostAsync(
        StaffBrowser browser,
        IHtmlDocument page,
        long id,
        params (string Name, string Value)[] changes
    )
    {
        var fields = page.QuerySelectorAll("main form [name]")
            .Where(field =>
                field is not IHtmlButtonElement && field is not IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false }
            )
            .Select(field => (Name: field.GetAttribute("name")!, Value: GetValue(field)))
            .Where(field => !changes.Any(change => change.Name == field.Name))
            .Concat(changes);
        return browser.PostAsync(LeadPageEndpoints.GetPath(id), [.. fields]);
    }

    private static string GetValue(IElement field) =>
        field switch
        {
            IHtmlSelectElement select => select.Value ?? "",
            IHtmlTextAreaElement area => area.Value,
            _ => ((IHtmlInputElement)field).Value,
        };

    private static async Task<IHtmlDocument> GetAsync(StaffBrowser browser, long id) =>
        HtmlPage.Parse(await browser.GetAsync(LeadPageEndpoints.GetPath(id)));

    private async Task<JsonNode> ReadAsync(long id) =>
        (await shared.Client.GetFromJsonAsync<JsonNode>($"{Routes.Api}/leads/{id}", TestContext.Current.CancellationToken))!;

    private async Task<IEnumerable<string>> ReadAuditAsync(long id) =>
        (await shared.Running.Store.Audit.ReadAsync(0, 10_000, TestContext.Current.CancellationToken))
            .Select(entry => entry.Event)
            .Where(entry => entry.Record == $"lead:{id}")
            .Select(entry => entry.Action);

    private async Task<long> SendAsync(params (string Name, JsonNode? Value)[] changes)
    {
        var bulk = await shared.Client.PostAsync(TestData.Bulk(TestData.Lead(changes)));
        return (await shared.Client.ReadBulkAsync(bulk)).GetProperty("leads")[0].GetProperty("leadExternalId").GetInt64();
    }

    private async Task<StaffBrowser> SignInAsync(StaffRole role)
    {
        var name = "lead-" + Guid.NewGuid().ToString("N")[..12];
        await StaffBrowser.CreateAccountAsync(shared.Running.Store, name, role);
        var browser = new StaffBrowser(shared.Running);
        await browser.SignInAsync(name);
        return browser;
    }
}
