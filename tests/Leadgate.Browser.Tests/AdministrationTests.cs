using Leadgate.Browser.Tests.Support;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Browser.Tests;

/// <summary>What administrators do, each task from the first page to the end.</summary>
public sealed class AdministrationTests(ConsoleServer server)
{
    [Theory]
    [InlineData(Way.Mouse)]
    [InlineData(Way.Keyboard)]
    [InlineData(Way.WithoutScripts)]
    public async Task Key_is_created_shown_once_and_revoked(Way way)
    {
        await using var hand = await server.UseAsync(way);
        await OpenAsync(hand, "keys");
        await hand.FollowAsync("main a[href='/staff/keys/new']");
        await hand.FollowAsync("#new-key button");
        Assert.Contains("name", await hand.Find(".error-summary a").First.GetAttributeAsync("href"), StringComparison.Ordinal);
        await hand.AssertAccessibleAsync();
        await hand.TypeAsync("input[name=name]", $"partner-{way}");
        await hand.CheckAsync("input[value='leads:write']");
        await hand.FollowAsync("#new-key button:not(.quiet)");
        Assert.StartsWith("leadgate_test_", await hand.ReadAsync("#secret pre"), StringComparison.Ordinal);
        await hand.AssertAccessibleAsync();
        await hand.Page.ReloadAsync();
        Assert.Equal(0, await hand.Find("#secret").CountAsync());
        await hand.FollowAsync("#revoke");
        await hand.AssertAccessibleAsync();
        await hand.FollowAsync("#confirm button");
        await hand.AssertDoneAsync();
        Assert.Equal(0, await hand.Find("#revoke").CountAsync());
    }

    [Theory]
    [InlineData(Way.Mouse)]
    [InlineData(Way.Keyboard)]
    [InlineData(Way.WithoutScripts)]
    public async Task Disabled_account_is_out_at_the_next_click(Way way)
    {
        var name = way switch
        {
            Way.Mouse => "leaver",
            Way.Keyboard => "second-leaver",
            _ => "third-leaver",
        };
        Assert.True(await StaffBrowser.CreateAccountAsync(server.Running.Store, name, StaffRole.Agent));
        await using var leaver = await server.UseAsync(Way.Mouse, name);
        await leaver.Visit.GoToAsync(Routes.Staff);
        await using var hand = await server.UseAsync(way);
        await OpenAsync(hand, "accounts");
        await hand.FollowAsync($"main a[href='/staff/accounts/of/{name}']");
        await hand.FollowAsync("main a[href$='/disable']");
        await hand.AssertAccessibleAsync();
        await hand.FollowAsync("#confirm button");
        await hand.AssertDoneAsync();
        await leaver.Visit.GoToAsync(Routes.Staff + "/me");
        Assert.Contains(Routes.StaffSignIn, leaver.Page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Way.Mouse, 2)]
    [InlineData(Way.Keyboard, 3)]
    [InlineData(Way.WithoutScripts, 4)]
    public async Task Item_of_a_list_is_renamed_after_a_look_at_what_changes(Way way, int item)
    {
        await using var hand = await server.UseAsync(way);
        await OpenAsync(hand, "lists", isAdministration: false);
        // Not an item that the sample lead has, which other tests send.
        await hand.FollowAsync("main a[href='/staff/lists/NATIONALITY']");
        await hand.FollowAsync($"#items tbody tr:nth-child({item}) a");
        await hand.TypeAsync("#item input[name=label]", $"Renamed {way}");
        await hand.FollowAsync("#item button");
        Assert.Contains($"Renamed {way}", await hand.ReadAsync("#changes ins"), StringComparison.Ordinal);
        await hand.AssertAccessibleAsync();
        await hand.FollowAsync("#confirm button");
        await hand.AssertDoneAsync();
        Assert.Contains($"Renamed {way}", await hand.ReadAsync("main"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Way.Mouse, "551002001")]
    [InlineData(Way.Keyboard, "551002002")]
    [InlineData(Way.WithoutScripts, "551002003")]
    public async Task Person_is_found_and_erased_only_after_the_number_was_typed_again(Way way, string phone)
    {
        await server.SendAsync(("phoneNumber", phone), ("email", null));
        await using var hand = await server.UseAsync(way);
        await OpenAsync(hand, "persons");
        await hand.TypeAsync("#find input[name=phone]", phone);
        await hand.FollowAsync("#find button");
        Assert.Equal("1", await hand.ReadAsync("#own"));
        await hand.AssertAccessibleAsync();
        await hand.FollowAsync("#erase button");
        await hand.TypeAsync("#confirm input[name=again]", "512345678");
        await hand.FollowAsync("#confirm button");
        Assert.NotEmpty(await hand.ReadAsync(".error-summary"));
        await hand.AssertAccessibleAsync();
        await hand.TypeAsync("#confirm input[name=again]", phone);
        await hand.Find("#vacuum").UncheckAsync();
        await hand.FollowAsync("#confirm button");
        await hand.AssertDoneAsync();
        await hand.TypeAsync("#find input[name=phone]", phone);
        await hand.FollowAsync("#find button");
        Assert.Equal(0, await hand.Find("#own").CountAsync());
    }

    [Theory]
    [InlineData(Way.Mouse)]
    [InlineData(Way.Keyboard)]
    [InlineData(Way.WithoutScripts)]
    public async Task Audit_trail_is_verified_and_filtered(Way way)
    {
        await using var hand = await server.UseAsync(way);
        await OpenAsync(hand, "audit");
        Assert.NotEqual(0, await hand.Find("#entries tbody tr").CountAsync());
        await hand.FollowAsync("#verify button");
        Assert.NotEmpty(await hand.ReadAsync("main"));
        await hand.AssertAccessibleAsync();
        await hand.Visit.GoToAsync(Routes.Staff + "/audit");
        await hand.TypeAsync("#filter input[name=actor]", "nobody");
        await hand.FollowAsync("#filter button");
        Assert.Equal(0, await hand.Find("#entries").CountAsync());
    }

    /// <summary>Opens a page by the navigation.</summary>
    private static async Task OpenAsync(Hand hand, string page, bool isAdministration = true)
    {
        await hand.Visit.GoToAsync(Routes.Staff);
        if (isAdministration)
            await hand.OpenMenuAsync("#manage");
        await hand.FollowAsync($"header a[href='/staff/{page}']");
    }
}
