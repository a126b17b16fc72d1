using Leadgate.Browser.Tests.Support;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Console.LeadPages;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Browser.Tests;

/// <summary>Coming in and going out.</summary>
public sealed class SignInTests(ConsoleServer server)
{
    [Theory]
    [InlineData(Way.Mouse)]
    [InlineData(Way.Keyboard)]
    [InlineData(Way.WithoutScripts)]
    public async Task Whoever_knows_the_password_comes_to_the_page_that_was_asked_for_and_goes_out_again(Way way)
    {
        await using var hand = await server.UseAsync(way, account: null);
        await hand.Visit.GoToAsync(Routes.Staff + "/me");
        Assert.Contains(Routes.StaffSignIn, hand.Page.Url, StringComparison.Ordinal);
        await hand.TypeAsync("input[name=name]", ConsoleServer.Viewer);
        await hand.TypeAsync("input[name=password]", "wrong words 7");
        await hand.FollowAsync("#sign-in button");
        Assert.NotEmpty(await hand.ReadAsync("[role=alert]"));
        await hand.TypeAsync("input[name=name]", ConsoleServer.Viewer);
        await hand.TypeAsync("input[name=password]", StaffBrowser.Password);
        await hand.FollowAsync("#sign-in button");
        Assert.EndsWith("/me", new Uri(hand.Page.Url).AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(ConsoleServer.Viewer, await hand.ReadAsync("#me"));
        await hand.FollowAsync("#sign-out button");
        await hand.Visit.GoToAsync(Routes.Staff);
        Assert.Contains(Routes.StaffSignIn, hand.Page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Way.Mouse)]
    [InlineData(Way.Keyboard)]
    [InlineData(Way.WithoutScripts)]
    public async Task Correction_that_is_sent_after_the_session_ended_is_not_lost(Way way)
    {
        var name = $"late-{way}".ToLowerInvariant();
        await StaffBrowser.CreateAccountAsync(server.Running.Store, name, StaffRole.Agent);
        var id = await server.SendOneAsync(("phoneNumber", "12"));
        await using var hand = await server.UseAsync(way, name);
        await hand.Visit.GoToAsync(LeadPageEndpoints.GetPath(id));
        await hand.TypeAsync("#phoneNumber", "551008001");
        await hand.Page.Context.ClearCookiesAsync(new() { Name = "leadgate-staff" });
        await hand.FollowAsync("#save");
        Assert.Equal(1, await hand.Find("#kept").CountAsync());
        await hand.TypeAsync("input[name=name]", name);
        await hand.TypeAsync("input[name=password]", StaffBrowser.Password);
        await hand.FollowAsync("#sign-in button");
        await hand.FollowAsync("#kept button");
        Assert.Equal("551008001", await hand.Find("#phoneNumber").InputValueAsync());
        await hand.FollowAsync("#save");
        await hand.AssertDoneAsync();
        Assert.Equal(1, await hand.Find("#revision-2").CountAsync());
    }

    [Fact]
    public async Task Theme_and_language_are_remembered()
    {
        await using var hand = await server.UseAsync(Way.Keyboard, ConsoleServer.Viewer);
        await hand.Visit.GoToAsync(Routes.Staff + "/me");
        await hand.CheckAsync("#theme-dark");
        await hand.FollowAsync("#settings button");
        await hand.AssertDoneAsync();
        await hand.FollowAsync("#language");
        Assert.Equal("rtl", await hand.Find("html").GetAttributeAsync("dir"));
        await hand.Visit.GoToAsync(Routes.Staff);
        Assert.Equal("ar", await hand.Find("html").GetAttributeAsync("lang"));
        Assert.Equal("dark", await hand.Find("html").GetAttributeAsync("data-theme"));
    }
}
