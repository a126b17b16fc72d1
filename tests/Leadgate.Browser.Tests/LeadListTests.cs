using System.Globalization;
using System.Text.RegularExpressions;
using Leadgate.Browser.Tests.Support;
using Leadgate.Contract;

namespace Leadgate.Browser.Tests;

/// <summary>Finding leads: filters, search, and pages, all of which are in the address.</summary>
public sealed partial class LeadListTests(ConsoleServer server)
{
    [Theory]
    [InlineData(Way.Mouse, "551006001")]
    [InlineData(Way.Keyboard, "551006002")]
    [InlineData(Way.WithoutScripts, "551006003")]
    public async Task Leads_are_filtered_searched_and_paged_and_the_address_says_how(Way way, string phone)
    {
        var id = await server.SendOneAsync(("phoneNumber", phone), ("email", "nobody"));
        await server.WaitForFollowerAsync();
        await using var hand = await server.UseAsync(way, ConsoleServer.Viewer);

        // Of a sender of the demo: other tests send leads meanwhile, which come first in the list of all.
        await hand.Visit.GoToAsync(Routes.Staff + "/leads?state=all&sender=demo-social-media");
        var first = await ReadIdsAsync(hand);
        await hand.FollowAsync("main a[rel=next] >> nth=0");
        Assert.Contains("cursor=", hand.Page.Url, StringComparison.Ordinal);
        Assert.Empty((await ReadIdsAsync(hand)).Intersect(first));
        await hand.FollowAsync("main a[rel=prev] >> nth=0");
        Assert.Equal(first, await ReadIdsAsync(hand));

        await hand.TypeAsync("#filter-sender", "demo-web-site");
        await hand.FollowAsync("#filters button");
        Assert.Contains("sender=demo-web-site", hand.Page.Url, StringComparison.Ordinal);
        Assert.Contains("state=all", hand.Page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("cursor=", hand.Page.Url, StringComparison.Ordinal);
        var address = hand.Page.Url;
        await hand.TypeAsync("#filter-sender", "");
        await hand.TypeAsync("#filter-q", "+966 " + phone);
        await hand.FollowAsync("#filters button");
        Assert.Equal([id], await ReadIdsAsync(hand));
        await hand.FollowAsync("#leads tbody a");
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"/leads/{id}?list="), hand.Page.Url, StringComparison.Ordinal);
        await hand.FollowAsync("#back");
        Assert.Equal([id], await ReadIdsAsync(hand));

        // The address is all there is: somebody to whom it is sent sees the same.
        await hand.Visit.GoToAsync(address);
        Assert.Equal("demo-web-site", await hand.Find("#filter-sender").InputValueAsync());
        await hand.FollowAsync("#clear");
        Assert.DoesNotContain("sender=", hand.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leads_that_arrive_are_announced_and_the_list_stays_until_somebody_asks_for_them()
    {
        await using var hand = await server.UseAsync(Way.Mouse, ConsoleServer.Viewer);
        // The page's clock stands still until the test moves it: a page that loads slowly would otherwise ask for leads by itself.
        await hand.Page.Clock.InstallAsync(new() { TimeDate = DateTime.UnixEpoch });
        await hand.Page.Clock.PauseAtAsync(DateTime.UnixEpoch.AddHours(1));
        await hand.Visit.GoToAsync(Routes.Staff + "/leads?sender=browser-tests");
        var before = await ReadIdsAsync(hand);
        await hand.Page.Clock.FastForwardAsync(29_000);
        Assert.True(await hand.Find("#arrivals p").IsHiddenAsync());
        var id = await server.SendOneAsync(("email", "nobody"));
        await server.WaitForFollowerAsync();
        await hand.Page.Clock.FastForwardAsync(1_000);
        await hand.Find("#arrivals p").WaitForAsync();
        Assert.StartsWith("وصل ", await hand.ReadAsync("#arrivals span"), StringComparison.Ordinal);
        Assert.Equal(before, await ReadIdsAsync(hand));
        await hand.FollowAsync("#show-arrived");
        Assert.Contains(id, await ReadIdsAsync(hand));
    }

    private static async Task<IReadOnlyList<long>> ReadIdsAsync(Hand hand) =>
        [
            .. (await hand.Find("#leads tbody tr").EvaluateAllAsync<string[]>("rows => rows.map(row => row.id)")).Select(row =>
                long.Parse(Id().Match(row).Value, CultureInfo.InvariantCulture)
            ),
        ];

    [GeneratedRegex(@"\d+$")]
    private static partial Regex Id();
}
