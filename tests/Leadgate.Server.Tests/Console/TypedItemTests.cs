using System.Net;
using Leadgate.Domain.Staff;
using Leadgate.Server.Tests.Support;
using static Leadgate.Server.Tests.Console.LeadPageSteps;

namespace Leadgate.Server.Tests.Console;

/// <summary>Typing an item of a long list in the form of a lead.</summary>
public sealed class TypedItemTests(SharedServer shared) : IClassFixture<SharedServer>
{
    /// <summary>A list of choices is searched by its first letters, and in the language of the page only.</summary>
    [Theory]
    [InlineData("en", "جدة")]
    [InlineData("ar", "jeddah")]
    [InlineData("ar", "#999999|جدة")]
    public async Task Item_of_a_long_list_can_be_typed_in_either_language_in_place_of_the_choice(string language, string typed)
    {
        var id = await shared.SendLeadAsync(("customerRegion", "Riyadh"), ("customerCity", "Riyadh"));
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        browser.Headers.Add("Accept-Language", language);
        var page = await GetAsync(browser, id);
        Assert.Null(page.QuerySelector("[name='text:priority']"));
        var label = page.QuerySelector("label[for=customerCity-text]")!.TextContent;
        Assert.Contains(page.QuerySelector("label[for=customerCity]")!.TextContent, label, StringComparison.Ordinal);

        // The region comes first, and the city is looked up below it.
        foreach (var text in typed.Split('|'))
        {
            page = HtmlPage.Parse(
                await PostAsync(browser, page, id, ("text:customerRegion", "Makkah"), ("text:customerCity", text), ("do", "check"))
            );
        }

        Assert.Equal("", GetValue(page, "text:customerCity"));
        Assert.StartsWith("#", GetValue(page, "customerCity"), StringComparison.Ordinal);
        var saved = await PostAsync(browser, page, id, ("do", "save"));
        Assert.Equal(HttpStatusCode.SeeOther, saved.Status);
        var lead = await shared.ReadLeadAsync(id);
        Assert.Equal(("Makkah", "Jeddah"), ((string)lead["customerRegion"]!, (string)lead["customerCity"]!));
    }

    [Fact]
    public async Task Text_that_is_no_item_of_a_long_list_stays_to_be_seen_with_what_is_similar()
    {
        var id = await shared.SendLeadAsync(("customerRegion", "Makkah"), ("customerCity", "Jeddah"));
        using var browser = await shared.SignInAsync(StaffRole.Agent);
        var page = await GetAsync(browser, id);
        var refused = await PostAsync(browser, page, id, ("text:customerCity", "Jaddeh"), ("do", "save"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        page = HtmlPage.Parse(refused);
        Assert.Equal("=Jaddeh", GetValue(page, "customerCity"));
        Assert.Contains(page.QuerySelectorAll("[data-field=customerCity] button[name=pick]"), button => button.TextContent == "Jeddah");
    }

    [Fact]
    public async Task Typed_item_comes_to_the_conflict_as_if_it_had_been_chosen()
    {
        var id = await shared.SendLeadAsync(("customerRegion", "Makkah"), ("customerCity", "Jeddah"));
        using var first = await shared.SignInAsync(StaffRole.Agent);
        using var second = await shared.SignInAsync(StaffRole.Agent);
        var (mine, theirs) = (await GetAsync(second, id), await GetAsync(first, id));
        await PostAsync(first, theirs, id, ("firstName", "Theirs"), ("do", "save"));
        var refused = await PostAsync(second, mine, id, ("text:customerCity", "الطائف"), ("do", "save"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        var conflict = HtmlPage.Parse(refused);
        Assert.StartsWith("#", GetValue(conflict, "customerCity"), StringComparison.Ordinal);
        await PostAsync(second, conflict, id, ("do", "save"));
        var lead = await shared.ReadLeadAsync(id);
        Assert.Equal(("Theirs", "Taif"), ((string)lead["firstName"]!, (string)lead["customerCity"]!));
    }
}
