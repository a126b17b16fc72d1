using System.Net;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Staff;
using Leadgate.Server.Console.LeadPages;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Lists;
using Leadgate.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static Leadgate.Server.Tests.Console.LeadPageSteps;

namespace Leadgate.Server.Tests.Console;

/// <summary>A form of somebody whose role was changed while they filled it in shows what they typed, to copy.</summary>
public sealed class ForbiddenFormTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Secret = "invented secret 8";

    public static TheoryData<string, string, string> Forms { get; } =
        new()
        {
            { "/staff/keys/new", "name=dealer 7&scopes=leads:write&scopes=leads:read&leadsPerMinute=90&state=0", KeyInArabic },
            {
                "/staff/keys/1",
                "requestsPerMinute=12&preferences=return=representation&state=",
                "الطلبات في الدقيقة: 12|التفضيلات الافتراضية: return=representation"
            },
            { "/staff/accounts/new", $"name=noura&role=agent&password={Secret}", "اسم المستخدم: noura|الدور: موظف متابعة" },
            { "/staff/accounts/of/noura/role", "role=viewer&expected=agent", "الدور: اطلاع فقط" },
            {
                "/staff/lists/CITY/new",
                "label=<b>Town</b>&labelAr=بلدة&parent={region}&aliases=one",
                "التسمية بالإنجليزية: <b>Town</b>|التسمية بالعربية: بلدة|يتبع: {region}|الأسماء البديلة: one"
            },
            { "/staff/lists/CITY/1", "label=Town&seen=abc&isActive=on", "التسمية بالإنجليزية: Town" },
            { "/staff/lists/CITY/1/position", "position=3&order=x", "الموضع في القائمة: 3" },
            {
                "/staff/correct",
                "field=customerRegion&value=Nowhere&replacement=%23{region}&remember=yes",
                "الحقل: المنطقة|القيمة الخطأ: Nowhere|القيمة الصحيحة: {region}"
            },
            {
                "/staff/imports/1/check/values",
                "field-0=customerCity&value-0=Damam&to-0=Dammam&field-1=customerCity&value-1=Jaddeh&to-1=",
                "المدينة: Damam: Dammam"
            },
            {
                "/staff/imports/1/check/rows",
                "row=4&shown-firstName=Rem&cell-firstName=Reem&shown-leadNote=n&cell-leadNote=n&shown-customerCity=x&cell-customerCity=",
                "الاسم الأول: Reem|المدينة: (فارغ)"
            },
            { "/staff/imports/1/columns", "constant-priority=Hot&column-0=firstName&headers=x", "الأولوية: ساخن" },
        };

    private const string KeyInArabic = "الاسم: dealer 7|صلاحياته: leads:write، leads:read|العملاء المحتملون في الدقيقة: 90";

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task What_was_typed_is_shown_to_whoever_lost_the_role_meanwhile(string path, string typed, string shown)
    {
        var region = shared.Running.Services.GetRequiredService<ListCatalogCache>().Catalog[ReferenceLists.Region].Active[0];
        typed = typed.Replace("{region}", $"{region.Value}", StringComparison.Ordinal);
        shown = shown.Replace("{region}", region.LabelAr, StringComparison.Ordinal);
        using var browser = await StaffBrowser.SignInAsync(shared.Running, CreateName(out var name), StaffRole.Admin);
        browser.Headers.Add("Sec-Fetch-Site", "same-origin");
        var token = StaffBrowser.GetFormToken(await browser.GetAsync(ConsoleRoutes.Me));
        await DemoteAsync(name);

        var page = await browser.PostAsync(path + "?lang=ar", [("form", token), .. Split(typed)]);
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("تواصل مع مدير النظام", page.Text, StringComparison.Ordinal);
        Assert.Contains("لم يُحفظ شيء", page.Text, StringComparison.Ordinal);
        var html = HtmlPage.Parse(page);
        var titles = html.QuerySelectorAll("#typed dt").Select(title => title.TextContent.Trim());
        var texts = html.QuerySelectorAll("#typed dd").Select(text => text.TextContent.Trim());
        Assert.Equal(shown, string.Join('|', titles.Zip(texts, (title, text) => $"{title}: {text}")));
        Assert.DoesNotContain(Secret, page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cross-site", true)]
    [InlineData(null, true)]
    [InlineData("same-origin", false)]
    public async Task Form_of_another_site_or_without_a_token_is_not_shown(string? site, bool hasToken)
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, CreateName(out _), StaffRole.Viewer);
        if (site is not null)
            browser.Headers.Add("Sec-Fetch-Site", site);
        var token = hasToken ? StaffBrowser.GetFormToken(await browser.GetAsync(ConsoleRoutes.Me)) : "old";
        var page = await browser.PostAsync("/staff/keys/new?lang=en", ("form", token), ("name", "dealer 7"));
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.DoesNotContain("dealer 7", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/staff/accounts/of/noura/password", "password")]
    [InlineData("/staff/persons", "phone")]
    public async Task Password_and_the_number_of_a_person_are_not_shown(string path, string field)
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, CreateName(out _), StaffRole.Viewer);
        browser.Headers.Add("Sec-Fetch-Site", "same-origin");
        var token = StaffBrowser.GetFormToken(await browser.GetAsync(ConsoleRoutes.Me));
        var page = await browser.PostAsync(path, ("form", token), (field, Secret));
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.DoesNotContain(Secret, page.Text, StringComparison.Ordinal);
    }

    /// <summary>The role may also end between the check of the route and that of what is to be done.</summary>
    [Fact]
    public async Task Alias_that_only_an_administrator_may_remember_is_refused_with_what_was_typed()
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, CreateName(out _), StaffRole.Agent);
        browser.Headers.Add("Sec-Fetch-Site", "same-origin");
        var token = StaffBrowser.GetFormToken(await browser.GetAsync(ConsoleRoutes.Me));
        var city = shared.Running.Services.GetRequiredService<ListCatalogCache>().Catalog[ReferenceLists.City].Active[0];
        var page = await browser.PostAsync(
            "/staff/correct?lang=en",
            ("form", token),
            ("field", "customerCity"),
            ("value", "Nowhere"),
            ("replacement", $"#{city.Value}"),
            ("remember", "yes"),
            ("confirmed", "yes")
        );
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        var texts = HtmlPage.Parse(page).QuerySelectorAll("#typed dd").Select(text => text.TextContent.Trim());
        Assert.Equal(["City", "Nowhere", city.Label], texts);
    }

    /// <summary>A form that had expired does nothing, and the correction without its alias is the agent's to do.</summary>
    [Fact]
    public async Task Correction_that_comes_back_to_somebody_who_may_not_remember_it_any_more_is_shown()
    {
        using var browser = await StaffBrowser.SignInAsync(shared.Running, CreateName(out _), StaffRole.Agent);
        browser.Headers.Add("Sec-Fetch-Site", "same-origin");
        var city = shared.Running.Services.GetRequiredService<ListCatalogCache>().Catalog[ReferenceLists.City].Active[0];
        var page = await browser.PostAsync(
            "/staff/correct?lang=en",
            ("form", "too old"),
            ("field", "customerCity"),
            ("value", "Nowhere"),
            ("replacement", $"#{city.Value}"),
            ("remember", "yes"),
            ("confirmed", "yes")
        );
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var html = HtmlPage.Parse(page);
        Assert.Equal($"#{city.Value}", html.QuerySelector("#confirm input[name=replacement]")!.GetAttribute("value"));
        Assert.Null(html.QuerySelector("#remember"));
    }

    [Fact]
    public async Task Form_of_a_lead_that_was_saved_meanwhile_shows_only_what_was_typed()
    {
        var id = await shared.SendLeadAsync(("firstName", "Old"), ("lastName", "Old"));
        using var agent = await shared.SignInAsync(StaffRole.Agent);
        await PostAsync(agent, await GetAsync(agent, id), id, ("lastName", "Theirs"), ("do", "save"));
        using var browser = await shared.SignInAsync(StaffRole.Viewer);
        browser.Headers.Add("Sec-Fetch-Site", "same-origin");
        var refused = await browser.PostAsync(
            LeadPageEndpoints.GetPath(id) + "?lang=en",
            ("form", GetValue(await GetAsync(browser, id), "form")),
            ("version", "1"),
            ("firstName", "Typed"),
            ("lastName", "Old"),
            ("do", "save")
        );
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal(["Typed"], HtmlPage.Parse(refused).QuerySelectorAll("#typed dd").Select(one => one.TextContent.Trim()));
    }

    private static IEnumerable<(string, string)> Split(string form) =>
        form.Split('&').Select(field => field.Split('=', 2)).Select(field => (field[0], Uri.UnescapeDataString(field[1])));

    private static string CreateName(out string name) => name = "forbidden-" + Guid.NewGuid().ToString("N")[..12];

    private async Task DemoteAsync(string name) =>
        Assert.True(
            await shared.Running.Store.Staff.SetRoleAsync(
                name,
                StaffRole.Admin,
                StaffRole.Viewer,
                keepsAnAdmin: false,
                AuditEvent.FromCommand(AuditActions.StaffRole, "staff:" + name),
                TestContext.Current.CancellationToken
            )
        );
}
