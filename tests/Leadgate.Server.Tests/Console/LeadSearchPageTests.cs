using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Search;
using Leadgate.Domain.Staff;
using Leadgate.Server.Access;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Leads;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Leadgate.Server.Tests.Console;

/// <summary>What the list of leads reads from the store, on every store.</summary>
public abstract class LeadSearchPageTests(SharedServer shared)
{
    private const string Hostile = "<img src=x onerror=alert(1)>\u202E\"'";

    [Fact]
    public async Task Search_finds_a_lead_by_every_spelling_wherever_it_is()
    {
        await shared.Running.StoreAsync(
            "search",
            TestData.Lead(
                ("firstName", "عبد الله"),
                ("lastName", "الأحمدي"),
                ("phoneNumber", "578123409"),
                ("email", "Huda.Test@example.com"),
                ("leadReference", "WEB-78123")
            ),
            TestData.Lead(("firstName", "Zoë"), ("phoneNumber", "0578123410"))
        );
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "search", StaffRole.Viewer);
        foreach (
            var text in (string[])
                [
                    "578123409",
                    "0578123409",
                    "+966 57 812 3409",
                    "٠٥٧٨١٢٣٤٠٩",
                    "huda.test@EXAMPLE.com",
                    "عبدالله",
                    "احمدي عبد الله",
                    "web-78123",
                ]
        )
        {
            var page = await LeadListSteps.ShowAsync(browser, "?q=" + Uri.EscapeDataString(text));
            Assert.Equal((text, 1), (text, page.QuerySelectorAll("#leads tbody tr").Length));
            Assert.Equal(text, ((IHtmlInputElement)page.QuerySelector("#filter-q")!).Value);
        }

