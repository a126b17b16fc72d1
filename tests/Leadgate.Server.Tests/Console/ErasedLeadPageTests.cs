using System.Net;
using Leadgate.Domain.Staff;
using Leadgate.Server.Console.LeadPages;
using Leadgate.Server.Tests.Support;
using static Leadgate.Server.Tests.Console.LeadPageSteps;

namespace Leadgate.Server.Tests.Console;

/// <summary>The page of a lead whose person was erased, perhaps while somebody was correcting it.</summary>
public sealed class ErasedLeadPageTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string List = "?list=order%3Dnewest";

    [Theory]
    [InlineData("save", true, "en", "What you typed was not stored")]
    [InlineData("next", true, "ar", "لم يُحفظ ما كتبته")]
    [InlineData("check", true, "en", "What you typed was not stored")]
    [InlineData("lists", true, "ar", "لم يُحفظ ما كتبته")]
    [InlineData("save", false, "en", "What you typed was not stored")]
    public async Task Form_of_a_lead_that_was_erased_meanwhile_says_so_and_shows_nothing_again(
        string action,
        bool hasToken,
        string language,
        string words
    )
    {
        var phone = $"5876543{10 + action.Length + (hasToken ? 0 : 20)}";
        var id = await shared.SendLeadAsync(("phoneNumber", phone), ("firstName", "Hala"), ("customerCity", "Nowhere"));
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        browser.Headers.Add("Sec-Fetch-Site", "same-origin");
        browser.Headers.Add("Accept-Language", language);
        var page = HtmlPage.Parse(await browser.GetAsync(LeadPageEndpoints.GetPath(id) + List));
        await shared.Running.EraseAsync(phone);

        (string, string)[] typed = [("lastName", "Typedname"), ("do", action)];
        var answer = await PostAsync(browser, page, id, hasToken ? typed : [.. typed, ("form", "old")]);
        Assert.Equal(HttpStatusCode.Gone, answer.Status);
        Assert.Contains(words, answer.Text, StringComparison.Ordinal);
        Assert.All((string[])["Typedname", "Hala", phone], text => Assert.DoesNotContain(text, answer.Text, StringComparison.Ordinal));
        Assert.Equal("/staff/leads?order=newest", HtmlPage.Parse(answer).QuerySelector("main #back")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("en", "The personal data of this lead was erased")]
    [InlineData("ar", "حُذفت البيانات الشخصية")]
    public async Task Page_of_an_erased_lead_says_that_it_was_erased(string language, string words)
    {
        var phone = "58765439" + language.Length + language[0] % 10;
        var id = await shared.SendLeadAsync(("phoneNumber", phone), ("firstName", "Hala"));
        await shared.Running.EraseAsync(phone);
        using var browser = await shared.SignInAsync(StaffRole.Viewer);
        var page = await browser.GetAsync(LeadPageEndpoints.GetPath(id) + "?lang=" + language);
        Assert.Equal(HttpStatusCode.Gone, page.Status);
        Assert.Contains(words, HtmlPage.Parse(page).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Hala", page.Text, StringComparison.Ordinal);
        Assert.Equal("/staff/leads", HtmlPage.Parse(page).QuerySelector("main #back")!.GetAttribute("href"));
    }

    /// <summary>The lead is that of somebody else, who is still in it.</summary>
    [Theory]
    [InlineData("save", true)]
    [InlineData("check", true)]
    [InlineData("lists", true)]
    [InlineData("save", false)]
    public async Task What_was_erased_from_the_lead_of_somebody_else_is_not_shown_or_stored_again(string action, bool hasToken)
    {
        var phone = $"5776543{10 + action.Length + (hasToken ? 0 : 20)}";
        var id = await shared.SendLeadAsync(("phoneNumber", "512345678"), ("leadNote", $"Call 0{phone} instead"));
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        browser.Headers.Add("Sec-Fetch-Site", "same-origin");
        var page = HtmlPage.Parse(await browser.GetAsync(LeadPageEndpoints.GetPath(id) + List));
        await shared.Running.EraseAsync(phone);

        (string, string)[] typed = [("occupation", "Pilot"), ("do", action)];
        var answer = await PostAsync(browser, page, id, hasToken ? typed : [.. typed, ("form", "old")]);
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("Personal data was erased from this lead", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(phone, answer.Text, StringComparison.Ordinal);
        Assert.Equal(LeadPageEndpoints.GetPath(id) + List, HtmlPage.Parse(answer).QuerySelector("main #open")!.GetAttribute("href"));
        Assert.DoesNotContain(phone, (await shared.ReadLeadAsync(id)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_of_another_site_does_not_learn_that_a_lead_was_erased()
    {
        var id = await shared.SendLeadAsync(("phoneNumber", "587654388"));
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        await shared.Running.EraseAsync("587654388");
        browser.Headers.Add("Sec-Fetch-Site", "cross-site");
        var page = await browser.PostAsync(LeadPageEndpoints.GetPath(id) + "?lang=en", ("form", "old"), ("do", "save"));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("This page expired", page.Text, StringComparison.Ordinal);
    }
}
