using Leadgate.Browser.Tests.Support;
using Leadgate.Server.Console.LeadPages;

namespace Leadgate.Browser.Tests;

/// <summary>Correcting a lead on its page.</summary>
public sealed class LeadCorrectionTests(ConsoleServer server)
{
    [Theory]
    [InlineData(Way.Mouse)]
    [InlineData(Way.Keyboard)]
    [InlineData(Way.WithoutScripts)]
    public async Task City_of_another_region_is_corrected_by_the_region_that_is_suggested(Way way)
    {
        var id = await server.SendOneAsync(("customerRegion", "Riyadh"), ("customerCity", "Jeddah"));
        await using var hand = await server.UseAsync(way, ConsoleServer.Agent);
        await hand.Visit.GoToAsync(LeadPageEndpoints.GetPath(id));
        Assert.Equal("#customerCity", await hand.Find("#errors a").GetAttributeAsync("href"));
        await hand.FollowAsync("button[name=pick]:has-text('Makkah'), button[name=pick]:has-text('مكة')");
        Assert.Equal(0, await hand.Find("#errors").CountAsync());
        await hand.FollowAsync("button[name=do][value=save]:not([tabindex]) >> nth=0");
        await hand.AssertDoneAsync();
        Assert.Equal(1, await hand.Find("#revision-2").CountAsync());
    }

    [Theory]
    [InlineData(Way.Mouse)]
    [InlineData(Way.Keyboard)]
    [InlineData(Way.WithoutScripts)]
    public async Task Leads_of_a_filtered_list_are_corrected_one_after_the_other_and_cities_are_typed_in_either_language(Way way)
    {
        var city = "Nowhere of " + way;
        var first = await server.SendOneAsync(("customerRegion", "Makkah"), ("customerCity", city));
        await server.SendOneAsync(("customerCity", "Elsewhere"));
        var second = await server.SendOneAsync(("customerRegion", "Makkah"), ("customerCity", city));
        await server.WaitForFollowerAsync();
        await using var hand = await server.UseAsync(way, ConsoleServer.Agent);
        var list = $"/staff/leads?field=customerCity&value={Uri.EscapeDataString(city)}";
        await hand.Visit.GoToAsync(list);
        await hand.FollowAsync("#leads tbody a >> nth=0");
        Assert.Contains($"/leads/{first}?", hand.Page.Url, StringComparison.Ordinal);
        await hand.TypeAsync("#customerCity-text", "جدة");
        await hand.FollowAsync("#save-next");
        Assert.Contains($"/leads/{second}?", hand.Page.Url, StringComparison.Ordinal);
        await hand.AssertDoneAsync();
        await hand.TypeAsync("#customerCity-text", "jeddah");
        await hand.FollowAsync("#save-next");
        await hand.AssertDoneAsync();
        Assert.Contains("/staff/leads?field=customerCity", hand.Page.Url, StringComparison.Ordinal);
        Assert.Equal(0, await hand.Find("#leads tbody tr").CountAsync());
    }

    [Theory]
    [InlineData(Way.Mouse)]
    [InlineData(Way.Keyboard)]
    [InlineData(Way.WithoutScripts)]
    public async Task Of_two_people_who_correct_one_lead_the_second_sees_what_the_first_did_and_loses_nothing(Way way)
    {
        var id = await server.SendOneAsync(("phoneNumber", "12"), ("email", "nobody"));
        await using var first = await server.UseAsync(Way.Mouse, ConsoleServer.Agent);
        await using var second = await server.UseAsync(way);
        await first.Visit.GoToAsync(LeadPageEndpoints.GetPath(id));
        await second.Visit.GoToAsync(LeadPageEndpoints.GetPath(id));
        await first.TypeAsync("#phoneNumber", "551003001");
        await first.FollowAsync("#save");
        await first.AssertDoneAsync();
        await second.TypeAsync("#phoneNumber", "551003002");
        await second.TypeAsync("#email", "second@example.com");
        await second.FollowAsync("#save");
        Assert.Equal(1, await second.Find("#conflict").CountAsync());
        Assert.Contains("551003001", await second.ReadAsync("#conflict"), StringComparison.Ordinal);
        await second.AssertAccessibleAsync();
        await second.CheckAsync("#phoneNumber-mine");
        await second.FollowAsync("#save");
        await second.AssertDoneAsync();
        Assert.Equal("551003002", await second.Find("#phoneNumber").InputValueAsync());
        Assert.Equal("second@example.com", await second.Find("#email").InputValueAsync());
    }
}
