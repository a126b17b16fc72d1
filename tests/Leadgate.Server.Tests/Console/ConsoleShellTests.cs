using System.Net;
using AngleSharp.Html.Dom;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Console;

/// <summary>What all pages of the console have around their content.</summary>
public sealed class ConsoleShellTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task Language_is_remembered_and_can_be_overridden_by_a_link()
    {
        using var browser = await SignInAsync("shell-language");
        var english = Parse(await browser.GetAsync(ConsoleRoutes.Me));
        Assert.Equal("en", english.DocumentElement.GetAttribute("lang"));
        var choice = await browser.GetAsync(english.QuerySelector("#language")!.GetAttribute("href")!);
        Assert.Equal((HttpStatusCode.SeeOther, ConsoleRoutes.Me), (choice.Status, choice.Location));

        var arabic = Parse(await browser.GetAsync(ConsoleRoutes.Me));
        Assert.Equal(("ar", "rtl"), (arabic.DocumentElement.GetAttribute("lang"), arabic.DocumentElement.GetAttribute("dir")));
        Assert.Equal("en", Parse(await browser.GetAsync(ConsoleRoutes.Me + "?lang=en")).DocumentElement.GetAttribute("lang"));
        Assert.Equal("ar", Parse(await browser.GetAsync(ConsoleRoutes.Me)).DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Language_link_keeps_the_query_of_the_page()
    {
        using var browser = await SignInAsync("shell-query");
        var page = Parse(await browser.GetAsync(ConsoleRoutes.Me + "?q=%D9%85%26x&lang=en"));
        var choice = await browser.GetAsync(page.QuerySelector("#language")!.GetAttribute("href")!);
        Assert.Equal(ConsoleRoutes.Me + "?q=%D9%85%26x", choice.Location);
    }

    [Fact]
    public async Task Theme_and_other_choices_are_kept_and_said_once()
    {
        using var browser = await SignInAsync("shell-theme");
        var token = StaffBrowser.GetFormToken(await browser.GetAsync(ConsoleRoutes.Me));
        var saved = await browser.PostAsync(ConsoleRoutes.Me, ("form", token), ("language", "en"), ("theme", "dark"), ("hijri", "on"));
        Assert.Equal((HttpStatusCode.SeeOther, ConsoleRoutes.Me), (saved.Status, saved.Location));
        var page = Parse(await browser.GetAsync(ConsoleRoutes.Me));
        Assert.Equal("dark", page.DocumentElement.GetAttribute("data-theme"));
        Assert.Equal("off", page.Body!.GetAttribute("data-shortcuts"));
        Assert.Contains("Your settings were saved.", page.QuerySelector("#notice")!.TextContent, StringComparison.Ordinal);
        Assert.Null(Parse(await browser.GetAsync(ConsoleRoutes.Me)).QuerySelector("#notice"));
    }

    [Fact]
    public async Task Navigation_shows_only_pages_that_exist_and_the_role_may_open()
    {
        using var browser = await SignInAsync("shell-viewer");
        var links = Parse(await browser.GetAsync(ConsoleRoutes.Me))
            .QuerySelectorAll("header nav a")
            .Select(link => link.GetAttribute("href")!);
        Assert.Contains(Routes.Staff, links);
        Assert.DoesNotContain(ConsoleRoutes.Accounts, links);
        foreach (var link in links)
            Assert.Equal((link, HttpStatusCode.OK), (link, (await browser.GetAsync(link)).Status));
    }

    [Fact]
    public async Task Page_has_one_heading_a_skip_link_and_no_styles_in_attributes()
    {
        using var browser = await SignInAsync("shell-heading");
        var page = Parse(await browser.GetAsync(ConsoleRoutes.Me));
        Assert.Equal("Your settings", Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        Assert.Equal("Your settings · Leadgate · TEST", page.Title);
        Assert.NotNull(page.QuerySelector(page.QuerySelector("a.skip")!.GetAttribute("href")!));
        Assert.Empty(page.QuerySelectorAll("[style]"));
        Assert.All(
            page.QuerySelectorAll("input:not([type=hidden])"),
            field => Assert.NotNull(page.QuerySelector($"label[for='{field.Id}']"))
        );
        Assert.Contains("Times are in Riyadh.", page.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arabic_is_written_as_letters_rather_than_as_entities()
    {
        using var browser = new StaffBrowser(shared.Running);
        Assert.Contains("كلمة المرور", (await browser.GetAsync(Routes.StaffSignIn + "?lang=ar")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_address_gets_a_page_that_leads_back()
    {
        using var browser = await SignInAsync("shell-lost");
        var page = await browser.GetAsync(Routes.Staff + "/nowhere?lang=ar");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.NotNull(Parse(page).QuerySelector($"main a[href='{Routes.Staff}']"));
        using var anonymous = new StaffBrowser(shared.Running);
        Assert.Contains(
            "doesn't exist",
            WebUtility.HtmlDecode((await anonymous.GetAsync(Routes.Staff + "/nowhere")).Text),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("leadgate-preferences=%3Cscript%3E")]
    [InlineData("leadgate-preferences=theme%3Dx%22onload%3D&leadgate-notice=forged")]
    [InlineData("leadgate-notice=CfDJ8forged")]
    public async Task Cookies_written_by_hand_are_ignored(string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.StaffSignIn);
        request.Headers.Add("Cookie", cookie);
        using var answer = await shared.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = HtmlPage.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Null(page.QuerySelector("#notice"));
        Assert.Null(page.DocumentElement.GetAttribute("data-theme"));
    }

    private static IHtmlDocument Parse(BrowserResponse page) => HtmlPage.Parse(page.Text);

    private async Task<StaffBrowser> SignInAsync(string name, StaffRole role = StaffRole.Viewer)
    {
        await StaffBrowser.CreateAccountAsync(shared.Running.Store, name, role);
        var browser = new StaffBrowser(shared.Running);
        await browser.SignInAsync(name);
        return browser;
    }
}
