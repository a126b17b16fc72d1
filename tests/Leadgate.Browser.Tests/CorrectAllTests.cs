using System.Globalization;
using Leadgate.Browser.Tests.Support;
using Leadgate.Server.Console.LeadPages;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Browser.Tests;

/// <summary>Correcting one wrong value in all leads that have it, from the first of them to the next bulk.</summary>
public sealed class CorrectAllTests(ConsoleServer server)
{
    [Theory]
    [InlineData(Way.Mouse, "Jiddah Nord", "جدة (مكة المكرمة)")]
    [InlineData(Way.Keyboard, "Jiddah South", "Jeddah (Makkah)")]
    [InlineData(Way.WithoutScripts, "Jiddah East", "جدة (مكة المكرمة)")]
    public async Task Value_is_corrected_in_all_leads_and_is_no_error_in_the_next_bulk(Way way, string wrong, string right)
    {
        var lead = TestData.Lead(("customerRegion", "Makkah"), ("customerCity", wrong));
        var ids = await server.SendLeadsAsync(lead, lead, lead);
        await server.WaitForFollowerAsync();
        await using var hand = await server.UseAsync(way);
        await hand.Visit.GoToAsync(LeadPageEndpoints.GetPath(ids[0]));
        await hand.FollowAsync("main a[href^='/staff/correct']");
        Assert.Contains(wrong, await hand.ReadAsync("main"), StringComparison.Ordinal);
        await hand.ChooseAsync("#replacement", right);
        await hand.FollowAsync("#preview");
        Assert.Equal("3", await hand.ReadAsync("#become-valid"));
        await hand.AssertAccessibleAsync();
        await hand.CheckAsync("#remember");
        await hand.FollowAsync("#confirm button");

        // The page renews itself, with scripts or without.
        await hand.Find("#state.success").WaitForAsync();
        Assert.Equal("3", await hand.ReadAsync("#corrected"));
        await hand.AssertAccessibleAsync();

        var next = await server.SendOneAsync(("customerRegion", "Makkah"), ("customerCity", wrong));
        await hand.Visit.GoToAsync(LeadPageEndpoints.GetPath(next));
        Assert.Equal(0, await hand.Find("#errors").CountAsync());
        await hand.Visit.GoToAsync(LeadPageEndpoints.GetPath(ids[^1]));
        Assert.Equal(1, await hand.Find("#revision-2").CountAsync());
    }

    [Theory]
    [InlineData(Way.Mouse)]
    [InlineData(Way.Keyboard)]
    [InlineData(Way.WithoutScripts)]
    public async Task Save_and_next_goes_from_one_lead_that_waits_to_the_next(Way way)
    {
        var ids = await server.SendLeadsAsync(TestData.Lead(("phoneNumber", "12")), TestData.Lead(("phoneNumber", "34")));
        await server.WaitForFollowerAsync();
        await using var hand = await server.UseAsync(way, ConsoleServer.Agent);
        await hand.Visit.GoToAsync(LeadPageEndpoints.GetPath(ids[0]));
        await hand.TypeAsync("#phoneNumber", "551005001");
        await hand.FollowAsync("#save-next");
        await hand.AssertDoneAsync();
        Assert.Equal(LeadPageEndpoints.GetPath(ids[1]), new Uri(hand.Page.Url).AbsolutePath);
        Assert.Equal("34", await hand.Find("#phoneNumber").InputValueAsync());
        Assert.Contains(ids[0].ToString(CultureInfo.InvariantCulture), await hand.ReadAsync("#notice"), StringComparison.Ordinal);
    }
}