        var waiting = await LeadListSteps.ShowAsync(browser, "?q=zoe&lang=en");
        var row = Assert.Single(waiting.QuerySelectorAll("#leads tbody tr"));
        Assert.Contains("0578123410", row.TextContent, StringComparison.Ordinal);
        var byId = await LeadListSteps.ShowAsync(browser, "?q=" + row.Id!["lead-".Length..]);
        Assert.Contains(row.Id, byId.QuerySelectorAll("#leads tbody tr").Select(found => found.Id));
    }

    [Fact]
    [Promise("12.6")]
    public async Task What_is_on_the_list_is_what_is_exported_in_its_order()
    {
        var server = shared.Running;
        await server.StoreAsync(
            "exports",
            TestData.Lead(("firstName", "Noura"), ("customerCity", "Dammqm"), ("leadReference", "=1+1")),
            TestData.Lead(("firstName", "Salma")),
            TestData.Lead(("firstName", "Huda"), ("customerCity", "Dammqm"), ("phoneNumber", "55"))
        );
        using var browser = await StaffBrowser.SignInAsync(server, "exports", StaffRole.Viewer);
        foreach (
            var (filters, names) in (KeyValuePair<string, string[]>[])
                [
                    new("?sender=exports", ["Noura", "Huda"]),
                    new("?sender=exports&order=newest&cursor=999999", ["Huda", "Noura"]),
                    new("?state=all&sender=exports", ["Huda", "Salma", "Noura"]),
                    new("?state=valid&sender=exports", ["Salma"]),
                    new("?q=salma&sender=exports", ["Salma"]),
                    new("?field=phoneNumber&sender=exports", ["Huda"]),
                    new("?code=not-in-list&sender=exports&to=2020-01-01", []),
                ]
        )
        {
            var page = await LeadListSteps.ShowAsync(browser, filters + (filters.Contains("cursor") ? "&lang=ar" : "&lang=en"));
            var link = page.QuerySelector("#export-csv")?.GetAttribute("href") ?? "/staff/leads/export.csv" + filters;
            Assert.DoesNotContain("cursor", link, StringComparison.Ordinal);
            var rows = Encoding.UTF8.GetString(await browser.DownloadAsync(link)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            var column = Array.FindIndex(rows[0].Split(','), header => header is "First name" or "الاسم الأول");
            Assert.Equal(names, rows.Skip(1).Select(row => row.Split(',')[column]));
            Assert.Equal(names.Length == 0, page.QuerySelector("#export-xlsx") is null);
        }

        var csv = Encoding.UTF8.GetString(await browser.DownloadAsync("/staff/leads/export.csv?sender=exports"));
        Assert.StartsWith("\uFEFF", csv, StringComparison.Ordinal);
        Assert.Contains(",'=1+1,", csv, StringComparison.Ordinal);
        using (var workbook = new ZipArchive(new MemoryStream(await browser.DownloadAsync("/staff/leads/export.xlsx?sender=exports"))))
        using (var sheet = new StreamReader(workbook.GetEntry("xl/worksheets/sheet1.xml")!.Open()))
            Assert.Contains("Noura", await sheet.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // An address that is not understood is explained by the page, and nothing is exported without a session.
        Assert.Equal("/staff/leads?brand=none", (await browser.GetAsync("/staff/leads/export.csv?brand=none")).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/staff/leads/export.ndjson")).Status);
        using var nobody = new StaffBrowser(server);
        Assert.StartsWith(Routes.StaffSignIn, (await nobody.GetAsync("/staff/leads/export.csv")).Location, StringComparison.Ordinal);
        var entries = await server.Store.Audit.ReadAsync(0, 1000, TestContext.Current.CancellationToken);
        Assert.Equal(
            8,
            entries.Count(entry => entry.Event is { Action: AuditActions.LeadsExport, Actor: "staff:exports", Detail: "list as csv" })
        );

        // However few are read at once, all come.
        var search = new StaffLeadSearch
        {
            Filter = new LeadFilter { Sender = "exports" },
            Limit = 1,
        };
        var queries = server.Services.GetRequiredService<StaffLeadQueries>();
        var found = queries.ReadAllAsync(search, Actor.CommandLine, TestContext.Current.CancellationToken);
        Assert.Equal(3, (await found.ToListAsync(TestContext.Current.CancellationToken)).Sum(leads => leads.Count));
    }

    [Fact]
    public async Task Corrected_leads_are_found_by_the_day_of_their_correction()
    {
        var server = shared.Running;
        await shared.Running.StoreAsync(
            "corrected",
            TestData.Lead(("customerCity", "Dammqm")),
            TestData.Lead(("customerCity", "Dammqm")),
            TestData.Lead()
        );
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "corrected", StaffRole.Viewer);
        var waiting = LeadListSteps.ReadIds(await LeadListSteps.ShowAsync(browser, "?sender=corrected"));
        var key = await server.CreateKeyAsync("corrected", "leads:correct");
        using var request = new HttpRequestMessage(HttpMethod.Patch, "/api/v1/leads/" + waiting[1]["lead-".Length..])
        {
            Content = new StringContent("""{"customerCity":"Dammam"}"""),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/merge-patch+json");
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        request.Headers.Add(Headers.ApiKey, key.Text);
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        var page = await LeadListSteps.ShowAsync(browser, "?state=corrected&sender=corrected&lang=en");
        Assert.Equal([waiting[1]], LeadListSteps.ReadIds(page));
        Assert.Contains("Corrected", page.QuerySelector("#leads tbody .badge")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(LeadListSteps.ReadIds(await LeadListSteps.ShowAsync(browser, "?state=corrected&sender=corrected&to=2020-01-01")));
        Assert.Empty(LeadListSteps.ReadIds(await LeadListSteps.ShowAsync(browser, "?state=corrected&sender=pages-newest")));
    }

    [Fact]
    public async Task Views_are_saved_used_and_deleted_by_their_owner_only()
    {
        await shared.Running.StoreAsync("views", TestData.Lead(("customerCity", "Dammqm")), TestData.Lead(("phoneNumber", "12")));
        using var browser = await StaffBrowser.SignInAsync(shared.Running, "views", StaffRole.Viewer);
        const string filters = "?state=all&field=customerCity&sender=views&q=Dammqm&cursor=999999&lang=en";
        var page = await browser.GetAsync(ConsoleRoutes.Leads + filters);
        var empty = await browser.SubmitAsync(page, "save-view", ("view", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.NotNull(HtmlPage.Parse(empty).QuerySelector("#views details[open] #view-error"));
        var saved = await browser.SubmitAsync(page, "save-view", ("view", Hostile));
        Assert.Equal((HttpStatusCode.SeeOther, ConsoleRoutes.Leads + filters), (saved.Status, saved.Location));

        // What was searched for may be a person's number, and the place in the list passes.
        var link = Assert.Single((await LeadListSteps.ShowAsync(browser, "")).QuerySelectorAll("#views a"));
        Assert.Contains("[RLO]", link.TextContent, StringComparison.Ordinal);
        Assert.Equal("/staff/leads?state=all&field=customerCity&sender=views", link.GetAttribute("href"));
        var shown = HtmlPage.Parse(page = await browser.GetAsync(link.GetAttribute("href")!));
        Assert.Single(shown.QuerySelectorAll("#leads tbody tr"));
        Assert.Equal("page", shown.QuerySelector("#views a")!.GetAttribute("aria-current"));
        Assert.Empty(shown.QuerySelectorAll("main img"));
        using var other = await StaffBrowser.SignInAsync(shared.Running, "views-of-nobody", StaffRole.Viewer);
        Assert.Empty((await LeadListSteps.ShowAsync(other, "")).QuerySelectorAll("#views a"));

        // The same name again replaces the view; too many others are refused.
        await browser.SubmitAsync(page, "save-view", ("view", Hostile));
        for (var i = 1; i < StaffView.MaxPerPerson; i++)
            await browser.SubmitAsync(page, "save-view", ("view", $"View {i}"));
        var refused = await browser.SubmitAsync(page, "save-view", ("view", "One more"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Delete one first", refused.Text, StringComparison.Ordinal);
        Assert.Equal("One more", HtmlPage.Parse(refused).QuerySelector<IHtmlInputElement>("#view")!.Value);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SubmitAsync(page, "save-view", ("view", "View 1"))).Status);

        page = await browser.GetAsync(ConsoleRoutes.Leads);
        await browser.SubmitAsync(page, "delete-view", ("delete", Hostile));
        Assert.Equal(StaffView.MaxPerPerson - 1, (await LeadListSteps.ShowAsync(browser, "")).QuerySelectorAll("#views a").Length);
        Assert.Equal(
            [("staff-view-save", StaffView.MaxPerPerson + 2), ("staff-view-delete", 1)],
            (await shared.Running.Store.Audit.ReadAsync(0, 10_000, TestContext.Current.CancellationToken))
                .Where(entry => entry.Event.Actor == "staff:views" && entry.Event.Action.StartsWith("staff-view", StringComparison.Ordinal))
                .GroupBy(entry => entry.Event.Action)
                .Select(group => (group.Key, group.Count()))
        );
    }
}
