using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Leadgate.Domain.Staff;
using Leadgate.Server.Access;
using Leadgate.Server.Console.LeadList;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Leads;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage.Search;
using Microsoft.Extensions.DependencyInjection;

namespace Leadgate.Server.Tests.Console;

/// <summary>The list of leads: the queue, the search, the filters and the pages.</summary>
public sealed class LeadListPageTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Hostile = "<img src=x onerror=alert(1)>\u202E\"'";

    [Theory]
    [InlineData("en", "is not in")]
    [InlineData("ar", "المدينة")]
    public async Task Queue_has_what_waits_with_the_oldest_first_and_shows_everything_as_text(string language, string message)
    {
        await shared.Running.StoreAsync(
            "queue-" + language,
            TestData.Lead(("firstName", Hostile), ("customerCity", "Dammqm"), ("phoneNumber", "0512345678")),
            TestData.Lead(),
            TestData.Lead(("customerCity", Hostile))
        );
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "queue-" + language, StaffRole.Viewer);
        var page = await LeadListSteps.ShowAsync(browser, $"?sender=queue-{language}&lang={language}");
        var rows = page.QuerySelectorAll("#leads tbody tr");
        Assert.Equal(2, rows.Length);
        var ids = rows.Select(row => row.Id!).ToList();
        Assert.Equal(ids.OrderBy(id => id.Length).ThenBy(id => id, StringComparer.Ordinal), ids);
        Assert.Equal(
            $"/staff/leads/{ids[0]["lead-".Length..]}?list=sender%3Dqueue-{language}",
            rows[0].QuerySelector("th a")!.GetAttribute("href")
        );
        Assert.Contains(message, rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("<img src=x onerror=alert(1)>[RLO]\"'", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Dammqm", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("0512345678", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main img, main script, main [onerror], main [style]"));
        Assert.Equal("page", page.QuerySelector("#state-waiting")!.GetAttribute("aria-current"));
        Assert.EndsWith(" 3", page.QuerySelector("#state-all")!.TextContent.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_are_chips_that_can_be_removed_one_by_one()
    {
        await shared.Running.StoreAsync("chips", TestData.Lead(("customerCity", "Dammqm")), TestData.Lead(("priority", null)));
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "chips", StaffRole.Viewer);
        var page = await LeadListSteps.ShowAsync(
            browser,
            "?sender=chips&field=customerCity&code=not-in-list&from=2020-01-01&lang=en&order=newest&cursor=999999"
        );
        Assert.Single(page.QuerySelectorAll("#leads tbody tr"));
        var chips = page.QuerySelectorAll(".chips a").Where(chip => chip.Id != "clear").ToList();
        Assert.Equal(4, chips.Count);
        var field = chips.Single(chip => chip.TextContent.Contains("City", StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.DoesNotContain("field=", field, StringComparison.Ordinal);
        Assert.DoesNotContain("cursor=", field, StringComparison.Ordinal);
        Assert.Contains("sender=chips", field, StringComparison.Ordinal);
        Assert.Equal("customerCity", ((IHtmlSelectElement)page.QuerySelector("#filter-field")!).Value);
        Assert.Equal("Brand", page.QuerySelector("label[for=filter-brand]")!.TextContent);

        var nothing = await LeadListSteps.ShowAsync(browser, "?sender=chips&to=2020-01-01&lang=en");
        Assert.Contains("No lead fits these filters.", nothing.QuerySelector(".empty")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_value_is_a_filter_of_its_field()
    {
        await shared.Running.StoreAsync(
            "values",
            TestData.Lead(("customerCity", "Jaddeh")),
            TestData.Lead(("customerCity", "Dammqm")),
            TestData.Lead(("customerCity", " JADDEH "), ("phoneNumber", "12")),
            TestData.Lead()
        );
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "values", StaffRole.Viewer);
        const string query = "?sender=values&field=customerCity&code=not-in-list&value=jaddeh&lang=en";
        var page = await LeadListSteps.ShowAsync(browser, query);
        Assert.Equal(2, page.QuerySelectorAll("#leads tbody tr").Length);
        Assert.EndsWith(" 2", page.QuerySelector("#state-waiting")!.TextContent.TrimEnd(), StringComparison.Ordinal);
        Assert.EndsWith(" 0", page.QuerySelector("#state-valid")!.TextContent.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal("jaddeh", ((IHtmlInputElement)page.QuerySelector("#filter-value")!).Value);
        var chips = page.QuerySelectorAll(".chips a").Where(chip => chip.Id != "clear").ToList();
        Assert.Equal(4, chips.Count);
        var withoutField = chips[0].GetAttribute("href")!;
        Assert.Equal("/staff/leads?sender=values&code=not-in-list&lang=en", withoutField);
        Assert.Equal(
            3,
            (await LeadListSteps.ShowAsync(browser, withoutField["/staff/leads".Length..])).QuerySelectorAll("#leads tbody tr").Length
        );

        // A view keeps what was sent in place of an item, and not what may be the number of a person.
        await browser.SubmitAsync(await browser.GetAsync(ConsoleRoutes.Leads + query), "save-view", ("view", "city"));
        var phone = await browser.GetAsync(ConsoleRoutes.Leads + "?field=phoneNumber&value=12");
        await browser.SubmitAsync(phone, "save-view", ("view", "phone"));
        Assert.Equal(
            [
                "/staff/leads?state=waiting&field=customerCity&code=not-in-list&sender=values&value=jaddeh",
                "/staff/leads?state=waiting&field=phoneNumber",
            ],
            (await LeadListSteps.ShowAsync(browser, "")).QuerySelectorAll("#views li a").Select(link => link.GetAttribute("href"))
        );

        var refused = await browser.GetAsync(ConsoleRoutes.Leads + "?value=jaddeh&lang=en");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(HtmlPage.Parse(refused).QuerySelector("#filter-field-error"));
    }

    [Theory]
    [InlineData("leads?field=a%E2%80%AEb", "#filter-field")]
    [InlineData("bulks?sender=a%E2%80%AEb", "#sender")]
    public async Task Choice_that_was_typed_into_the_address_names_characters_that_turn_the_line(string path, string field)
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "turned-" + path[..5], StaffRole.Viewer);
        var page = HtmlPage.Parse(await browser.GetAsync("/staff/" + path));
        var chosen = page.QuerySelector(field + " option[selected]")!;
        Assert.Equal(("\u2068a[RLO]b\u2069", "a\u202Eb"), (chosen.TextContent, chosen.GetAttribute("value")));
    }

    [Theory]
    [InlineData("from", "2026-13-01", "en")]
    [InlineData("to", "أمس", "ar")]
    [InlineData("field", "<b>city", "en")]
    [InlineData("code", "wrong", "ar")]
    [InlineData("brand", "999999", "en")]
    [InlineData("source", "-1", "en")]
    [InlineData("bulk", "x\u202E", "en")]
    [InlineData("state", "gone", "en")]
    [InlineData("cursor", "abc", "en")]
    [InlineData("before", "99999999999999999999", "ar")]
    [InlineData("order", "random", "en")]
    [InlineData("colour", "red", "en")]
    public async Task Filter_that_is_not_understood_is_said_and_nothing_typed_is_lost(string name, string value, string language)
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "wrong", StaffRole.Viewer);
        var typed = "\"Reem <x>";
        var response = await browser.GetAsync(
            $"{ConsoleRoutes.Leads}?{name}={Uri.EscapeDataString(value)}&q={Uri.EscapeDataString(typed)}&lang={language}"
        );
        Assert.Equal(HttpStatusCode.BadRequest, response.Status);
        var page = HtmlPage.Parse(response);
        Assert.Single(page.QuerySelectorAll("#errors li"));
        Assert.StartsWith(language == "en" ? "Error: " : "خطأ: ", page.Title, StringComparison.Ordinal);
        Assert.Equal(typed, ((IHtmlInputElement)page.QuerySelector("#filter-q")!).Value);
        if (page.QuerySelector("#filter-" + name) is IHtmlInputElement or IHtmlSelectElement)
        {
            var field = page.QuerySelector("#filter-" + name)!;
            Assert.Equal(value, field is IHtmlSelectElement select ? select.Value : ((IHtmlInputElement)field).Value);
            Assert.Equal("true", field.GetAttribute("aria-invalid"));
            Assert.NotNull(page.QuerySelector($"#filter-{name}-error"));
        }
    }

    [Fact]
    public async Task First_day_after_the_last_is_said_beside_the_last()
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "days", StaffRole.Viewer);
        var page = HtmlPage.Parse(await browser.GetAsync(ConsoleRoutes.Leads + "?from=2026-03-02&to=2026-03-01&lang=en"));
        Assert.NotNull(page.QuerySelector("#filter-to-error"));
        Assert.Equal("2026-03-02", ((IHtmlInputElement)page.QuerySelector("#filter-from")!).Value);
    }

    [Theory]
    [InlineData("newest", "#older", "#newer")]
    [InlineData("oldest", "#newer", "#older")]
    public async Task Pages_lose_and_repeat_no_lead_while_others_arrive(string order, string next, string previous)
    {
        var sender = "pages-" + order;
        var clock = new ShiftedClock();
        await using var server = await RunningServer.StartAsync(time: clock);
        await server.StoreAsync(sender, [.. Enumerable.Range(0, 120).Select(_ => TestData.Lead())]);

        // Of the leads that a list shows, those of its last seconds are counted too.
        clock.Advance(2 * Arrivals.Margin);
        using var browser = await StaffBrowser.SignInAsync(server, sender, StaffRole.Viewer);
        var first = await LeadListSteps.ShowAsync(browser, $"?sender={sender}&state=all&order={order}&lang=en");
        Assert.True(first.QuerySelector("#arrivals p")!.HasAttribute("hidden"));
        var pages = new List<IReadOnlyList<string>> { LeadListSteps.ReadIds(first) };
        var page = first;
        while (page.QuerySelector(next) is { } link)
        {
            if (pages.Count == 1)
                await server.StoreAsync(sender, TestData.Lead(), TestData.Lead());
            page = HtmlPage.Parse(await browser.GetAsync(link.GetAttribute("href")!));
            pages.Add(LeadListSteps.ReadIds(page));

            // The list stays, and says what it does not show.
            Assert.StartsWith("2 new leads since ", page.QuerySelector("#arrivals span")!.TextContent, StringComparison.Ordinal);
            Assert.False(page.QuerySelector("#arrivals p")!.HasAttribute("hidden"));
        }

        var shown = HtmlPage.Parse(await browser.GetAsync(page.QuerySelector("#show-arrived")!.GetAttribute("href")!));
        Assert.DoesNotContain(LeadListSteps.ReadIds(shown)[0], pages[0]);
        Assert.True(shown.QuerySelector("#arrivals p")!.HasAttribute("hidden"));

        // So it does to its script, which asks in the language of the page.
        var source = first.QuerySelector("#arrivals")!.GetAttribute("data-source")!;
        Assert.StartsWith("2 new leads since ", await AskAsync(source), StringComparison.Ordinal);
        var arabic = await AskAsync(source.Replace("lang=en", "lang=ar", StringComparison.Ordinal));
        Assert.StartsWith("وصل عميلان محتملان منذ ", arabic, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync(LeadLinks.Arrived + "?since=x")).Status);

        var all = pages.SelectMany(ids => ids).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.Equal(order == "newest" ? 120 : 122, all.Count);
        Assert.Equal(3, pages.Count);
        Assert.Equal(50, pages[1].Count);
        page = HtmlPage.Parse(await browser.GetAsync(page.QuerySelector(previous)!.GetAttribute("href")!));
        Assert.Equal(pages[1], LeadListSteps.ReadIds(page));
        Assert.NotNull(page.QuerySelector(next));

        // The page with the newest leads shows whatever has arrived.
        while (page.QuerySelector(previous) is { } link)
            page = HtmlPage.Parse(await browser.GetAsync(link.GetAttribute("href")!));
        Assert.Equal(order == "newest", page.QuerySelector("#arrivals p")!.HasAttribute("hidden"));

        async Task<string> AskAsync(string path) =>
            JsonDocument.Parse((await browser.GetAsync(path)).Text).RootElement.GetProperty("text").GetString()!;
    }

    [Fact]
    public void Leads_are_counted_from_before_what_a_list_can_hold_and_more_than_were_looked_at_are_said()
    {
        var now = new DateTime(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc);
        Assert.Equal(now - Arrivals.Margin, Arrivals.GetStart(now, null));
        Assert.Equal(now - Arrivals.Margin, Arrivals.GetStart(now, now.AddSeconds(1)));
        Assert.Equal(now.AddMinutes(-2) - Arrivals.Margin, Arrivals.GetStart(now, now.AddMinutes(-2)));
        var format = new ConsoleFormat(false, TimeZoneInfo.Utc, showsHijri: false);
        Assert.Null(Arrivals.Describe(new ArrivedLeads(0, IsMore: false), now, now, format, isArabic: false));
        Assert.Equal(
            "More leads have arrived since 09:00",
            Arrivals.Describe(new ArrivedLeads(0, IsMore: true), now, now, format, isArabic: false)
        );
    }

    [Fact]
    public async Task Three_reasons_for_an_empty_list_are_told_apart()
    {
        await using var server = await RunningServer.StartAsync();
        await StaffBrowser.CreateAccountAsync(server.Store, "empty");
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync("empty");
        Assert.Contains(
            "No lead has arrived yet",
            (await LeadListSteps.ShowAsync(browser, "?lang=en")).QuerySelector(".empty")!.TextContent,
            StringComparison.Ordinal
        );
        await server.StoreAsync("empty", TestData.Lead());
        Assert.Contains(
            "Nothing waits",
            (await LeadListSteps.ShowAsync(browser, "?lang=en")).QuerySelector(".empty")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Single((await LeadListSteps.ShowAsync(browser, "?state=valid")).QuerySelectorAll("#leads tbody tr"));
        Assert.Contains(
            "No lead fits",
            (await LeadListSteps.ShowAsync(browser, "?q=nobody&lang=en")).QuerySelector(".empty")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "No lead fits",
            (await LeadListSteps.ShowAsync(browser, "?state=corrected&lang=en")).QuerySelector(".empty")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Search_is_for_those_who_may_read_leads()
    {
        var leads = shared.Running.Services.GetRequiredService<StaffLeadQueries>();
        var nobody = new Actor("staff:nobody", "::1");
        await Assert.ThrowsAsync<NotAllowedException>(() =>
            leads.FindAsync(new StaffLeadSearch(), nobody, TestContext.Current.CancellationToken)
        );
        using var browser = new StaffBrowser(shared.Running);
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync(ConsoleRoutes.Leads)).Status);
    }
}
