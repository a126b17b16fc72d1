using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Server.Console.Corrections;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.LeadPages;
using Leadgate.Server.Staff;
using Leadgate.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Leadgate.Server.Tests.Console;

/// <summary>A form that is sent when the session has ended comes back after sign-in, and is not done by itself.</summary>
public sealed class KeptFormTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string LeadPath = "/staff/leads/1";
    private const string Typed = "كتبتُ <b>this</b>";

    [Theory]
    [InlineData("lead", "#firstName")]
    [InlineData("/staff/keys/new", "input[name=name]")]
    [InlineData("/staff/lists/CITY/new", "input[name=label]")]
    public async Task Form_comes_back_filled_after_sign_in(string path, string field)
    {
        if (path == "lead")
            path = LeadPageEndpoints.GetPath(await SendAsync());
        var (browser, name) = await SignInAsync();
        using var _ = browser;
        var input = field == "#firstName" ? "firstName" : field.Split('=')[1].TrimEnd(']');
        var token = StaffBrowser.GetFormToken(await browser.GetAsync(path));
        await browser.SignOutAsync();

        var asked = await browser.PostAsync(path, ("form", token), (input, Typed), ("do", "save"), ("version", "1"));
        Assert.Equal(HttpStatusCode.Forbidden, asked.Status);
        Assert.NotNull(HtmlPage.Parse(asked).QuerySelector("#kept"));
        Assert.DoesNotContain("this", GetKept(asked), StringComparison.Ordinal);

        // A wrong password does not lose it either.
        var wrong = await browser.SubmitAsync(asked, "sign-in", ("name", name), ("password", "wrong words 7"));
        Assert.Equal(HttpStatusCode.Forbidden, wrong.Status);
        var signedIn = await browser.SubmitAsync(wrong, "sign-in", ("name", name), ("password", StaffBrowser.Password));
        Assert.Equal(HttpStatusCode.OK, signedIn.Status);
        var back = await browser.SubmitAsync(signedIn, "kept");
        Assert.Equal(HttpStatusCode.BadRequest, back.Status);
        Assert.Equal(Typed, HtmlPage.Parse(back).QuerySelector<IHtmlInputElement>("main " + field)!.Value);
        Assert.Empty(HtmlPage.Parse(back).QuerySelectorAll("main b"));
        if (input != "firstName")
            return;
        var saved = await browser.SubmitAsync(back, "lead", ("do", "save"));
        Assert.Equal((HttpStatusCode.SeeOther, path), (saved.Status, saved.Location));
        Assert.Equal(Typed, HtmlPage.Parse(await browser.GetAsync(path)).QuerySelector<IHtmlInputElement>("#firstName")!.Value);
    }

    [Fact]
    public async Task Correction_of_many_leads_is_asked_about_again()
    {
        var (browser, name) = await SignInAsync();
        using var _ = browser;
        var form = await browser.GetAsync(CorrectEndpoints.Correct + "?field=customerCity&value=Nowhere");
        var token = StaffBrowser.GetFormToken(form);
        var jeddah = HtmlPage.Parse(form).QuerySelectorAll("#replacement option").Single(option => option.TextContent == "Jeddah (Makkah)");
        (string, string)[] fields =
        [
            ("form", token),
            ("field", "customerCity"),
            ("value", "Nowhere"),
            ("replacement", jeddah.GetAttribute("value")!),
            ("remember", "yes"),
            ("confirmed", "yes"),
        ];
        await browser.SignOutAsync();
        var asked = await browser.PostAsync(CorrectEndpoints.Correct, fields);
        var signedIn = await browser.SubmitAsync(asked, "sign-in", ("name", name), ("password", StaffBrowser.Password));
        var back = HtmlPage.Parse(await browser.SubmitAsync(signedIn, "kept"));
        Assert.Equal("0", back.QuerySelector("#become-valid")!.TextContent);
        Assert.True(back.QuerySelector<IHtmlInputElement>("#remember")!.IsChecked);
    }

    /// <summary>Every step of the sign-in, in either language and after a wrong password, takes the form along wherever it leads.</summary>
    [Fact]
    public async Task Every_link_of_the_sign_in_keeps_the_form()
    {
        var (browser, name) = await SignInAsync();
        using var _ = browser;
        await browser.SignOutAsync();
        var asked = await browser.PostAsync(LeadPath + "?lang=en", ("firstName", Typed));
        var arabic = await FollowAsync(asked, "language");
        Assert.Equal((HttpStatusCode.OK, "ar"), (arabic.Status, HtmlPage.Parse(arabic).DocumentElement.GetAttribute("lang")));
        var wrong = await browser.SubmitAsync(arabic, "sign-in", ("name", name), ("password", "wrong words 7"));
        var english = await FollowAsync(wrong, "language");
        Assert.Equal("en", HtmlPage.Parse(english).DocumentElement.GetAttribute("lang"));

        // The second step, and back from it.
        var factor = await shared
            .Running.Services.GetRequiredService<SecondFactor>()
            .EnableAsync(name, "Leadgate", AuditEvent.FromCommand(AuditActions.StaffTotpEnable), TestContext.Current.CancellationToken);
        var code = await FollowAsync(
            await browser.SubmitAsync(english, "sign-in", ("name", name), ("password", StaffBrowser.Password)),
            "language"
        );
        Assert.NotNull(HtmlPage.Parse(code).QuerySelector("input[name=code]"));
        var back = await FollowAsync(code, "back");
        Assert.NotNull(HtmlPage.Parse(back).QuerySelector("input[name=password]"));
        code = await browser.SubmitAsync(back, "sign-in", ("name", name), ("password", StaffBrowser.Password));
        var entered = await browser.SubmitAsync(code, "sign-in", ("code", factor!.RecoveryCodes[0]));
        var signedIn = await FollowAsync(entered, "language", isSignedIn: true);
        Assert.Equal("en", HtmlPage.Parse(signedIn).DocumentElement.GetAttribute("lang"));
        Assert.Equal(Typed, HtmlPage.Parse(signedIn).QuerySelector<IHtmlInputElement>("form#kept input[name=firstName]")!.Value);

        // Signed out again before it was sent.
        await browser.SignOutAsync();
        var signedOut = await FollowAsync(signedIn, "language", isSignedIn: true);
        Assert.Equal((HttpStatusCode.Forbidden, GetKept(asked)), (signedOut.Status, GetKept(signedOut)));

        // Somebody else signed in.
        var other = "kept-other-" + name[5..];
        await StaffBrowser.CreateAccountAsync(shared.Running.Store, other);
        await browser.SignInAsync(other);
        var refused = await FollowAsync(signedIn, "language", isSignedIn: true);
        Assert.Equal((HttpStatusCode.BadRequest, GetKept(asked)), (refused.Status, GetKept(refused)));
        var again = await browser.SubmitAsync(refused, "sign-in", ("name", other), ("password", StaffBrowser.Password));
        Assert.Equal(Typed, HtmlPage.Parse(again).QuerySelector<IHtmlInputElement>("form#kept input[name=firstName]")!.Value);

        async Task<BrowserResponse> FollowAsync(BrowserResponse page, string link, bool isSignedIn = false)
        {
            var html = HtmlPage.Parse(page);

            // Of the other links, one leads within the page, and one opens another window.
            if (!isSignedIn)
                Assert.Empty(html.QuerySelectorAll("a:not([target=_blank]):not([href^='#'])"));
            var button = html.QuerySelector<IHtmlButtonElement>("button#" + link)!;
            Assert.Equal(CarriedForm.Id, button.Form!.Id);
            return await browser.PostAsync(
                button.GetAttribute("formaction")!,
                [.. button.Form.QuerySelectorAll<IHtmlInputElement>("input").Select(input => (input.Name!, input.Value))]
            );
        }
    }

    [Theory]
    [InlineData("cross-site", LeadPath)]
    [InlineData(null, LeadPath)]
    [InlineData("same-origin", "/staff/accounts/new")]
    [InlineData("same-origin", "/staff/persons")]
    public async Task Form_of_another_site_or_with_secrets_is_not_kept(string? site, string path)
    {
        using var browser = new StaffBrowser(shared.Running);
        if (site is not null)
            browser.Headers.Add("Sec-Fetch-Site", site);
        var page = await browser.PostAsync(path, ("name", Typed));
        Assert.Equal(HttpStatusCode.Redirect, page.Status);
        Assert.StartsWith(Routes.StaffSignIn, page.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_this_service_did_not_encrypt_is_ignored()
    {
        var (browser, name) = await SignInAsync();
        using var _ = browser;
        await browser.SignOutAsync();
        var asked = await browser.PostAsync(LeadPath, ("firstName", Typed));
        var changed = GetKept(asked);
        foreach (var kept in (string[])["", "{}", "not base64!", changed[..^4] + "AAAA"])
        {
            var signedIn = await browser.SubmitAsync(
                asked,
                "sign-in",
                ("name", name),
                ("password", StaffBrowser.Password),
                (KeptForms.Field, kept)
            );
            Assert.Equal((kept, HttpStatusCode.SeeOther), (kept, signedIn.Status));
        }
    }

    /// <summary>Whoever signs in at a provider does so in another window, and then comes back to the one with the form.</summary>
    [Fact]
    public async Task Form_waits_for_a_sign_in_in_another_window()
    {
        var (browser, name) = await SignInAsync();
        using var _ = browser;
        await browser.SignOutAsync();
        var asked = await browser.PostAsync(LeadPath, ("firstName", Typed));
        var (kept, token) = (GetKept(asked), StaffBrowser.GetFormToken(asked));
        var early = await browser.PostAsync(StaffEndpoints.Resume, ("form", token), (KeptForms.Field, kept));
        Assert.Equal(HttpStatusCode.Forbidden, early.Status);
        Assert.Equal(kept, GetKept(early));
        await browser.SignInAsync(name);
        var back = await browser.PostAsync(StaffEndpoints.Resume, ("form", token), (KeptForms.Field, kept));
        Assert.Equal(HttpStatusCode.OK, back.Status);
        Assert.Equal(Typed, HtmlPage.Parse(back).QuerySelector<IHtmlInputElement>("form#kept input[name=firstName]")!.Value);
    }

    private static string GetKept(BrowserResponse page) =>
        HtmlPage.Parse(page).QuerySelector<IHtmlInputElement>($"input[name={KeptForms.Field}]")!.Value;

    private async Task<long> SendAsync()
    {
        var bulk = await shared.Client.PostAsync(TestData.Bulk(TestData.Lead(("firstName", (JsonNode)"Old"))));
        return (await shared.Client.ReadBulkAsync(bulk)).GetProperty("leads")[0].GetProperty("leadExternalId").GetInt64();
    }

    private async Task<(StaffBrowser Browser, string Name)> SignInAsync()
    {
        var name = "kept-" + Guid.NewGuid().ToString("N")[..12];
        var browser = await StaffBrowser.SignInAsync(shared.Running, name, StaffRole.Admin);
        browser.Headers.Add("Sec-Fetch-Site", "same-origin");
        return (browser, name);
    }
}
