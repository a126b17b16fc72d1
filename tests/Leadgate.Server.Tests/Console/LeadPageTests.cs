using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Staff;
using Leadgate.Server.Console.LeadPages;
using Leadgate.Server.Lists;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Extensions.DependencyInjection;
using static Leadgate.Server.Tests.Console.LeadPageSteps;

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
        var id = await shared.SendLeadAsync(("customerRegion", "Riyadh"), ("customerCity", "Jeddah"));
        using var browser = await shared.SignInAsync(StaffRole.Agent);
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
        Assert.Equal(1, (await shared.ReadLeadAsync(id))["version"]!.GetValue<int>());

        var saved = await PostAsync(browser, checkedPage, id, ("do", "save"));
        Assert.Equal((HttpStatusCode.SeeOther, LeadPageEndpoints.GetPath(id)), (saved.Status, saved.Location));
        var lead = await shared.ReadLeadAsync(id);
        Assert.Equal(("Makkah", "Jeddah", id), ((string)lead["customerRegion"]!, (string)lead["customerCity"]!, (long)lead["leadId"]!));
        var after = await GetAsync(browser, id);
        Assert.Contains("is valid", after.QuerySelector("#notice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Region: Riyadh → Makkah", Squeeze(after.QuerySelector("#revision-2")!.TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_follow_another_parent_item_without_a_script()
    {
        var id = await shared.SendLeadAsync(("customerRegion", "Riyadh"), ("customerCity", "Jeddah"));
        using var browser = await shared.SignInAsync(StaffRole.Agent);
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
        var id = await shared.SendLeadAsync(("customerCity", "Nowhere"), ("phoneNumber", "12"));
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        var page = await GetAsync(browser, id);
        await PostAsync(browser, page, id, ("phoneNumber", "512345678"), ("do", "save"));
        var after = await GetAsync(browser, id);
        Assert.Equal(["#customerCity"], after.QuerySelectorAll("#errors a").Select(link => link.GetAttribute("href")));
        Assert.Contains("Errors left: 1", after.QuerySelector("#notice")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Valid_lead_stays_valid_and_what_was_typed_is_not_lost()
    {
        var id = await shared.SendLeadAsync();
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        var page = await GetAsync(browser, id);
        var refused = await PostAsync(browser, page, id, ("phoneNumber", "12"), ("do", "save"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var again = HtmlPage.Parse(refused);
        Assert.Equal("12", GetValue(again, "phoneNumber"));
        Assert.Contains("must leave it valid", again.QuerySelector("#message")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, (await shared.ReadLeadAsync(id))["version"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("same-origin", "What you typed is still here")]
    [InlineData("cross-site", "This page expired")]
    [InlineData(null, "This page expired")]
    public async Task Expired_form_is_shown_again_only_to_whoever_typed_it(string? site, string words)
    {
        var id = await shared.SendLeadAsync(("firstName", "Old"));
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        if (site is not null)
            browser.Headers.Add("Sec-Fetch-Site", site);
        var page = await browser.PostAsync(
            LeadPageEndpoints.GetPath(id),
            ("form", "old"),
            ("version", "1"),
            ("firstName", "Typed"),
            ("do", "save")
        );
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains(words, page.Text, StringComparison.Ordinal);
        Assert.Equal(site == "same-origin", page.Text.Contains("\"Typed\"", StringComparison.Ordinal));
        Assert.Equal("Old", (string)(await shared.ReadLeadAsync(id))["firstName"]!);
    }

    [Fact]
    public async Task Opening_a_lead_and_checking_it_are_one_audit_entry_each()
    {
        var id = await shared.SendLeadAsync(("phoneNumber", "12"));
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        var page = await GetAsync(browser, id);
        Assert.Equal(["lead-read"], await ReadAuditAsync(id));
        await PostAsync(browser, page, id, ("phoneNumber", "551234567"), ("do", "check"));
        Assert.Equal(["lead-read", "lead-read"], await ReadAuditAsync(id));
    }

    [Fact]
    [Promise("11.6")]
    public async Task Viewer_reads_and_cannot_correct()
    {
        var id = await shared.SendLeadAsync(("firstName", "Old"));
        using var browser = await shared.SignInAsync(StaffRole.Viewer);
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
        Assert.Equal("Old", (string)(await shared.ReadLeadAsync(id))["firstName"]!);
    }

    [Theory]
    [InlineData("same-origin", true, true)]
    [InlineData("same-origin", false, false)]
    [InlineData("cross-site", true, false)]
    [InlineData(null, true, false)]
    public async Task Form_of_somebody_who_is_no_agent_any_more_is_shown_as_text_only_to_them(string? site, bool hasToken, bool isShown)
    {
        var vehicles = new JsonArray(new JsonObject { ["modelMemo"] = "first" });
        var id = await shared.SendLeadAsync(("firstName", "Old"), ("vehicles", vehicles));
        using var browser = await shared.SignInAsync(StaffRole.Viewer);
        if (site is not null)
            browser.Headers.Add("Sec-Fetch-Site", site);
        var page = await GetAsync(browser, id);
        var region = shared.Running.Services.GetRequiredService<ListCatalogCache>().Catalog[ReferenceLists.Region].Active[0];
        var refused = await browser.PostAsync(
            LeadPageEndpoints.GetPath(id) + "?lang=en",
            ("form", hasToken ? page.QuerySelector<IHtmlInputElement>("input[name=form]")!.Value : "old"),
            ("version", "1"),
            ("firstName", "<b>Typed</b>"),
            ("customerRegion", $"#{region.Value}"),
            ("vehicles[0].remove", "on"),
            ("do", "save")
        );
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("Contact your administrator", refused.Text, StringComparison.Ordinal);
        var shown = HtmlPage.Parse(refused).QuerySelectorAll("#typed dd").Select(one => one.TextContent.Trim());
        Assert.Equal(isShown, shown.Contains("<b>Typed</b>"));
        Assert.Equal(isShown, shown.Contains(region.Label));
        Assert.Equal(isShown, shown.Contains("Remove this vehicle"));
        Assert.Equal(1, (await shared.ReadLeadAsync(id))["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task Value_that_is_too_long_for_a_form_stays_until_it_is_replaced()
    {
        var (note, city) = (new string('n', 250_000), new string('ج', 40_000));
        var id = await shared.SendLeadAsync(("leadNote", note), ("customerCity", city), ("firstName", "Old"));
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        var page = await GetAsync(browser, id);
        Assert.Empty(page.QuerySelectorAll("[name=leadNote], [name=customerCity]"));
        Assert.Contains("beginning of 250,000 characters", page.QuerySelector("#leadNote-hint")!.TextContent, StringComparison.Ordinal);

        var saved = await PostAsync(browser, page, id, ("firstName", "New"), ("do", "save"));
        Assert.Equal(HttpStatusCode.SeeOther, saved.Status);
        page = await GetAsync(browser, id);
        Assert.Single(page.QuerySelectorAll("#revision-2 ul li"));

        var pick = page.QuerySelector("button#leadNote")!.GetAttribute("value")!;
        var emptied = HtmlPage.Parse(await PostAsync(browser, page, id, (LeadPageEndpoints.PickField, pick)));
        Assert.Equal("", GetValue(emptied, "leadNote"));
        Assert.NotNull(emptied.QuerySelector("button#customerCity"));
        await PostAsync(browser, emptied, id, ("leadNote", "short"), ("do", "save"));
        page = await GetAsync(browser, id);
        Assert.Equal(("short", "New"), (GetValue(page, "leadNote"), GetValue(page, "firstName")));
        Assert.NotNull(page.QuerySelector("button#customerCity"));
    }

    /// <summary>Each letter is sent as six bytes.</summary>
    [Fact]
    public async Task Longest_note_in_Arabic_can_be_saved()
    {
        var id = await shared.SendLeadAsync();
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        var saved = await PostAsync(browser, await GetAsync(browser, id), id, ("leadNote", new string('م', 4000)), ("do", "save"));
        Assert.Equal(HttpStatusCode.SeeOther, saved.Status);
        Assert.Equal(4000, ((string)(await shared.ReadLeadAsync(id))["leadNote"]!).Length);
    }

    [Fact]
    public async Task Lead_of_many_long_texts_can_be_corrected()
    {
        var texts = new[] { "firstName", "lastName", "occupation", "address1", "source", "leadNote", "customerCity", "customerRegion" };
        var id = await shared.SendLeadAsync([.. texts.Select(name => (name, (JsonNode?)JsonValue.Create(new string('م', 16_000))))]);
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        var saved = await PostAsync(
            browser,
            await GetAsync(browser, id),
            id,
            ("phoneNumber", "512345678"),
            ("leadNote", "short"),
            ("do", "save")
        );
        Assert.Equal(HttpStatusCode.SeeOther, saved.Status);
        Assert.Equal("short", GetValue(await GetAsync(browser, id), "leadNote"));
    }

    [Theory]
    [InlineData("en", "larger than this page accepts")]
    [InlineData("ar", "أكبر مما تقبله هذه الصفحة")]
    public async Task Form_that_is_too_large_is_refused_as_that(string language, string words)
    {
        var id = await shared.SendLeadAsync(("firstName", "Old"));
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        browser.Headers.Add("Sec-Fetch-Site", "same-origin");
        var token = GetValue(await GetAsync(browser, id), "form");
        foreach (var length in (int[])[250_000, 2_000_000])
        {
            var page = await browser.PostAsync(
                LeadPageEndpoints.GetPath(id) + "?lang=" + language,
                ("form", token),
                ("version", "1"),
                ("firstName", new string('x', length)),
                ("do", "save")
            );
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, page.Status);
            Assert.Contains(words, page.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task Hostile_text_stays_text_and_is_not_changed_by_opening_and_saving(string text)
    {
        var names = new[] { "firstName", "lastName", "occupation", "address1", "customerCity", "leadNote", "source" };
        var id = await shared.SendLeadAsync([.. names.Select(name => (name, (JsonNode?)JsonValue.Create(text)))]);
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        var page = await GetAsync(browser, id);
        Assert.Empty(page.QuerySelectorAll("main script, main img, [onerror]"));
        Assert.Empty(page.QuerySelectorAll("[style]"));
        foreach (var language in (string[])["en", "ar"])
        {
            var opened = HtmlPage.Parse(await browser.GetAsync(LeadPageEndpoints.GetPath(id) + "?lang=" + language));
            var saved = await PostAsync(browser, opened, id, ("do", "save"));
            Assert.Equal(HttpStatusCode.SeeOther, saved.Status);
        }

        Assert.Equal(1, (await shared.ReadLeadAsync(id))["version"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("Reem ", "Reem")]
    [InlineData("Reem ", "Reem ")]
    [InlineData("Reem\rNoor\r\nSara\nLayan", "Reem\r\nNoor\r\nSara\r\nLayan")]
    [InlineData("Re\0em", "Re\uFFFDem")]
    public async Task Field_that_nobody_touched_stays_as_it_was_sent(string sent, string returned)
    {
        var id = await shared.SendLeadAsync(("firstName", sent), ("customerCity", "Nowhere"));
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        var page = await GetAsync(browser, id);
        await PostAsync(browser, page, id, ("firstName", returned), ("occupation", "Pilot"), ("do", "save"));
        var changes = (await GetAsync(browser, id)).QuerySelectorAll("#revision-2 li").Select(change => Squeeze(change.TextContent));
        Assert.StartsWith("Occupation: ", Assert.Single(changes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choice_that_is_in_no_list_names_characters_that_turn_the_line_and_keeps_its_value()
    {
        var id = await shared.SendLeadAsync(("customerCity", "Jaddeh\u2028exe"));
        using var browser = await shared.SignInAsync(StaffRole.Agent);
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
        var id = await shared.SendLeadAsync(("phoneNumber", "12"), ("customerCity", "Nowhere"));
        using var browser = await shared.SignInAsync(StaffRole.Agent);
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
        var id = await shared.SendLeadAsync(("phoneNumber", "12"));
        using var browser = await shared.SignInAsync(StaffRole.Viewer);
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
        var id = await shared.SendLeadAsync(("vehicles", vehicles));
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        var page = await GetAsync(browser, id);
        Assert.Equal("many", GetValue(page, "vehicles[0].totalQty"));
        await PostAsync(browser, page, id, ("vehicles[0].totalQty", "2"), ("vehicles[1].modelMemo", "second"), ("do", "save"));
        var lead = await shared.ReadLeadAsync(id);
        Assert.Equal(
            (2, "white", "second"),
            (
                (int)lead["vehicles"]![0]!["totalQty"]!,
                (string)lead["vehicles"]![0]!["extra"]!["colour"]!,
                (string)lead["vehicles"]![1]!["modelMemo"]!
            )
        );
        await PostAsync(browser, await GetAsync(browser, id), id, ("vehicles[0].remove", "on"), ("do", "save"));
        Assert.Equal("second", (string)Assert.Single((await shared.ReadLeadAsync(id))["vehicles"]!.AsArray())!["modelMemo"]!);
    }

    [Fact]
    public async Task Lead_that_is_not_there_gets_words()
    {
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        var page = await browser.GetAsync(LeadPageEndpoints.GetPath(999_999_999) + "?lang=ar");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("حُذفت بياناته الشخصية", page.Text, StringComparison.Ordinal);
    }

    private async Task<IEnumerable<string>> ReadAuditAsync(long id) =>
        (await shared.Running.Store.Audit.ReadAsync(0, 10_000, TestContext.Current.CancellationToken))
            .Select(entry => entry.Event)
            .Where(entry => entry.Record == $"lead:{id}")
            .Select(entry => entry.Action);
}
