using System.Net;
using Leadgate.Domain.Staff;
using Leadgate.Server.Console.Corrections;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Console;

/// <summary>The page that corrects one value in all leads.</summary>
public sealed class CorrectPageTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task Value_is_corrected_in_all_leads_and_remembered()
    {
        const string wrong = "Jeddah <b>by the sea</b>";
        var leads = Enumerable.Range(0, 3).Select(_ => TestData.Lead(("customerRegion", "Makkah"), ("customerCity", wrong)));
        await shared.Client.PostAsync(TestData.Bulk(leads));
        using var browser = await SignInAsync(StaffRole.Admin);
        var address = PageContext.Link(CorrectEndpoints.Correct, ("field", "customerCity"), ("value", wrong));
        var page = HtmlPage.Parse(await browser.GetAsync(address));
        Assert.Empty(page.QuerySelectorAll("main b"));
        var jeddah = page.QuerySelectorAll("#replacement option")
            .Single(option => option.TextContent == "Jeddah (Makkah)")
            .GetAttribute("value")!;

        var preview = page;
        await Wait.UntilAsync(
            async () =>
            {
                preview = HtmlPage.Parse(await browser.GetAsync(address + "&replacement=" + Uri.EscapeDataString(jeddah)));
                return preview.QuerySelector("#become-valid")?.TextContent == "3";
            },
            "The leads were not counted."
        );
        Assert.NotNull(preview.QuerySelector("#remember"));
        var started = await browser.PostAsync(
            CorrectEndpoints.Correct,
            ("form", preview.QuerySelector("#confirm input[name=form]")!.GetAttribute("value")!),
            ("field", "customerCity"),
            ("value", wrong),
            ("replacement", jeddah),
            ("remember", "yes"),
            ("confirmed", "yes")
        );
        Assert.Equal(HttpStatusCode.SeeOther, started.Status);
        await Wait.UntilAsync(
            async () =>
                HtmlPage.Parse(await browser.GetAsync(started.Location)) is var progress
                && progress.QuerySelector("#state")!.TextContent == "Done."
                && progress.QuerySelector("#corrected")!.TextContent == "3",
            "The leads were not corrected."
        );

        var again = await shared.Client.PostAsync(TestData.Bulk(TestData.Lead(("customerRegion", "Makkah"), ("customerCity", wrong))));
        Assert.Equal("Jeddah", (await shared.Client.ReadBulkAsync(again)).GetProperty("leads")[0].GetProperty("customerCity").GetString());
    }

    [Theory]
    [InlineData("field=nothing&value=x", HttpStatusCode.NotFound)]
    [InlineData("field=customerCity&value=", HttpStatusCode.NotFound)]
    [InlineData("field=vehicles&value=x", HttpStatusCode.NotFound)]
    [InlineData("field=customerCity&value=Jedda&replacement=%3Dnowhere", HttpStatusCode.UnprocessableEntity)]
    [InlineData("field=customerCity&value=Jedda&replacement=%2399999999", HttpStatusCode.UnprocessableEntity)]
    public async Task What_cannot_be_corrected_gets_words(string query, HttpStatusCode status)
    {
        using var browser = await SignInAsync(StaffRole.Agent);
        var page = await browser.GetAsync(CorrectEndpoints.Correct + "?" + query);
        Assert.Equal((query, status), (query, page.Status));
        Assert.NotNull(HtmlPage.Parse(page).QuerySelector("main [role=alert]"));
    }

    private async Task<StaffBrowser> SignInAsync(StaffRole role)
    {
        var name = "correct-" + Guid.NewGuid().ToString("N")[..12];
        await StaffBrowser.CreateAccountAsync(shared.Running.Store, name, role);
        var browser = new StaffBrowser(shared.Running);
        await browser.SignInAsync(name);
        return browser;
    }
}
